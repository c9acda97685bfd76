import { createLedger } from '../distribute/index.js';
import { type CompiledPolicy, compiledOf, type Router } from '../policy/index.js';
import type { CapCounts, NamedLedger, RoutingState } from './state.js';

const filled = <T>(length: number, value: T): T[] => new Array<T>(length).fill(value);

/** Empty counts for every kind of cap in the policy. */
function emptyCaps({ roster }: CompiledPolicy, length: number): RoutingState['caps'] {
  const rolling = new Map<string, boolean>();
  for (const { caps } of roster.reps) for (const cap of caps) rolling.set(cap.key, cap.rolling);
  const empty = (rolls: boolean): CapCounts =>
    rolls
      ? { instants: filled<readonly number[]>(length, []) }
      : { period: filled(length, 0), count: filled(length, 0) };
  return Object.fromEntries(Array.from(rolling, ([key, rolls]) => [key, empty(rolls)]));
}

/**
 * The state before the first lead: everybody online, with no open work, owed nothing.
 *
 * @example
 * initialState(router).seq; //=> 0
 */
export function initialState(router: Router): RoutingState {
  const policy = compiledOf(router);
  const ids = policy.roster.reps.map(({ spec }) => spec.id);
  const fresh = (members: readonly string[], unit: number): NamedLedger => ({
    ids: members,
    unit,
    ...createLedger(members.length),
  });
  const ledgers = [
    ...[...policy.ledgers.values()].map(({ id, repIds, unit }) => [id, fresh([...repIds], unit)]),
    ...[...policy.teamLedgers.values()].map((teams) => [teams.id, fresh(teams.ids, teams.unit)]),
  ];
  return {
    version: 1,
    seq: 0,
    fingerprint: router.fingerprint,
    reps: { ids, open: filled(ids.length, 0), online: filled<0 | 1>(ids.length, 1), assigned: filled(ids.length, 0) },
    ledgers: Object.fromEntries(ledgers) as RoutingState['ledgers'],
    caps: emptyCaps(policy, ids.length),
  };
}
