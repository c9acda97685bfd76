import type { Store } from '../../runtime/index.js';
import type { Demand } from './check.js';
import { expectSame } from './expect-same.js';
import { put } from './put.js';
import { sampleCommit, sampleEvent, sampleEvents, sampleRecord, sampleState } from './samples.js';

const scope = 'emea';

const names = (count: number): readonly string[] => Array.from({ length: count }, (_, i) => `w${i}`);

/** Commits from every writer at once on one revision. Gives those whose commit was written. */
async function race(store: Store, expected: string | null, seq: number, writers: readonly string[]) {
  const results = await Promise.all(
    writers.map((name) => {
      const records = [sampleRecord(`${seq}-${name}`)];
      return store.commit(scope, expected, {
        state: sampleState(seq, name),
        records,
        events: [sampleEvent(seq, name)],
      });
    }),
  );
  return writers.flatMap((name, i) => {
    const result = results[i]!;
    return result.ok ? [{ name, revision: result.value.revision }] : [];
  });
}

/** Adds one event to whatever is there, as often as it takes. */
async function increment(store: Store, name: string): Promise<void> {
  for (;;) {
    const { state, revision } = await store.load(scope, []);
    const seq = (state?.seq ?? 0) + 1;
    const change = {
      ...sampleCommit(seq, { events: [sampleEvent(seq, name)] }),
      records: [sampleRecord(`${name}-${seq}`)],
    };
    if ((await store.commit(scope, revision, change)).ok) return;
  }
}

/** Many writers at once. */
export const contentionDemands: readonly Demand[] = [
  [
    'of many first commits exactly one is written',
    async (store) => {
      const winners = await race(store, null, 1, names(20));
      expectSame(winners.length, 1, 'writers that won');
      const loaded = await store.load(scope, []);
      expectSame(loaded.state, sampleState(1, winners[0]!.name), 'state');
      expectSame(loaded.revision, winners[0]!.revision, 'revision');
    },
  ],
  [
    'of many commits on one revision exactly one is written, with its records and events',
    async (store) => {
      let revision = await put(store, scope, null, sampleCommit(0));
      for (let seq = 1; seq <= 10; seq++) {
        const writers = names(10);
        const winners = await race(store, revision, seq, writers);
        expectSame(winners.length, 1, 'writers that won');
        const [{ name, revision: next }] = winners as [{ name: string; revision: string }];
        const { state, records } = await store.load(
          scope,
          writers.map((writer) => `${seq}-${writer}`),
        );
        expectSame(state, sampleState(seq, name), 'state');
        expectSame(records, [sampleRecord(`${seq}-${name}`)], 'records');
        expectSame(await store.events(scope, seq - 1, 10), [sampleEvent(seq, name)], 'events');
        revision = next;
      }
    },
  ],
  [
    'of 128 commits by 8 writers, each tried until it is written, none is lost',
    async (store) => {
      const writer = async (name: string): Promise<void> => {
        for (let i = 0; i < 16; i++) await increment(store, name);
      };
      await Promise.all(names(8).map(writer));
      expectSame((await store.load(scope, [])).state, sampleState(128), 'state');
      const events = await store.events(scope, 0, 1_000);
      expectSame(
        events.map((event) => event.seq),
        sampleEvents(1, 128).map((event) => event.seq),
        'numbers of events',
      );
      for (const name of names(8))
        expectSame(events.filter((event) => event.leadId === name).length, 16, `commits of ${name}`);
    },
  ],
  [
    'a load during commits never gives records that are older than the revision',
    async (store) => {
      await put(store, scope, null, { state: sampleState(0), records: [sampleRecord('l1', { epoch: 0 })], events: [] });
      let writing = true;
      const write = async (): Promise<void> => {
        for (let seq = 1; seq <= 30; seq++) {
          const { revision } = await store.load(scope, []);
          await put(store, scope, revision, sampleCommit(seq, { records: [sampleRecord('l1', { epoch: seq })] }));
        }
        writing = false;
      };
      const read = async (): Promise<void> => {
        while (writing) {
          const { state, records } = await store.load(scope, ['l1']);
          const older = (records[0]?.epoch ?? -1) < (state?.seq ?? 0);
          expectSame(
            older,
            false,
            `record of commit ${records[0]?.epoch} under the state of commit ${state?.seq}, older`,
          );
        }
      };
      // the writer ends also when a reader fails, so the readers do
      const results = await Promise.allSettled([write().finally(() => (writing = false)), read(), read()]);
      for (const result of results) if (result.status === 'rejected') throw result.reason;
    },
  ],
];
