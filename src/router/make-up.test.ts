import fc from 'fast-check';
import { expect, test } from 'vitest';
import { byBalance, type Candidate, fairShare, gains, hashText } from '../../test/spec/reference-share.js';
import { day, diagnosticsOf, leadWith, monday, policyWith, routerWith } from '../../test/support/samples.js';
import { explain } from '../explain/index.js';
import type { QueueStrategy } from '../policy/index.js';
import { advance, evolve, initialState, type RoutingState, route, setAvailability } from './index.js';

type FairShare = Extract<QueueStrategy, { type: 'fair_share' }>;
const sharing = (makeUp: NonNullable<FairShare['makeUp']>, accrueOn?: FairShare['accrueOn']): FairShare => ({
  type: 'fair_share',
  makeUp,
  ...(accrueOn !== undefined && { accrueOn }),
});
const away = { id: 'cy', leave: [{ from: '2026-03-01', to: '2026-03-05' }] };
const back = monday + 4 * day;
const routerFor = (strategy: FairShare) => routerWith({ reps: ['ana', 'ben', away], pool: { strategy } });

/** So many leads during the leave of `cy`; then who gets the next nine. */
function afterLeave(strategy: FairShare, count: number): readonly (string | null)[] {
  const router = routerFor(strategy);
  let state: RoutingState = initialState(router);
  const next = (id: string, now: number): string | null => {
    const outcome = route(router, state, leadWith({ id }), now);
    ({ state } = outcome);
    return outcome.record.repId;
  };
  for (let n = 0; n < count; n++) expect(next(`l${n}`, monday)).not.toBe('cy');
  return Array.from({ length: 9 }, (_, n) => next(`m${n}`, back));
}
const toCy = (owners: readonly (string | null)[]): number => owners.filter((id) => id === 'cy').length;

test('nothing, so many leads, or all of it is made up for on return', () => {
  expect(toCy(afterLeave(sharing('none'), 12))).toBe(3);
  expect(toCy(afterLeave(sharing({ capped: 2 }), 12))).toBe(5);
  expect(toCy(afterLeave(sharing('full'), 12))).toBe(7);
  expect(toCy(afterLeave(sharing('full', ['off_shift', 'at_cap']), 12))).toBe(3);
});

test('event, trace and text say who gains', () => {
  const router = routerFor(sharing('full'));
  const { events, decision, state } = route(router, initialState(router), leadWith(), monday, { trace: 'full' });
  expect(events[1]).toMatchObject({ type: 'lead_assigned', eligible: 'D', accruing: 'E' });
  expect(decision.trace.pick).toMatchObject({ method: 'deficit', eligible: 2, accruing: 1, owedMilli: 333 });
  expect(decision.trace.candidates!.map(({ parts }) => parts['owedMilli'])).toEqual([333, 333, 333]);
  expect(explain(decision)).toContain('owed 0.33 of a lead, most of 2 eligible, 1 absent gain too');
  const { unit, balance } = state.ledgers['pool']!;
  expect(balance[2]! * 3).toBe(unit);
});

test('a lead given by hand lets the absent gain; one that moves does not', () => {
  const router = routerFor(sharing('full'));
  const first = route(router, initialState(router), leadWith(), monday);
  const moved = advance(router, first.state, first.record, { type: 'release' }, monday);
  expect(moved.state.ledgers['pool']!.balance[2]).toBe(first.state.ledgers['pool']!.balance[2]);
  const rested = advance(router, first.state, first.record, { type: 'nurture' }, monday);
  const byHand = advance(router, rested.state, rested.record, { type: 'assign', repId: 'ben', by: 'kim' }, monday);
  expect(byHand.state.ledgers['pool']!.balance[2]).toBe(2 * first.state.ledgers['pool']!.balance[2]!);
  const toAbsent = advance(router, rested.state, rested.record, { type: 'assign', repId: 'cy', by: 'kim' }, monday);
  expect(toAbsent.events.at(-1)).not.toHaveProperty('accruing');
});

