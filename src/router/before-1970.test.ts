// Instants are numbers like others: before 1970 they are below 0, and everything goes as it does after it.
import { expect, test } from 'vitest';
import { day, hour, leadWith, minute, monday, routerWith } from '../../test/support/samples.js';
import { advance, type Input, initialState, type Outcome, type RoutingState, route, setAvailability } from './index.js';

const facts = { accountByDomain: { 'acme.example': { accountId: 'acme', ownerRepId: 'ana' } } };
const acme = { emailDomain: 'acme.example', emailClass: 'business' as const };
const owner = (type: 'cover' | 'wait') =>
  type === 'cover' ? { type, queueId: 'pool' } : { type, minutes: 60, queueId: 'pool' };
const router = routerWith({
  slas: [
    {
      id: 's',
      targets: [
        { id: 'deliver', minutes: 60, milestones: [{ atFraction: 0.5, do: ['notify'], to: ['chief'] }] },
        { id: 'first', minutes: 30, clock: 'wall', milestones: [{ atFraction: 1, do: ['reassign'] }] },
      ],
    },
  ],
  recycling: { tracks: [{ id: 'cool', coolDownDays: 1, backOn: ['visit'] }] },
  rules: [
    {
      id: 'wait',
      when: { field: 'source', op: 'eq', value: 'wait' },
      then: { owner: 'account', ownerAbsent: owner('wait') as never, slaId: 's' },
    },
    { id: 'own', when: true, then: { owner: 'account', ownerAbsent: owner('cover') as never, slaId: 's' } },
  ],
});

const tick: Input = { type: 'tick' };

interface Step {
  readonly after: number;
  readonly input?: Input;
  /** Who comes or goes before it. */
  readonly online?: { readonly [repId: string]: boolean };
}

/** What a lead goes through from an instant on: each event by its type, its rep and how long after that it came. */
function history(from: number, source: string, off: readonly string[], steps: readonly Step[]): readonly unknown[] {
  const switched = (before: RoutingState, changes: Step['online'], at: number): RoutingState =>
    Object.entries(changes ?? {}).reduce(
      (state, [repId, online]) => setAvailability(router, state, repId, online, at).state,
      before,
    );
  const away = Object.fromEntries(off.map((repId) => [repId, false]));
  const state = switched(initialState(router), away, from);
  let outcome: Outcome = route(router, state, leadWith({ ...acme, source }), from, { facts });
  const all = [outcome];
  for (const { after, input, online } of steps) {
    const now = from + after;
    outcome = advance(router, switched(outcome.state, online, now), outcome.record, input ?? tick, now);
    all.push(outcome);
  }
  const relative = (at: number | null) => (at === null ? null : at - from);
  return all.flatMap(({ events, record }) => [
    ...events.map((event) => [event.type, 'repId' in event ? event.repId : null, event.at - from]),
    [record.status, record.repId, relative(record.wakeAt), relative(record.restUntil)],
  ]);
}

const visit: Input = { type: 'activity', activity: { type: 'visit', at: 0 } };
test.each<[string, string, readonly string[], readonly Step[]]>([
  ['an owner who is away is covered', 'own', ['ana'], [{ after: 30 * minute }]],
  ['an owner is waited for', 'wait', ['ana'], [{ after: hour }, { after: 2 * hour }]],
  ['nobody is there', 'own', ['ana', 'ben'], [{ after: 31 * minute, online: { ben: true } }]],
  [
    'a milestone of its delivery finds somebody there',
    'own',
    ['ana', 'ben'],
    [{ after: 30 * minute, online: { ben: true } }],
  ],
  [
    'a lead comes back from its rest',
    'own',
    [],
    [
      { after: minute, input: { type: 'nurture', reason: 'cool' } },
      { after: hour, input: visit },
      { after: day + hour, input: visit },
    ],
  ],
])('%s', (_, source, off, steps) => {
  expect(history(-monday, source, off, steps)).toEqual(history(monday, source, off, steps));
});
