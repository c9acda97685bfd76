import type { Demand } from './check.js';
import { expectSame } from './expect-same.js';
import { put, putAll, putInVain } from './put.js';
import { heldRecord, sampleCommit, sampleEvent, sampleEvents, sampleRecord, sampleState } from './samples.js';

const scope = 'emea';
const nothing = { state: null, revision: null, records: [] };

/** Who may write, and that a commit is written whole or not at all. */
export const revisionDemands: readonly Demand[] = [
  [
    'a scope that nobody wrote is empty',
    async (store) => {
      expectSame(await store.load(scope, ['l1']), nothing, 'load');
      expectSame(await store.due(scope, 9_000, 10), [], 'due');
      expectSame(await store.held(scope, 'pool', 10), [], 'held');
      expectSame(await store.events(scope, 0, 10), [], 'events');
    },
  ],
  [
    'a commit on null creates the scope',
    async (store) => {
      const revision = await put(store, scope, null, sampleCommit(1));
      expectSame(await store.load(scope, []), { state: sampleState(1), revision, records: [] }, 'load');
    },
  ],
  [
    'a commit on null is refused where the scope exists',
    async (store) => {
      await put(store, scope, null, sampleCommit(1));
      await putInVain(store, scope, null, sampleCommit(2));
      expectSame((await store.load(scope, [])).state, sampleState(1), 'state');
    },
  ],
  [
    'a commit on a revision is refused where the scope does not exist',
    async (store) => {
      await putInVain(store, scope, '1', sampleCommit(1));
      expectSame(await store.load(scope, []), nothing, 'load');
    },
  ],
  [
    'a commit on the current revision is written',
    async (store) => {
      const first = await put(store, scope, null, sampleCommit(1));
      const second = await put(store, scope, first, sampleCommit(2));
      expectSame(await store.load(scope, []), { state: sampleState(2), revision: second, records: [] }, 'load');
    },
  ],
  [
    'a commit on an old revision is refused',
    async (store) => {
      const first = await put(store, scope, null, sampleCommit(1));
      const second = await put(store, scope, first, sampleCommit(2));
      await putInVain(store, scope, first, sampleCommit(3));
      expectSame(await store.load(scope, []), { state: sampleState(2), revision: second, records: [] }, 'load');
    },
  ],
  [
    'every commit gives a revision that the scope never had, also when the same state is written again',
    async (store) => {
      const seen = new Set<string | null>([null]);
      let revision: string | null = null;
      for (const seq of [1, 2, 1, 1, 2]) {
        revision = await put(store, scope, revision, sampleCommit(seq));
        seen.add(revision);
      }
      expectSame(seen.size, 6, 'revisions');
    },
  ],
  [
    'state, records and events of a commit are there together',
    async (store) => {
      const records = [sampleRecord('l1', { wakeAt: 500 }), heldRecord('l2', 'pool', 0, 10)];
      const revision = await put(store, scope, null, sampleCommit(2, { records, events: sampleEvents(1, 2) }));
      const loaded = await store.load(scope, ['l1']);
      expectSame(loaded, { state: sampleState(2), revision, records: [records[0]] }, 'load');
      expectSame(await store.due(scope, 500, 10), ['l1'], 'due');
      expectSame(await store.held(scope, 'pool', 10), ['l2'], 'held');
      expectSame(await store.events(scope, 0, 10), sampleEvents(1, 2), 'events');
    },
  ],
  [
    'nothing of a refused commit shows: state and records',
    async (store) => {
      const before = [sampleRecord('l1')];
      const revision = await put(store, scope, null, sampleCommit(1, { records: before }));
      const records = [sampleRecord('l1', { repId: 'ann' }), sampleRecord('l2')];
      await putInVain(store, scope, 'not a revision', sampleCommit(2, { records }));
      const loaded = await store.load(scope, ['l1', 'l2']);
      expectSame(loaded, { state: sampleState(1), revision, records: before }, 'load');
    },
  ],
  [
    'nothing of a refused commit shows: events',
    async (store) => {
      await put(store, scope, null, sampleCommit(1, { events: [sampleEvent(1)] }));
      await putInVain(store, scope, null, sampleCommit(2, { events: [sampleEvent(2)] }));
      expectSame(await store.events(scope, 0, 10), [sampleEvent(1)], 'events');
    },
  ],
  [
    'nothing of a refused commit shows: due and held leads',
    async (store) => {
      const before = [sampleRecord('l1', { wakeAt: 100 }), heldRecord('l2', 'pool', 0, 10)];
      await put(store, scope, null, sampleCommit(1, { records: before }));
      const records = [sampleRecord('l1'), sampleRecord('l2'), heldRecord('l3', 'pool', 9, 1)];
      await putInVain(store, scope, null, sampleCommit(2, { records }));
      expectSame(await store.due(scope, 9_000, 10), ['l1'], 'due');
      expectSame(await store.held(scope, 'pool', 10), ['l2'], 'held');
    },
  ],
  [
    'a commit replaces the records it names and leaves the others',
    async (store) => {
      const changed = sampleRecord('l1', { repId: 'ann', epoch: 1 });
      await putAll(store, scope, [
        sampleCommit(1, { records: [sampleRecord('l1'), sampleRecord('l2')] }),
        sampleCommit(2, { records: [changed] }),
        sampleCommit(3),
      ]);
      expectSame((await store.load(scope, ['l1'])).records, [changed], 'changed record');
      expectSame((await store.load(scope, ['l2'])).records, [sampleRecord('l2')], 'other record');
    },
  ],
  [
    'load gives the records asked for, each once, and leaves out what it does not have',
    async (store) => {
      await put(store, scope, null, sampleCommit(1, { records: ['l1', 'l2', 'l3'].map((id) => sampleRecord(id)) }));
      const { records } = await store.load(scope, ['l3', 'nobody', 'l1', 'l3']);
      expectSame(records.map((record) => record.leadId).sort(), ['l1', 'l3'], 'lead ids');
    },
  ],
];
