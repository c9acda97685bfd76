// The published graph of statuses: what random histories do is in it, and everything in it is done often.
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { statusGraph } from '../../src/events/index.js';
import {
  advance,
  compileOrThrow,
  type Input,
  initialState,
  type LeadRecord,
  type Policy,
  type Router,
  type RoutingEvent,
  rebase,
  route,
} from '../../src/index.js';
import { runsFactor, times } from '../support/runs.js';
import { leadWith, monday } from '../support/samples.js';

vi.setConfig({ testTimeout: 240_000 * Math.max(1, runsFactor) });

const minute = 60_000;
const from = <const T>(...values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);

// ── policies, few enough to be compiled once each ─────────────────────────────────────────────────────────────────

const nobodyEligible = {
  hold: { type: 'hold' },
  nurture: { type: 'nurture', track: 'later' },
  overflow: { type: 'overflow', queueId: 'second' },
  then: { type: 'hold', afterMinutes: 20, then: { queueId: 'second' } },
} as const;

const offers = {
  none: null,
  one: { forMinutes: 30, rounds: 1 },
  two: { to: 2, forMinutes: 30, rounds: 1, unaccepted: 'free' },
} as const;

const worldGene = fc.record({
  capacity: from(1, 1, 1, 2, 9),
  nobody: from<keyof typeof nobodyEligible>('hold', 'nurture', 'overflow', 'then'),
  thenDo: from('manager', 'hold', 'recycle'),
  exhausted: from('reuse_earliest', 'hold'),
  action: from('reassign', 'reassign', 'recycle'),
  offer: from<keyof typeof offers>('none', 'none', 'one', 'two'),
});
type World = typeof worldGene extends fc.Arbitrary<infer T> ? T : never;
/** What the policy is edited to: the queue `main` goes, and its leads are treated otherwise. */
type Edit = 'none' | 'second' | 'rejected' | 'nurtured';

function policyOf({ capacity, nobody, thenDo, exhausted, action, offer }: World, edit: Edit): Policy {
  const main = {
    id: 'main',
    repIds: ['ana', 'ben'],
    strategy: { type: 'fair_share' },
    nobodyEligible: nobodyEligible[nobody],
    ...(offer === 'none' ? {} : { offer: offers[offer] }),
  } as const;
  const second = {
    id: 'second',
    repIds: ['cy'],
    strategy: { type: 'fair_share' },
    ...(nobody === 'nurture' ? { nobodyEligible: nobodyEligible.nurture } : {}),
  } as const;
  const points = (least: number) => ({ field: 'points', op: 'gte', value: least });
  const target = edit === 'none' ? 'main' : 'second';
  const last = edit === 'rejected' || edit === 'nurtured' ? { disposition: edit } : { queueId: target, slaId: 'fast' };
  return {
    behavior: 1,
    reps: ['ana', 'ben', 'cy'].map((id) => ({ id, capacity })),
    queues: edit === 'none' ? [main, second] : [second],
    scorecards: [
      {
        id: 'card',
        criteria: [
          { id: 'spam', activity: 'spam', points: 1_000, maxTimes: 1 },
          { id: 'yawn', activity: 'yawn', points: 100, maxTimes: 1 },
        ],
      },
    ],
    rules: [
      { id: 'spam', when: points(1_000), then: { disposition: 'rejected' } },
      { id: 'yawn', when: points(100), then: { disposition: 'nurtured', track: 'no_response' } },
      {
        id: 'owned',
        when: { field: 'source', op: 'eq', value: 'owned' },
        then: { owner: 'account', ownerAbsent: { type: 'wait', minutes: 30, queueId: target }, slaId: 'fast' },
      },
      { id: 'rest', when: true, then: last },
    ],
    slas: [
      {
        id: 'fast',
        targets: [{ id: 'first_response', minutes: 10, clock: 'wall', milestones: [{ atFraction: 1, do: [action] }] }],
        maxReassignments: 1,
        thenDo,
        exhausted,
      },
    ],
    recycling: {
      maxCycles: 5,
      tracks: [
        { id: 'no_response', coolDownDays: 1 },
        { id: 'later', coolDownDays: 0, backOn: ['visit'] },
      ],
    },
  } as unknown as Policy;
}

