// Policies that are edited while leads are under way: whatever an edit takes away, inputs go on, and the books balance.
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import {
  advance,
  compileOrThrow,
  credit,
  evolve,
  type Input,
  initialState,
  type LeadRecord,
  type Policy,
  type Router,
  type RoutingEvent,
  type RoutingState,
  rebase,
  route,
  setAvailability,
  slaStatus,
} from '../../src/index.js';
import { recordSchema } from '../../src/schema/index.js';
import {
  type History,
  history,
  type Step,
  setting,
  toCredit,
  toInput,
  toLead,
  toNamed,
} from '../support/arbitraries.js';
import { deepFreeze } from '../support/deep-freeze.js';
import { runsFactor, times } from '../support/runs.js';

vi.setConfig({ testTimeout: 120_000 * Math.max(1, runsFactor) });

interface Scene {
  router: Router;
  state: RoutingState;
  now: number;
  readonly records: Map<string, LeadRecord>;
}

/** The same policy without what leads under way may lean on. */
function stripped({ slas: _, ...policy }: Policy): Policy {
  const rules = policy.rules.map((rule) => {
    const { slaId: __, ...then } = rule.then as { readonly slaId?: string };
    return { ...rule, then } as Policy['rules'][number];
  });
  return { ...policy, rules } as Policy;
}
/** Nothing of what was there. */
const replaced: Policy = {
  behavior: 1,
  reps: [{ id: 'zoe' }],
  queues: [{ id: 'zone', repIds: ['zoe'], strategy: { type: 'fair_share' } }],
  rules: [{ id: 'zoned', when: true, then: { queueId: 'zone' } }],
};

/** The lead that an input is for, and who speaks: its owner, or one of those asked. */
function chosen({ records, now }: Scene, { on, input }: Step & { readonly type: 'input' }): LeadRecord | undefined {
  const all = [...records.values()];
  const due = all.filter(({ wakeAt }) => wakeAt !== null && wakeAt <= now);
  const from = input.type === 'tick' && due.length > 0 ? due : all;
  return from[on % from.length];
}

function perform(scene: Scene, { facts }: History, step: Step): readonly RoutingEvent[] {
  const { router, state, now, records } = scene;
  const { policy } = router;
  if (step.type === 'switch') {
    const rep = policy.reps[step.rep % policy.reps.length]!;
    const { events, state: next } = setAvailability(router, state, rep.id, step.online, now);
    scene.state = next;
    return events;
  }
  if (step.type === 'credit') {
    const { events, state: next } = credit(router, state, toCredit(step, policy, now), now);
    scene.state = next;
    return events;
  }
  const record = step.type === 'route' ? null : chosen(scene, step);
  if (record === undefined) return [];
  const outcome = (() => {
    if (step.type === 'route')
      return route(router, state, toLead(step.lead, `lead-${records.size}`, now), now, { facts });
    const asked = record!.offer?.open ?? [];
    const whose = asked.length === 0 ? record!.repId : asked[step.on % asked.length]!.repId;
    const plain = toInput(step.input, policy.reps, whose, now, record!.leadId);
    return advance(router, state, record!, toNamed(plain, step.name, record!.epoch) as Input, now, { facts });
  })();
  records.set(outcome.record.leadId, outcome.record);
  scene.state = outcome.state;
  return outcome.events;
}

/** Goes on to the next wake-up of some lead, or by a few minutes. */
function goOn(scene: Scene, { when: { pick, delta } }: Step): void {
  const wakes = [...scene.records.values()].flatMap(({ wakeAt }) =>
    wakeAt !== null && wakeAt > scene.now ? [wakeAt] : [],
  );
  if (pick === null || wakes.length === 0) scene.now += Math.max(0, delta);
  else scene.now = wakes.sort((a, b) => a - b)[pick % wakes.length]! + Math.max(0, delta);
}

/** Open units by rep, as the records say. */
function openBy(records: Scene['records']): ReadonlyMap<string, number> {
  const open = new Map<string, number>();
  const add = (repId: string, units: number) => open.set(repId, (open.get(repId) ?? 0) + units);
  for (const { status, repId, units, offer } of records.values()) {
    if (status === 'assigned') add(repId!, units);
    for (const asked of offer?.open ?? []) add(asked.repId, offer!.units);
  }
  return open;
}

/** Whether data holds members that JSON would lose. */
const hasUndefined = (value: unknown): boolean =>
  value === undefined ||
  (typeof value === 'object' && value !== null && Object.values(value).some((inner) => hasUndefined(inner)));

function check({ router, state, records, now }: Scene, before: Scene, events: readonly RoutingEvent[]): void {
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, k) => before.state.seq + 1 + k));
  for (const { balance } of Object.values(state.ledgers)) expect(balance.reduce((sum, one) => sum + one, 0)).toBe(0);
  const open = openBy(records);
  const { ids } = state.reps;
  expect(Object.fromEntries(ids.map((id, k) => [id, state.reps.open[k]]))).toEqual(
    Object.fromEntries(ids.map((id) => [id, open.get(id) ?? 0])),
  );
  for (const { offered } of Object.values(state.caps)) expect(offered?.every((count) => count >= 0) ?? true).toBe(true);
  let folded: { readonly state: RoutingState; readonly record: LeadRecord | null } = {
    state: before.state,
    record: before.records.get(events.find(({ leadId }) => leadId !== '')?.leadId ?? '') ?? null,
  };
  for (const event of events) {
    folded = evolve(router, folded, event);
    expect(hasUndefined(folded)).toBe(false);
    if (folded.record !== null) expect(recordSchema.safeParse(folded.record).error?.issues).toBe(undefined);
  }
  expect(folded.state).toEqual(state);
  if (folded.record === null) return;
  expect(folded.record).toEqual(records.get(folded.record.leadId));
  expect(slaStatus(folded.record, now).targets.length).toBeGreaterThanOrEqual(0);
}

test('whatever an edit takes away, leads under way go on and the books balance', () => {
  const seen = new Set<string>();
  const edited = fc.oneof(
    setting().map(
      ({ policy }) =>
        () =>
          policy,
    ),
    fc.constantFrom<(policy: Policy) => Policy>(stripped, stripped, () => replaced),
  );
  const whole = fc.tuple(history({ stepsMax: 24 }), edited, fc.constantFrom(2, 3), fc.constantFrom(0, 4));
  fc.assert(
    fc.property(whole, ([one, edit, first, back]) => {
      const routers = [compileOrThrow(one.policy), compileOrThrow(edit(one.policy))] as const;
      const scene: Scene = {
        router: routers[0],
        state: initialState(routers[0]),
        now: one.start,
        records: new Map(),
      };
      for (const [n, step] of one.steps.entries()) {
        const third = (n * first) / one.steps.length;
        const router = third >= 1 && (back === 0 || third < first - 1 / back) ? routers[1] : routers[0];
        if (router !== scene.router) scene.state = rebase(router, scene.state);
        scene.router = router;
        goOn(scene, step);
        deepFreeze(scene.state);
        for (const record of scene.records.values()) deepFreeze(record);
        const before = { ...scene, records: new Map(scene.records) };
        const events = perform(scene, one, step);
        if (router !== routers[0]) for (const { type } of events) seen.add(type);
        check(scene, before, events);
      }
    }),
    { numRuns: times(150), endOnFailure: true },
  );
  expect(seen.size).toBeGreaterThan(0);
});
