import type { Commit, Store } from '../../runtime/index.js';
import type { Demand } from './check.js';
import { expectSame } from './expect-same.js';
import { put, putAll } from './put.js';
import {
  heldRecord,
  sampleCommit,
  sampleEvent,
  sampleEvents,
  sampleLead,
  sampleRecord,
  sampleState,
} from './samples.js';

const scope = 'emea';

/** Texts that stores have been known to change: not one of them holds U+0000 or half of a surrogate pair. */
const texts: readonly string[] = [
  'Zoë', // one code point for ë
  'Zoe\u0308', // two of them
  '李小龍 Ωμέγα שלום',
  '👩‍👩‍👧 𝔘𝔫𝔦',
  '"quoted" \\back\\ \'single\' `tick`',
  'line\nbreak\ttab\r\u2028\u2029',
  '  spaces around  ',
  '',
  '%s $1 {0} :x ? @p',
  "'; drop table leads; --",
];

const numbers: readonly number[] = [0, -1, 0.1, 1e-7, 9_007_199_254_740_991, -9_007_199_254_740_991, 1.7e308];

/** Writes one record and gives what comes back. */
async function roundTrip(store: Store, change: Commit): Promise<Awaited<ReturnType<Store['load']>>> {
  await put(store, scope, null, change);
  return store.load(
    scope,
    change.records.map((record) => record.leadId),
  );
}

const withFields = (fields: ReturnType<typeof sampleLead>['fields']): Commit =>
  sampleCommit(1, { records: [sampleRecord('l1', { lead: sampleLead('l1', { fields }) })] });

/** That what comes out is what went in, and that nobody else can change it. */
export const fidelityDemands: readonly Demand[] = [
  [
    'texts come back code unit by code unit',
    async (store) => {
      const change = withFields({ texts, ...Object.fromEntries(texts.map((text, i) => [`${i}${text}`, text])) });
      const { records } = await roundTrip(store, { ...change, events: [sampleEvent(1, 'l1', texts.join('|'))] });
      expectSame(records, change.records, 'record');
      expectSame(await store.events(scope, 0, 1), [sampleEvent(1, 'l1', texts.join('|'))], 'event');
    },
  ],
  [
    'numbers come back exactly; −0 may come back as 0',
    async (store) => {
      const change = withFields({ numbers, minusZero: -0 });
      expectSame((await roundTrip(store, change)).records, change.records, 'record');
    },
  ],
  [
    'null, false, empty lists and empty objects are not lost or confused',
    async (store) => {
      const change = withFields({ a: null, b: false, c: [], d: {}, e: [null, [], {}, ['']], f: '' });
      expectSame((await roundTrip(store, change)).records, change.records, 'record');
    },
  ],
  [
    'members may have any name and any order, lists keep theirs',
    async (store) => {
      const fields = { b: 1, a: 2, 10: 3, 2: 4, constructor: 5, 'with.dot': 6, $set: 7, list: ['b', 'a', 10, 2] };
      const change = withFields(fields);
      expectSame((await roundTrip(store, change)).records, change.records, 'record');
    },
  ],
  [
    'ids of leads and scopes may hold any characters and do not run into each other',
    async (store) => {
      const ids = ['a', 'A', 'a ', 'a:b', 'a/b', 'a%', 'a_', "a'", 'ä', 'a\u0308', 'x'.repeat(200)];
      for (const id of ids) {
        const records = ids.map((leadId) => sampleRecord(leadId, { ruleId: `${id}|${leadId}` }));
        await put(store, id, null, { state: sampleState(1, id), records, events: [] });
      }
      for (const id of ids) {
        const { state, records } = await store.load(id, ids);
        expectSame(state, sampleState(1, id), `state of scope ${id}`);
        const found = Object.fromEntries(records.map((record) => [record.leadId, record.ruleId]));
        const expected = Object.fromEntries(ids.map((leadId) => [leadId, `${id}|${leadId}`]));
        expectSame(found, expected, `records of scope ${id}`);
      }
    },
  ],
  [
    'scopes do not see each other’s revisions, leads or events',
    async (store) => {
      const records = [sampleRecord('l1', { wakeAt: 5 }), heldRecord('l2', 'pool', 0, 1)];
      await putAll(store, 'apac', [sampleCommit(1), sampleCommit(2, { records, events: sampleEvents(1, 2) })]);
      await put(store, scope, null, sampleCommit(7));
      expectSame((await store.load(scope, ['l1', 'l2'])).records, [], 'records');
      expectSame(await store.due(scope, 9_000, 10), [], 'due');
      expectSame(await store.held(scope, 'pool', 10), [], 'held');
      expectSame(await store.events(scope, 0, 10), [], 'events');
      expectSame((await store.load('apac', [])).state, sampleState(2), 'state of the other scope');
    },
  ],
  [
    'what the caller changes after a commit is not stored',
    async (store) => {
      const balance = [1, -1];
      const tags = ['hot'];
      const state = { ...sampleState(1), marker: balance };
      const records = [sampleRecord('l1', { lead: sampleLead('l1', { tags }) })];
      await put(store, scope, null, { state, records, events: [] });
      balance[0] = 99;
      tags.push('changed');
      const loaded = await store.load(scope, ['l1']);
      expectSame(loaded.state, sampleState(1, [1, -1]), 'state');
      expectSame(loaded.records[0]?.lead.tags, ['hot'], 'tags');
    },
  ],
  [
    'what the caller changes in what was loaded is not stored',
    async (store) => {
      await put(store, scope, null, sampleCommit(1, { records: [sampleRecord('l1')], events: [sampleEvent(1)] }));
      const loaded = await store.load(scope, ['l1']);
      const [event] = await store.events(scope, 0, 1);
      for (const data of [loaded.state?.reps.open, loaded.records[0]?.owners, loaded.records[0], event]) spoil(data);
      const again = await store.load(scope, ['l1']);
      expectSame(again.state, sampleState(1), 'state');
      expectSame(again.records, [sampleRecord('l1')], 'records');
      expectSame(await store.events(scope, 0, 1), [sampleEvent(1)], 'events');
    },
  ],
  [
    'a state of a megabyte and a record of 64 kB come back whole',
    async (store) => {
      const ids = Array.from({ length: 5_000 }, (_, i) => `rep-${i}-${'x'.repeat(180)}`);
      const state = sampleState(1, ids);
      const fields = { note: 'ü'.repeat(32_000) };
      const records = [sampleRecord('l1', { lead: sampleLead('l1', { fields }) })];
      const loaded = await roundTrip(store, { state, records, events: [] });
      expectSame(loaded.state, state, 'state');
      expectSame(loaded.records, records, 'records');
    },
  ],
  [
    'a commit of 300 records and 600 events is written whole',
    async (store) => {
      const ids = Array.from({ length: 300 }, (_, i) => `l${String(i).padStart(3, '0')}`);
      const records = ids.map((id, i) => sampleRecord(id, { wakeAt: i }));
      await put(store, scope, null, sampleCommit(600, { records, events: sampleEvents(1, 600) }));
      expectSame((await store.load(scope, ids)).records.length, 300, 'records');
      expectSame(await store.due(scope, 299, 1_000), ids, 'due');
      expectSame(await store.events(scope, 0, 1_000), sampleEvents(1, 600), 'events');
    },
  ],
];

/** Changes data in place where it lets itself be changed. */
function spoil(data: unknown): void {
  try {
    if (Array.isArray(data)) data.push('spoilt');
    else Object.assign(data as object, { leadId: 'spoilt' });
  } catch {
    // frozen data cannot be spoilt, which is as good
  }
}
