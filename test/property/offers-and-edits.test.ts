// What offers reserve, counted anew from the events, while policies are edited and reps and caps come and go.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  advance,
  type Cap,
  compileOrThrow,
  evolve,
  type Input,
  initialState,
  type LeadRecord,
  type Outcome,
  type Policy,
  type Rep,
  type Router,
  type RoutingEvent,
  type RoutingState,
  rebase,
  route,
} from '../../src/index.js';
import { holds } from '../spec/reference-lead.js';
import { enough, runs } from '../support/runs.js';
import { leadWith, minute, monday, policyWith } from '../support/samples.js';

const sources = ['web', 'list'] as const;
const repIds = ['ana', 'ben', 'cy'] as const;

const cap = fc
  .record({
    max: fc.integer({ min: 1, max: 2 }),
    rolling: fc.boolean(),
    source: fc.option(fc.constantFrom(...sources), { nil: null }),
  })
  .map(
    ({ max, rolling, source }): Cap => ({
      id: 'k',
      per: 'day',
      max,
      ...(rolling && { window: 'rolling' as const }),
      ...(source !== null && { when: { field: 'source' as const, op: 'eq' as const, value: source } }),
    }),
  );
const rep = (id: string): fc.Arbitrary<Rep> =>
  fc.option(cap, { nil: null }).map((one) => (one === null ? { id } : { id, caps: [one] }));
const policy: fc.Arbitrary<Policy> = fc
  .record({
    reps: fc.tuple(...repIds.map(rep)),
    kept: fc.subarray([0, 1, 2], { minLength: 1 }),
    to: fc.constantFrom(1, 2),
    units: fc.constantFrom(1, 2),
    ledger: fc.constantFrom('one', 'two'),
  })
  .map(({ reps, kept, to, units, ledger }) =>
    policyWith({ reps: kept.map((k) => reps[k]!), pool: { offer: { forMinutes: 5, to }, units, ledger } }),
  );

const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ type: fc.constant('route' as const), source: fc.constantFrom(...sources) }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('edit' as const), to: fc.nat(2) }) },
  {
    weight: 5,
    arbitrary: fc.record({
      type: fc.constantFrom(
        'accept' as const,
        'decline' as const,
        'release' as const,
        'close' as const,
        'tick' as const,
      ),
      lead: fc.nat(9),
      whose: fc.nat(1),
      minutes: fc.constantFrom(0, 0, 5),
    }),
  },
);

/** The columns in which a rep's caps count a lead, as the state names them. */
const keysOf = (policy: Policy, repId: string, lead: LeadRecord['lead']): readonly string[] => [
  ...new Set(
    (policy.reps.find(({ id }) => id === repId)!.caps ?? [])
      .filter(({ when }) => holds(when, lead))
      .map(({ id, per, window, when }) => {
        const name = window === 'rolling' ? `${per}:rolling` : per;
        return when === undefined ? name : `${name}:${id}`;
      }),
  ),
];

/** Open offers by lead, then rep: the columns each has reserved room in. */
type Reserved = Map<string, Map<string, readonly string[]>>;

function reserveAnew(reserved: Reserved, policy: Policy, event: RoutingEvent, lead: LeadRecord['lead']): void {
  const { leadId } = event;
  if (event.type === 'lead_offered')
    reserved.set(leadId, new Map(event.repIds.map((repId) => [repId, keysOf(policy, repId, lead)])));
  if (event.type === 'offer_declined' || event.type === 'offer_lapsed') reserved.get(leadId)?.delete(event.repId);
  if (event.type === 'offers_revoked') for (const repId of event.repIds) reserved.get(leadId)?.delete(repId);
  if (event.type === 'lead_assigned') reserved.delete(leadId);
}

/** How many offers are open, by column and rep, sorted. */
const expected = (reserved: Reserved): readonly string[] =>
  [...reserved.values()].flatMap((row) => [...row].flatMap(([id, keys]) => keys.map((key) => `${key} ${id}`))).sort();
const found = ({ caps, reps }: RoutingState): readonly string[] =>
  Object.entries(caps)
    .flatMap(([key, { offered = [] }]) =>
      offered.flatMap((count, index) => Array.from({ length: count }, () => `${key} ${reps.ids[index]}`)),
    )
    .sort();

test('room reserved by offers is what the open ones reserved when they were made, whatever is edited', () => {
  const seen = { freedAfterEdit: 0, accepted: 0 };
  fc.assert(
    fc.property(fc.tuple(policy, policy, policy), fc.array(step, { minLength: 5, maxLength: 30 }), (all, steps) => {
      const routers = all.map((one) => compileOrThrow(one)) as [Router, Router, Router];
      let router = routers[0];
      let state = initialState(router);
      let now = monday;
      const records = new Map<string, LeadRecord>();
      const reserved: Reserved = new Map();
      const keep = (before: LeadRecord | null, outcome: Outcome): void => {
        let folded: { state: RoutingState; record: LeadRecord | null } = { state, record: before };
        for (const event of outcome.events) {
          folded = evolve(router, folded, event);
          reserveAnew(reserved, router.policy, event, folded.record!.lead);
          if (event.type === 'lead_accepted') seen.accepted++;
        }
        if (outcome.events.length > 0) expect([folded.state, folded.record]).toEqual([outcome.state, outcome.record]);
        const madeBefore = before?.offer != null && before.offer.fingerprint !== router.fingerprint;
        if (madeBefore && outcome.record.offer == null) seen.freedAfterEdit++;
        state = outcome.state;
        records.set(outcome.record.leadId, outcome.record);
        expect(found(state)).toEqual(expected(reserved));
      };
      for (const one of steps) {
        if (one.type === 'edit') {
          router = routers[one.to]!;
          state = rebase(router, state);
          expect(found(state)).toEqual(expected(reserved));
        } else if (one.type === 'route') {
          keep(null, route(router, state, leadWith({ id: `l${records.size}`, source: one.source }), now));
        } else if (records.size > 0) {
          now += one.minutes * minute;
          const record = records.get(`l${one.lead % records.size}`)!;
          const asked = record.offer?.open ?? [];
          const repId = asked[one.whose % Math.max(1, asked.length)]?.repId ?? record.repId ?? 'ana';
          const input = one.type === 'close' ? { type: one.type, outcome: 'lost' } : { type: one.type, repId };
          keep(record, advance(router, state, record, input as Input, now));
        }
      }
      for (const record of records.values())
        keep(record, advance(router, state, record, { type: 'close', outcome: 'lost' }, now));
      expect(found(state)).toEqual([]);
      expect(state.reps.open.filter((units) => units !== 0)).toEqual([]);
    }),
    runs(300),
  );
  expect(seen.freedAfterEdit).toBeGreaterThan(enough(50));
  expect(seen.accepted).toBeGreaterThan(enough(50));
});