test('what is wrong with it is said', () => {
  const errors = (strategy: object) =>
    diagnosticsOf(policyWith({ pool: { strategy: strategy as FairShare } }))
      .filter(({ severity }) => severity === 'error')
      .map(({ path }) => path.slice(3).join('.'));
  expect(errors(sharing({ capped: 1 }, ['on_leave', 'at_capacity']))).toEqual([]);
  expect(errors({ ...sharing('full'), makeUp: 'some' })).toEqual(['makeUp']);
  expect(errors({ ...sharing('full'), makeUp: { capped: 0 } })).toEqual(['makeUp.capped']);
  expect(errors({ ...sharing('full'), accrueOn: ['tired'] })).toEqual(['accrueOn.0']);
  expect(errors({ ...sharing('full'), ledgers: [{ id: 'a' }, { id: 'b' }] })).toEqual(['makeUp']);
});

const step = fc.oneof(
  { weight: 4, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.record({ rep: fc.nat(5), online: fc.boolean() }) },
);

test('picks, balances and folds are those of the rule written out', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(1, 2, 3, 7), { minLength: 2, maxLength: 6 }),
      fc.option(fc.constantFrom(1, 3), { nil: null }),
      fc.array(step, { maxLength: 60 }),
      (weights, capped, steps) => {
        const reps = weights.map((weight, n) => ({ id: `r${n}`, weight }));
        const strategy = sharing(capped === null ? 'full' : { capped }, ['offline']);
        const router = routerWith({ reps, pool: { strategy } });
        const weightOf = new Map(reps.map(({ id, weight }) => [id, weight]));
        const ids = reps.map(({ id }) => id);
        const online = new Set(ids);
        const balance = new Map(ids.map((id) => [id, 0n]));
        const last = new Map(ids.map((id) => [id, 0]));
        let state: RoutingState = initialState(router);
        const unit = BigInt(state.ledgers['pool']!.unit);
        for (const [n, each] of steps.entries()) {
          if (each !== null) {
            const id = ids[each.rep % ids.length]!;
            ({ state } = setAvailability(router, state, id, each.online, monday));
            if (each.online) online.add(id);
            else online.delete(id);
            continue;
          }
          const lead = leadWith({ id: `l${n}` });
          const outcome = route(router, state, lead, monday);
          let folded = { state, record: null as never };
          for (const event of outcome.events) folded = evolve(router, folded, event) as typeof folded;
          expect(folded).toEqual({ state: outcome.state, record: outcome.record });
          ({ state } = outcome);
          const eligible = ids.filter((id) => online.has(id));
          if (eligible.length === 0) continue;
          const sum = eligible.reduce((total, id) => total + weightOf.get(id)!, 0);
          const roomy = (id: string): boolean => {
            const weight = BigInt(weightOf.get(id)!);
            return (
              capped === null || balance.get(id)! + (unit * weight) / (BigInt(sum) + weight) <= BigInt(capped) * unit
            );
          };
          const pool = ids.filter((id) => online.has(id) || roomy(id));
          const inc = gains(pool, weightOf, unit);
          for (const [id, amount] of inc) balance.set(id, balance.get(id)! + amount);
          const rows = eligible.map(
            (id): Candidate => ({
              repId: id,
              x: balance.get(id)!,
              inc: inc.get(id)!,
              last: last.get(id)!,
              tie: hashText(id, hashText(lead.id)),
            }),
          );
          const winner = pool.length === eligible.length ? fairShare(rows) : [...rows].sort(byBalance)[0]!.repId;
          balance.set(winner, balance.get(winner)! - [...inc.values()].reduce((a, b) => a + b));
          last.set(winner, state.seq);
          expect(outcome.record.repId).toBe(winner);
          expect(state.ledgers['pool']!.balance.map(BigInt)).toEqual([...balance.values()]);
        }
      },
    ),
    { numRuns: 150 },
  );
});
