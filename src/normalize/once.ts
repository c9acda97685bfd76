/**
 * A value that is made when it is first asked for, and then kept: what is made must not depend on when that is.
 *
 * @example once(() => 1 + 1)() //=> 2
 */
export const once = <T>(make: () => T): (() => T) => {
  let made: T | null = null;
  return () => {
    made ??= make();
    return made;
  };
};
