/**
 * What the runner and the store in memory cost: leads routed one at a time and at once, a sweep of 100,000 records of
 * which 1,000 are due, a tick that comes before anything is due, and newcomers while 10,000 leads are held. Prints
 * medians of rounds. Run: npx tsx bench/runtime.ts
 */
import { cpus } from 'node:os';
import { pathToFileURL } from 'node:url';
import { advance, compileOrThrow, initialState, type LeadRecord, type Policy, route } from '../src/index.js';
import { createRunner, memoryStore } from '../src/runtime/index.js';
import { leadOf, smallPolicy } from '../test/support/small-router.js';
import { median } from './lib/timing.js';

const scope = 'emea';
const minute = 60_000;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Milliseconds of `work` per round, each on what `prepare` made for it. */
async function rounds<T>(count: number, prepare: () => Promise<T>, work: (given: T) => Promise<unknown>) {
  const times: number[] = [];
  for (let i = 0; i < count; i++) {
    const given = await prepare();
    times.push(await timed(() => work(given)));
  }
  return median(times);
}

const router = compileOrThrow(smallPolicy({ reps: 50, breachMinutes: 60 }));
const leads = Array.from({ length: 5_000 }, (_, i) => leadOf(`lead-${i}`));
const fresh = async () => createRunner({ router, store: memoryStore(), clock: { now: () => 0 } });

/** A store with 100,000 assigned leads, of which every hundredth is due an hour before the others. */
export async function manyRecords() {
  const store = memoryStore();
  const time = { now: 0 };
  const runner = createRunner({ router, store, clock: { now: () => time.now } });
  const { record, state } = await runner.route(scope, leadOf('first'));
  const records = Array.from({ length: 100_000 }, (_, i): LeadRecord => {
    const leadId = `many-${i}`;
    const early = i % 100 === 0;
    // the clocks of the others run an hour longer, in the record's own terms
    const shift = early ? 0 : 60 * minute;
    const clocks = record.sla!.clocks.map((clock) => ({
      ...clock,
      due: clock.due.map((at) => (at === null ? null : at + shift)),
      dueAt: clock.dueAt === null ? null : clock.dueAt + shift,
    }));
    const wakeAt = record.wakeAt! + shift;
    return { ...record, leadId, lead: { ...record.lead, id: leadId }, wakeAt, sla: { ...record.sla!, clocks } };
  });
  const open = state.reps.ids.map((id) => (id === record.repId ? 100_001 : 0));
  await store.commit(scope, '1', { state: { ...state, reps: { ...state.reps, open } }, records, events: [] });
  time.now = 60 * minute;
  return { runner, store };
}

/** Nanoseconds of a tick on a record that nothing is due of. */
function idleTick(): number {
  const { state, record } = route(router, initialState(router), leadOf('waiting'), 0);
  const count = 1_000_000;
  const times = Array.from({ length: 5 }, () => {
    let events = 0;
    const start = performance.now();
    for (let i = 0; i < count; i++) events += advance(router, state, record, { type: 'tick' }, i % 1_000).events.length;
    if (events > 0) throw new Error('something was due');
    return performance.now() - start;
  });
  return (median(times) * 1e6) / count;
}

/** A runner with 10,000 held leads that ask for a product, of three languages, which none of 50 reps knows. */
async function backlog() {
  const policy = smallPolicy({ reps: 50, capacity: 200 });
  const products: Policy = {
    ...policy,
    backlog: { ageMinutes: 60 },
    queues: [{ ...policy.queues[0]!, requirements: [{ all: [{ product: 'lead' }, { language: 'lead' }] }] }],
  };
  const runner = createRunner({ router: compileOrThrow(products), store: memoryStore(), clock: { now: () => 0 } });
  const languages = ['da', 'sv', 'fi'];
  const lead = (i: number) => leadOf(`held-${i}`, { products: ['crm'], language: languages[i % 3]! });
  await Promise.all(Array.from({ length: 10_000 }, (_, i) => runner.route(scope, lead(i))));
  // the runner has seen once what there is
  await runner.route(scope, leadOf('seen'));
  return runner;
}

export async function main(): Promise<void> {
  console.log(`${cpus()[0]?.model}, Node ${process.version}, ${new Date().toISOString().slice(0, 10)}`);
  const single = await rounds(5, fresh, async (runner) => {
    for (const lead of leads) await runner.route(scope, lead);
  });
  console.log(`one at a time, 50 reps: ${Math.round((leads.length / single) * 1000)} leads/s`);
  const atOnce = await rounds(5, fresh, (runner) => Promise.all(leads.map((lead) => runner.route(scope, lead))));
  console.log(`5,000 at once, 50 reps: ${Math.round((leads.length / atOnce) * 1000)} leads/s`);
  const few = leads.slice(0, 500);
  const behind = await rounds(
    3,
    () => backlog(),
    async (runner) => {
      for (const lead of few) await runner.route(scope, lead);
    },
  );
  console.log(`one at a time, 10,000 held: ${Math.round((few.length / behind) * 1000)} leads/s`);
  const turnover = await rounds(
    3,
    () => backlog(),
    async (runner) => {
      for (const { id } of few) {
        const { record } = await runner.route(scope, leadOf(id));
        if (record.repId === null) throw new Error('expected a rep with room');
        await runner.advance(scope, id, { type: 'close', outcome: 'lost' });
      }
    },
  );
  console.log(`routed and closed, one at a time, 10,000 held: ${Math.round((few.length / turnover) * 1000)} leads/s`);
  const due = await rounds(5, manyRecords, ({ store }) => store.due(scope, 60 * minute, 1_000));
  console.log(`due: 1,000 of 100,000 records: ${due.toFixed(2)} ms`);
  console.log(`a tick before anything is due: ${Math.round(idleTick())} ns`);
  const swept: number[] = [];
  const sweep = await rounds(5, manyRecords, async ({ runner }) => {
    const events = await runner.sweep(scope);
    swept.push(events.filter(({ type }) => type === 'sla_breached').length);
  });
  console.log(`sweep: 1,000 due of 100,000 records: ${sweep.toFixed(1)} ms, ${median(swept)} breaches`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main();