const routers = new Map<string, Router>();
function routerOf(world: World, edit: Edit): Router {
  const key = JSON.stringify([world, edit]);
  const known = routers.get(key) ?? compileOrThrow(policyOf(world, edit));
  routers.set(key, known);
  return known;
}

// ── histories ─────────────────────────────────────────────────────────────────────────────────────────────────────

const reps = ['ana', 'ben', 'cy'];
const inputGene: fc.Arbitrary<Input> = fc.oneof(
  { weight: 6, arbitrary: fc.constant({ type: 'tick' } as const) },
  {
    weight: 3,
    arbitrary: fc.record({ type: from('decline', 'decline', 'accept', 'respond'), repId: from(...reps) }),
  },
  { weight: 3, arbitrary: from('release', 'pause', 'resume').map((type) => ({ type }) as Input) },
  {
    weight: 3,
    arbitrary: fc.record({
      type: from('nurture', 'recycle', 'reject'),
      reason: from('no_response', 'later', 'other'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ type: fc.constant('assign' as const), repId: from(...reps), by: fc.constant('ops') }),
  },
  {
    weight: 4,
    arbitrary: from('visit', 'visit', 'spam', 'yawn', 'call').map(
      (type) => ({ type: 'activity', activity: { type, at: monday } }) as const,
    ),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('close' as const), outcome: from('converted', 'lost') }) },
);

type Step =
  | { readonly do: 'route'; readonly source: 'web' | 'owned' | 'spam' | 'yawn' }
  | { readonly do: 'edit'; readonly edit: Edit }
  | { readonly do: 'input'; readonly lead: number; readonly input: Input; readonly after: number };
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('route' as const),
      source: from('web', 'web', 'web', 'owned', 'owned', 'spam', 'yawn'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('edit' as const),
      edit: from('none', 'none', 'second', 'rejected', 'nurtured'),
    }),
  },
  {
    weight: 14,
    arbitrary: fc.record({
      do: fc.constant('input' as const),
      lead: fc.nat(7),
      input: inputGene,
      after: from(0, 0, 1, 10, 11, 11, 31, 31, 1_440).map((minutes) => minutes * minute),
    }),
  },
);

/** An input of whoever has the lead or is asked, to the latest lead of all. */
const toLatest = (input: Input, after = 0): Step => ({ do: 'input', lead: -1, input, after });

/** What random steps seldom come to: a lead that has only just come, rest and return, an edit and what follows it. */
const stretch: fc.Arbitrary<readonly Step[]> = fc.oneof(
  { weight: 14, arbitrary: step.map((one) => [one]) },
  {
    weight: 4,
    arbitrary: fc
      .record({
        before: from<Edit | null>(null, 'none', 'none', 'none'),
        after: from<Edit | null>(null, null, null, 'rejected', 'second'),
        input: from<Input>(
          { type: 'decline', repId: 'ana' },
          { type: 'decline', repId: 'ana' },
          { type: 'release' },
          { type: 'release' },
          { type: 'accept', repId: 'ana' },
          { type: 'respond', repId: 'ana' },
          { type: 'close', outcome: 'lost' },
          { type: 'recycle' },
        ),
        taken: from(false, false, true),
        times: fc.integer({ min: 1, max: 3 }),
      })
      .map(({ before, after, input, taken, times }): readonly Step[] => [
        ...(before === null ? [] : [{ do: 'edit', edit: before } as const]),
        { do: 'route', source: 'web' },
        ...(taken ? [toLatest({ type: 'accept', repId: 'ana' })] : []),
        ...(after === null ? [] : [{ do: 'edit', edit: after } as const]),
        ...Array.from({ length: times }, () => toLatest(input)),
      ]),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(from('visit', 'visit', 'spam'), fc.nat(7)).map(([type, lead]): readonly Step[] => [
      { do: 'input', lead, input: { type: 'nurture', reason: 'later' }, after: 0 },
      { do: 'input', lead, input: { type: 'activity', activity: { type, at: monday } }, after: 0 },
    ]),
  },
  {
    weight: 1,
    arbitrary: from('second', 'rejected', 'rejected', 'nurtured').map((edit): readonly Step[] => [
      { do: 'edit', edit },
      ...Array.from({ length: 5 }, (_, lead): Step => ({ do: 'input', lead, input: { type: 'tick' }, after: 0 })),
    ]),
  },
);

