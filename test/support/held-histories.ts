// Histories of routing through runners, with policies under which leads are held for many reasons.
import fc from 'fast-check';
import {
  type Input,
  initialState,
  type Lead,
  type LeadRecord,
  type Policy,
  type Router,
  type RoutingState,
  setAvailability,
} from '../../src/index.js';
import { createRunner, type Runner, type Store } from '../../src/runtime/index.js';
import { leadOf } from './small-router.js';

export const scope = 'emea';
export const everything = 1_000_000;
export const minute = 60_000;
export const start = Date.UTC(2026, 2, 2, 7);
const nineToFive = [['09:00', '17:00']] as const;

const repGene = fc.record({
  capacity: fc.constantFrom(1, 2, 3, undefined),
  dayMax: fc.constantFrom(1, 2, undefined, undefined),
  shift: fc.boolean(),
  skilled: fc.boolean(),
});
export const policyGene = fc.record({
  reps: fc.array(repGene, { minLength: 1, maxLength: 4 }),
  ageMinutes: fc.constantFrom(10, 60, undefined),
  offers: fc.boolean(),
  breach: fc.boolean(),
  /** Hot leads take two units and have a cap of their own. */
  hotUnits: fc.boolean(),
  /** From one queue to the other after so long. */
  movesOn: fc.constantFrom(false, false, true),
  /** At night the other queue. */
  onCall: fc.constantFrom(false, false, true),
});
export type PolicyGene = typeof policyGene extends fc.Arbitrary<infer T> ? T : never;

/** Two queues that share a rep; leads of products go to reps who know them first. */
export function policyOf({ reps, ageMinutes, offers, breach, hotUnits, movesOn, onCall }: PolicyGene): Policy {
  const ids = reps.map((_, n) => `rep-${n}`);
  const hot = { field: 'source', op: 'eq' as const, value: 'hot' };
  const offer = { to: 1, forMinutes: 15 };
  const milestones = [{ atFraction: 1, do: ['reassign' as const] }];
  return {
    behavior: 1,
    calendars: [
      { id: 'day', timeZone: 'UTC', weekly: { mon: nineToFive, tue: nineToFive, wed: nineToFive, thu: nineToFive } },
    ],
    reps: reps.map(({ capacity, dayMax, shift, skilled }, n) => ({
      id: ids[n]!,
      ...(capacity !== undefined && { capacity }),
      caps: [
        ...(dayMax === undefined ? [] : [{ per: 'day' as const, max: dayMax }]),
        ...(hotUnits ? [{ id: 'hot', per: 'hour' as const, max: 1, window: 'rolling' as const, when: hot }] : []),
      ],
      ...(shift && { calendarId: 'day' }),
      ...(skilled && { products: ['crm'] }),
    })),
    queues: [
      {
        id: 'crm',
        repIds: ids,
        strategy: { type: 'fair_share' },
        requirements: [{ all: [{ product: 'lead' }], forMinutes: 45 }, { all: [] }],
        ...(offers && { offer }),
        ...(onCall && { calendarId: 'day', afterHours: { type: 'on_call' as const, queueId: 'any' } }),
      },
      {
        id: 'any',
        repIds: ids.slice(-2),
        strategy: { type: 'load_balance' },
        ...(hotUnits && { unitsWhen: [{ when: hot, units: 2 }] }),
        ...(movesOn &&
          !onCall && { nobodyEligible: { type: 'hold' as const, afterMinutes: 70, then: { queueId: 'crm' } } }),
      },
    ],
    priorities: [
      { id: 'hot', when: hot, priority: 3 },
      { id: 'warm', when: { field: 'source', op: 'eq', value: 'warm' }, priority: 1 },
    ],
    ...(ageMinutes !== undefined && { backlog: { ageMinutes } }),
    ...(breach && {
      slas: [{ id: 'sla', targets: [{ id: 'first', minutes: 90, clock: 'wall' as const, milestones }] }],
    }),
    rules: [
      {
        id: 'crm',
        when: { field: 'country', op: 'eq', value: 'DE' },
        then: { queueId: 'crm', ...(breach && { slaId: 'sla' }) },
      },
      { id: 'any', when: true, then: { queueId: 'any' } },
    ],
  };
}

// ── histories ─────────────────────────────────────────────────────────────────────────────────────────────────────

const callGene = fc.record({
  does: fc.constantFrom('route', 'route', 'route', 'close', 'release', 'decline', 'accept', 'tick', 'assign'),
  lead: fc.nat(30),
  rep: fc.nat(3),
  runner: fc.nat(1),
  source: fc.constantFrom('hot', 'warm', null),
  german: fc.boolean(),
  crm: fc.boolean(),
});
export const waveGene = fc.record({
  minutes: fc.constantFrom(0, 1, 20, 50, 300, 1_440),
  calls: fc.array(callGene, { minLength: 1, maxLength: 6 }),
  /** A rep who is switched on or off before the calls. */
  toggled: fc.option(fc.nat(3), { nil: null, freq: 4 }),
  swept: fc.constantFrom(false, false, false, true),
});
export type Call = typeof callGene extends fc.Arbitrary<infer T> ? T : never;
export type Wave = typeof waveGene extends fc.Arbitrary<infer T> ? T : never;
export interface Moment {
  readonly state: RoutingState;
  readonly records: ReadonlyMap<string, LeadRecord>;
}

export const leadFor = ({ source, german, crm }: Call, id: string): Lead =>
  leadOf(id, { source, country: german ? 'DE' : 'US', products: [crm ? 'crm' : 'other'] });

export const inputOf = ({ does, rep }: Call): Input => {
  const repId = `rep-${rep}`;
  if (does === 'close') return { type: 'close', outcome: 'lost' };
  if (does === 'decline' || does === 'accept') return { type: does, repId };
  if (does === 'assign') return { type: 'assign', repId, by: 'ops' };
  return does === 'release' ? { type: 'release' } : { type: 'tick' };
};

export async function toggle(router: Router, store: Store, n: number, now: number): Promise<void> {
  const { state, revision } = await store.load(scope, []);
  const rep = n % router.policy.reps.length;
  const before = state ?? initialState(router);
  const after = setAvailability(router, before, `rep-${rep}`, before.reps.online[rep] === 0, now);
  await store.commit(scope, revision, { state: after.state, records: [], events: after.events });
}

/** Leads numbered as they come; calls go to the lead of a number, if it came. */
export async function playWave(runners: readonly Runner[], wave: Wave, ids: string[]): Promise<void> {
  await Promise.all(
    wave.calls.map(async (call) => {
      const runner = runners[call.runner % runners.length]!;
      if (call.does === 'route') {
        const id = `lead-${ids.length}`;
        ids.push(id);
        return runner.route(scope, leadFor(call, id));
      }
      const leadId = ids[call.lead % Math.max(1, ids.length)];
      // a lead that is on its way need not be there yet
      return leadId && runner.advance(scope, leadId, inputOf(call)).catch(() => null);
    }),
  );
  if (wave.swept) await runners[0]!.sweep(scope);
}

export const runnersOn = (
  router: Router,
  store: Store,
  now: () => number,
  heldMax: number | undefined,
  count: number,
): readonly Runner[] =>
  Array.from({ length: count }, () =>
    createRunner({ router, store, clock: { now }, ...(heldMax !== undefined && { heldMax }) }),
  );
