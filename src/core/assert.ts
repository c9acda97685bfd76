/**
 * Stops on a programmer's error: a broken invariant of ours or a call that the types forbid.
 * Never used for data that came from outside.
 *
 * @throws Error with `message` when `condition` is false.
 */
export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Error(message);
}