const ended = new Map<RoutingEvent['type'], string>(
  Object.entries({
    lead_assigned: 'assigned',
    lead_offered: 'offered',
    lead_held: 'held',
    lead_nurtured: 'nurtured',
    lead_rejected: 'rejected',
    lead_closed: 'closed',
  }) as [RoutingEvent['type'], string][],
);

/** The edges that a lead goes along in one call. What an input brought about names it; what has no name fell due. */
function edgesOf(status: string, events: readonly RoutingEvent[], input: string): readonly string[] {
  let at = status;
  return events.flatMap((event) => {
    const to = ended.get(event.type);
    if (to === undefined) return [];
    const by = input === 'route' || event.inputId !== undefined ? input : 'tick';
    const edge = `${at} → ${to}: ${by}`;
    at = to;
    return [edge];
  });
}

/** Plays a history; calls `visit` with each edge. */
function play(world: World, steps: readonly Step[], visit: (edge: string) => void): void {
  let router = routerOf(world, 'none');
  let state = initialState(router);
  const records: LeadRecord[] = [];
  let now = monday;
  for (const [number, one] of steps.entries()) {
    if (one.do === 'edit') {
      router = routerOf(world, one.edit);
      state = rebase(router, state);
    } else if (one.do === 'route') {
      const activities = one.source === 'spam' || one.source === 'yawn' ? [{ type: one.source, at: now }] : [];
      const lead = leadWith({
        id: `l-${records.length}`,
        source: one.source,
        emailDomain: 'acme.example',
        emailClass: 'business',
        activities,
      });
      const facts = { accountByDomain: { 'acme.example': { accountId: 'acme', ownerRepId: 'ana' } } };
      const outcome = route(router, state, lead, now, { facts });
      edgesOf('new', outcome.events, 'route').forEach(visit);
      records.push(outcome.record);
      state = outcome.state;
    } else if (records.length > 0) {
      now += one.after;
      const index = one.lead < 0 ? records.length - 1 : one.lead % records.length;
      const before = records[index]!;
      const whose = before.repId ?? before.offer?.open[0]?.repId ?? null;
      const mine = 'repId' in one.input && one.input.type !== 'assign' && one.lead % 4 !== 0 && whose !== null;
      const input = { ...one.input, id: `i-${number}`, ...(mine ? { repId: whose } : {}) } as Input;
      const outcome = advance(router, state, before, input, now);
      edgesOf(before.status, outcome.events, input.type).forEach(visit);
      expect(outcome.record.status).toBe(
        [...outcome.events]
          .reverse()
          .map(({ type }) => ended.get(type))
          .find((to) => to !== undefined) ?? before.status,
      );
      records[index] = outcome.record;
      state = outcome.state;
    }
  }
}

const known = new Set(statusGraph.edges.flatMap(({ from, to, by }) => by.map((cause) => `${from} → ${to}: ${cause}`)));

test('the graph names each of its edges once', () => {
  expect(known.size).toBe(statusGraph.edges.reduce((sum, { by }) => sum + by.length, 0));
});

test('random histories go along the edges of the graph, along all of them, and along no others', () => {
  const counts = new Map<string, number>([...known].map((edge) => [edge, 0]));
  const count = (edge: string): void => {
    if (!known.has(edge)) expect.unreachable(`no edge of the graph: ${edge}`);
    counts.set(edge, counts.get(edge)! + 1);
  };
  const histories = times(10_000);
  fc.assert(
    fc.property(worldGene, fc.array(stretch, { minLength: 14, maxLength: 20, size: 'max' }), (world, steps) =>
      play(world, [{ do: 'route', source: 'web' }, ...steps.flat()], count),
    ),
    { numRuns: histories },
  );
  const rows = [...counts].sort((a, b) => a[1] - b[1]).map(([edge, times]) => `${String(times).padStart(9)}  ${edge}`);
  if (runsFactor > 1) console.log(`edges in ${histories} histories:\n${rows.join('\n')}`);
  // a thousand times in 100,000 histories
  expect([...counts].filter(([, times]) => times < histories / 100)).toEqual([]);
});
