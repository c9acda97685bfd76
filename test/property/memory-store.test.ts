import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LeadRecord } from '../../src/index.js';
import { memoryStore } from '../../src/runtime/index.js';
import { heldRecord, sampleCommit, sampleEvent, sampleRecord } from '../../src/testing/store/samples.js';

const scope = 'emea';

const recordGene = fc.record({
  lead: fc.nat(30),
  wakeAt: fc.option(fc.nat(6), { nil: null }),
  status: fc.constantFrom('held', 'held', 'assigned', 'closed'),
  queueId: fc.option(fc.constantFrom('pool', 'other'), { nil: null, freq: 4 }),
  priority: fc.integer({ min: -1, max: 2 }),
  joinedAt: fc.option(fc.nat(4), { nil: null, freq: 4 }),
});
type RecordGene = typeof recordGene extends fc.Arbitrary<infer T> ? T : never;

const toRecord = ({ lead, ...parts }: RecordGene): LeadRecord =>
  sampleRecord(`l${lead}`, { ...parts, receivedAt: 2 } as Partial<LeadRecord>);

const byId = (a: LeadRecord, b: LeadRecord): number => (a.leadId < b.leadId ? -1 : 1);

test('due and held are what sorting all records gives', async () => {
  const commits = fc.array(fc.array(recordGene, { maxLength: 8 }), { maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(commits, fc.nat(7), fc.nat(12), async (batches, now, limit) => {
      const store = memoryStore();
      const twin = new Map<string, LeadRecord>();
      let revision: string | null = null;
      for (const [seq, batch] of batches.entries()) {
        // of two records of one lead in a commit the later stands
        const records = batch.map(toRecord);
        const done = await store.commit(scope, revision, sampleCommit(seq, { records }));
        revision = done.ok ? done.value.revision : expect.unreachable();
        for (const record of records) twin.set(record.leadId, record);
      }
      const all = [...twin.values()].sort(byId);
      const due = all
        .filter(({ wakeAt }) => wakeAt !== null && wakeAt <= now)
        .sort((a, b) => a.wakeAt! - b.wakeAt!)
        .map(({ leadId }) => leadId);
      expect(await store.due(scope, now, limit)).toEqual(due.slice(0, limit));
      for (const queue of ['pool', 'other']) {
        const held = all
          .filter(({ status, queueId }) => status === 'held' && queueId === queue)
          .sort((a, b) => (a.joinedAt ?? 2) - (b.joinedAt ?? 2))
          .sort((a, b) => b.lead.score.priority - a.lead.score.priority);
        const turn = ({ joinedAt, lead }: LeadRecord): number => (joinedAt ?? 2) - lead.score.priority;
        const inTurn = [...held].sort((a, b) => turn(a) - turn(b));
        const idsOf = (records: readonly LeadRecord[]) => records.slice(0, limit).map(({ leadId }) => leadId);
        expect(await store.held(scope, queue, limit)).toEqual(idsOf(held));
        // a step of priority weighs a millisecond
        expect(await store.heldInTurn!(scope, queue, limit, 1 / 60_000)).toEqual(idsOf(inTurn));
      }
    }),
  );
});

test('finds the due few among many', async () => {
  const store = memoryStore();
  const records = Array.from({ length: 20_000 }, (_, i) => sampleRecord(`l${i}`, { wakeAt: (i * 7_919) % 20_000 }));
  await store.commit(scope, null, sampleCommit(1, { records }));
  const due = await store.due(scope, 199, 1_000);
  expect(due).toHaveLength(200);
  expect((await store.load(scope, due)).records.map(({ wakeAt }) => wakeAt)).toEqual(due.map((_, i) => i));
});

test('a commit that cannot be stored leaves everything as it was', async () => {
  const store = memoryStore();
  await store.commit(
    scope,
    null,
    sampleCommit(2, { records: [heldRecord('l1', 'pool', 0, 1)], events: [sampleEvent(2)] }),
  );
  const before = await store.load(scope, ['l1', 'l2']);
  const late = sampleCommit(3, {
    records: [sampleRecord('l2', { wakeAt: 0 })],
    events: [sampleEvent(3), sampleEvent(2)],
  });
  await expect(store.commit(scope, '1', late)).rejects.toThrow('expected events in order: `seq` above 3, found 2');
  const circle: { [key: string]: unknown } = {};
  circle['self'] = circle;
  const endless = sampleCommit(3, { records: [sampleRecord('l2', { circle } as never)] });
  await expect(store.commit(scope, '1', endless)).rejects.toThrow(RangeError);
  expect(await store.load(scope, ['l1', 'l2'])).toEqual(before);
  expect(await store.due(scope, 9, 9)).toEqual([]);
  expect(await store.events(scope, 0, 9)).toEqual([sampleEvent(2)]);
});
