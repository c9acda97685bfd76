// The laws of test/support/laws.ts hold after every step of random histories, and some more for whole ones.
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import {
  compile,
  type Decision,
  type EarlierLead,
  type Facts,
  initialState,
  type Lead,
  type LeadRecord,
  type Router,
  requirements,
  route,
  routeMany,
} from '../../src/index.js';
import type { Policy } from '../../src/policy/index.js';
import { type History, history, type Step, toLead } from '../support/arbitraries.js';
import { laws } from '../support/laws.js';
import { play, routerOf } from '../support/play.js';
import { runs, runsFactor } from '../support/runs.js';

vi.setConfig({ testTimeout: 240_000 * Math.max(1, runsFactor) });

test.each([
  ['short', 12],
  ['long', 50],
])('every law holds after every step of %s histories', (_, stepsMax) => {
  fc.assert(
    fc.property(history({ stepsMax }), (one) => {
      const judges = Object.entries(laws).map(([name, law]) => [name, law()] as const);
      play(one, (played) => {
        for (const [name, judge] of judges) {
          const wrong = judge(played);
          if (wrong !== null) expect.unreachable(`${name}, step ${played.number}: ${wrong}`);
        }
      });
    }),
    runs(stepsMax < 20 ? 250 : 100),
  );
});

const leadsOf = ({ steps, start }: History) =>
  steps
    .filter((step): step is Step & { readonly type: 'route' } => step.type === 'route')
    .map((step, k) => toLead(step.lead, `lead-${k}`, start));

/** The facts for a lead that comes after others at the same instant: what they left, where the caller's facts say nothing that counts. */
function factsAfter(router: Router, lead: Lead, now: number, facts: Facts, before: readonly LeadRecord[]): Facts {
  const { duplicates } = router.policy;
  if (duplicates === undefined || duplicates.action === 'ignore') return facts;
  const since =
    duplicates.windowDays === undefined ? Number.NEGATIVE_INFINITY : now - duplicates.windowDays * 86_400_000;
  const counts = (one: EarlierLead | undefined): boolean =>
    one !== undefined && one.leadId !== lead.id && (one.at == null || (one.at <= now && one.at >= since));
  const known: { [key: string]: EarlierLead } = { ...facts.leadByDedupeKey };
  for (const key of requirements(router, lead).dedupeKeys) {
    const first = before.find(
      (record) =>
        record.reason?.code !== 'lead.invalid_field' && requirements(router, record.lead).dedupeKeys.includes(key),
    );
    if (counts(known[key]) || first === undefined) continue;
    const { reason, leadId, repId } = first;
    known[key] = { leadId: reason?.code === 'lead.duplicate' ? reason.ofLeadId : leadId, repId };
  }
  return { ...facts, leadByDedupeKey: known };
}

test('many leads at once are routed as one after the other', () => {
  fc.assert(
    fc.property(history(), (one) => {
      const router = routerOf(one);
      const leads = leadsOf(one);
      const options = { facts: one.facts, trace: 'full' as const };
      const many = routeMany(router, initialState(router), leads, one.start, options);
      let state = initialState(router);
      const before: LeadRecord[] = [];
      for (const [k, lead] of leads.entries()) {
        const facts = factsAfter(router, lead, one.start, one.facts, before);
        const { state: next, ...outcome } = route(router, state, lead, one.start, { ...options, facts });
        expect(many.outcomes[k]).toEqual(outcome);
        before.push(outcome.record);
        state = next;
      }
      expect(many.state).toEqual(state);
    }),
    runs(150),
  );
});

/** The same policy, its lists of reps and members turned round. */
const turned = (policy: Policy): Policy => ({
  ...policy,
  reps: [...policy.reps].reverse(),
  queues: policy.queues.map((queue) => ({ ...queue, repIds: [...queue.repIds].reverse() })),
});

test('the order in which reps and members are listed decides nothing', () => {
  fc.assert(
    fc.property(history(), (one) => {
      const [router, other] = [routerOf(one), routerOf({ ...one, policy: turned(one.policy) })];
      let [state, otherState] = [initialState(router), initialState(other)];
      const seen = (decision: Decision, record: LeadRecord) => ({ ...decision, trace: null, wakeAt: record.wakeAt });
      for (const lead of leadsOf(one)) {
        const outcome = route(router, state, lead, one.start, { facts: one.facts });
        const otherOutcome = route(other, otherState, lead, one.start, { facts: one.facts });
        expect(seen(otherOutcome.decision, otherOutcome.record)).toEqual(seen(outcome.decision, outcome.record));
        [state, otherState] = [outcome.state, otherOutcome.state];
      }
    }),
    runs(150),
  );
});

test('the order of the keys of a policy decides nothing', () => {
  const shuffled = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(shuffled)
      : typeof value === 'object' && value !== null
        ? Object.freeze(
            Object.fromEntries(
              Object.entries(value)
                .reverse()
                .map(([key, inner]) => [key, shuffled(inner)]),
            ),
          )
        : value;
  fc.assert(
    fc.property(history(), (one) => {
      const router = routerOf(one);
      const other = compile(shuffled(one.policy) as Policy);
      if (!other.ok) return expect.unreachable(JSON.stringify(other.error));
      expect(other.value.fingerprint).toBe(router.fingerprint);
      const options = { facts: one.facts, trace: 'full' as const };
      const leads = leadsOf(one);
      const [a, b] = [router, other.value].map((each) =>
        routeMany(each, initialState(each), leads, one.start, options),
      );
      expect(b).toEqual(a);
    }),
    runs(100),
  );
});
