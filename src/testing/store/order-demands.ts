import type { Demand } from './check.js';
import { expectSame } from './expect-same.js';
import { put, putAll } from './put.js';
import { heldRecord, sampleCommit, sampleEvents, sampleRecord } from './samples.js';

const scope = 'emea';
const due = (leadId: string, wakeAt: number | null) => sampleRecord(leadId, { wakeAt });

/** Which leads come first, and which events. */
export const orderDemands: readonly Demand[] = [
  [
    'due gives leads that wake at the instant or before it, and no others',
    async (store) => {
      const records = [due('before', 99), due('at', 100), due('after', 101), due('never', null)];
      await put(store, scope, null, sampleCommit(1, { records }));
      expectSame(await store.due(scope, 100, 10), ['before', 'at'], 'due');
      expectSame(await store.due(scope, 98, 10), [], 'due earlier');
    },
  ],
  [
    'due is in order of wakeAt as a number, then of id in code units',
    async (store) => {
      const records = [due('b', 10), due('x', 1_795_000_000_000), due('a', 10), due('Z', 10), due('c', 9), due('y', 0)];
      await put(store, scope, null, sampleCommit(1, { records }));
      expectSame(await store.due(scope, 2_000_000_000_000, 10), ['y', 'c', 'Z', 'a', 'b', 'x'], 'due');
    },
  ],
  [
    'due gives at most the limit, the earliest first',
    async (store) => {
      const records = [due('c', 3), due('a', 1), due('b', 2)];
      await put(store, scope, null, sampleCommit(1, { records }));
      expectSame(await store.due(scope, 9, 2), ['a', 'b'], 'due');
      expectSame(await store.due(scope, 9, 0), [], 'due with limit 0');
    },
  ],
  [
    'due follows a record that changes',
    async (store) => {
      await putAll(store, scope, [
        sampleCommit(1, { records: [due('a', 1), due('b', 2), due('c', 3), due('d', null)] }),
        sampleCommit(2, { records: [due('a', 9), due('b', null), due('d', 4)] }),
      ]);
      expectSame(await store.due(scope, 9, 10), ['c', 'd', 'a'], 'due');
    },
  ],
  [
    'held gives held leads of the queue, and no others',
    async (store) => {
      const records = [
        heldRecord('here', 'pool', 0, 1),
        heldRecord('elsewhere', 'other', 0, 1),
        sampleRecord('assigned', { queueId: 'pool', repId: 'ann' }),
        sampleRecord('nurtured', { queueId: 'pool', status: 'nurtured' }),
        sampleRecord('nowhere', { status: 'held' }),
      ];
      await put(store, scope, null, sampleCommit(1, { records }));
      expectSame(await store.held(scope, 'pool', 10), ['here'], 'held');
      expectSame(await store.held(scope, 'other', 10), ['elsewhere'], 'held elsewhere');
      expectSame(await store.held(scope, 'unknown', 10), [], 'held nowhere');
    },
  ],
  [
    'held is in order of priority, the highest first',
    async (store) => {
      const priorities = [2, 10, -1, 0, 9];
      const records = priorities.map((priority) => heldRecord(`p${priority}`, 'pool', priority, 5 + priority));
      await put(store, scope, null, sampleCommit(1, { records }));
      expectSame(await store.held(scope, 'pool', 10), ['p10', 'p9', 'p2', 'p0', 'p-1'], 'held');
    },
  ],
  [
    'held is in order of joinedAt within a priority, the longest wait first, then of id',
    async (store) => {
      const records = [
        heldRecord('late', 'pool', 1, 1_795_000_000_000),
        heldRecord('b', 'pool', 1, 10),
        heldRecord('a', 'pool', 1, 10),
        heldRecord('first', 'pool', 1, 9),
      ];
      await put(store, scope, null, sampleCommit(1, { records }));
      expectSame(await store.held(scope, 'pool', 10), ['first', 'a', 'b', 'late'], 'held');
    },
  ],
  [
    'held gives at most the limit, whose turn it is first',
    async (store) => {
      const records = [heldRecord('c', 'pool', 1, 3), heldRecord('a', 'pool', 2, 9), heldRecord('b', 'pool', 1, 2)];
      await put(store, scope, null, sampleCommit(1, { records }));
      expectSame(await store.held(scope, 'pool', 2), ['a', 'b'], 'held');
      expectSame(await store.held(scope, 'pool', 0), [], 'held with limit 0');
    },
  ],
  [
    'held follows a record that changes',
    async (store) => {
      await putAll(store, scope, [
        sampleCommit(1, { records: ['a', 'b', 'c'].map((id) => heldRecord(id, 'pool', 1, 5)) }),
        sampleCommit(2, { records: [heldRecord('c', 'pool', 2, 5), sampleRecord('b', { queueId: 'pool' })] }),
        sampleCommit(3, { records: [heldRecord('a', 'other', 1, 5)] }),
      ]);
      expectSame(await store.held(scope, 'pool', 10), ['c'], 'held');
      expectSame(await store.held(scope, 'other', 10), ['a'], 'held elsewhere');
    },
  ],
  [
    'heldInTurn, where there is one, orders held leads by joinedAt minus ageMinutes for each step of priority',
    async (store) => {
      if (store.heldInTurn === undefined) return;
      const minute = 60_000;
      const records = [
        heldRecord('urgent', 'pool', 2, 300 * minute),
        heldRecord('tie', 'pool', 0, 181 * minute),
        heldRecord('a', 'pool', 1, 241 * minute),
        heldRecord('aged', 'pool', 0, 179 * minute),
        heldRecord('other', 'other', 9, 0),
      ];
      const revision = await put(store, scope, null, sampleCommit(1, { records }));
      expectSame(await store.heldInTurn(scope, 'pool', 10, 60), ['aged', 'urgent', 'a', 'tie'], 'heldInTurn');
      expectSame(await store.heldInTurn(scope, 'pool', 2, 60), ['aged', 'urgent'], 'heldInTurn with a limit');
      expectSame(await store.heldInTurn(scope, 'pool', 10, 1), ['aged', 'tie', 'a', 'urgent'], 'another age');
      const moved = [heldRecord('tie', 'pool', 5, 181 * minute), sampleRecord('aged', { queueId: 'pool' })];
      await put(store, scope, revision, sampleCommit(2, { records: moved }));
      expectSame(await store.heldInTurn(scope, 'pool', 10, 60), ['tie', 'urgent', 'a'], 'heldInTurn after a change');
      expectSame(await store.heldInTurn(scope, 'unknown', 10, 60), [], 'heldInTurn of nothing');
    },
  ],
  [
    'events are in order of seq, after the one given, at most the limit',
    async (store) => {
      await putAll(store, scope, [
        sampleCommit(2, { events: sampleEvents(1, 2) }),
        sampleCommit(11, { events: sampleEvents(3, 11) }),
        sampleCommit(12, { events: sampleEvents(12, 12) }),
      ]);
      expectSame(await store.events(scope, 0, 100), sampleEvents(1, 12), 'all events');
      expectSame(await store.events(scope, 2, 9), sampleEvents(3, 11), 'events after 2');
      expectSame(await store.events(scope, 12, 5), [], 'events after the last');
      expectSame(await store.events(scope, 0, 0), [], 'events with limit 0');
    },
  ],
  [
    'events read page by page are every event once',
    async (store) => {
      const changes = [10, 20, 30, 40].map((seq) => sampleCommit(seq, { events: sampleEvents(seq - 9, seq) }));
      await putAll(store, scope, changes);
      const read: number[] = [];
      // a store that repeats events would page for ever
      for (let pages = 0; pages < 41; pages++) {
        const page = await store.events(scope, read.at(-1) ?? 0, 7);
        if (page.length === 0) break;
        read.push(...page.map((event) => event.seq));
      }
      expectSame(
        read,
        sampleEvents(1, 40).map((event) => event.seq),
        'numbers of events',
      );
    },
  ],
];
