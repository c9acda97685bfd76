import { canonicalJson } from '../core/canonical-json.js';
import type { Decided } from './decide-batch.js';
import { type Dated, type DecidingPorts, decideOn, type Unfinished } from './decide-on.js';
import { failed, type Job } from './job.js';
import { followCommit, type Loaded } from './load-held.js';
import { firstLine, makeRunnerError, type RunnerError } from './runner-error.js';
import type { Commit } from './types.js';

/** What a batch runs against. */
export interface Ports extends DecidingPorts {
  readonly sleep: ((attempt: number) => Promise<void>) | undefined;
  /** Tries that may end in a conflict, and tries that may end with the store throwing. */
  readonly conflictsMax: number;
  readonly faultsMax: number;
}

/** A commit that threw: it may have been written, or may be written yet. */
interface Unsure {
  readonly expected: string | null;
  readonly change: Commit;
  readonly answers: Decided['answers'];
}

/** Jobs that have no answer yet, and commits of theirs whose outcome is open. */
interface Batch {
  readonly ports: Ports;
  readonly scope: string;
  readonly open: Set<Job>;
  unsure: readonly Unsure[];
  /** Splits that failed since the last commit that went through. */
  failuresInARow: number;
}

type Try = { readonly type: 'done' } | Unfinished;

const done: Try = { type: 'done' };

/**
 * Failed parts of a batch after which the store is taken to be down: more than it takes to halve the largest batch
 * down to two leads that it will not store.
 */
const failedPartsMax = 16;

function answerAll(batch: Batch, answers: Decided['answers']): void {
  for (const [job, answer] of answers) if (batch.open.delete(job)) job.answer(answer);
}

function failAll(batch: Batch, jobs: readonly Job[], error: RunnerError): void {
  answerAll(batch, new Map(jobs.map((job) => [job, failed(error)])));
}

/** Finds out which commits of unknown outcome were written, and answers their jobs. Throws where the store does. */
async function settleUnsure(batch: Batch, revision: string | null): Promise<void> {
  for (const unsure of batch.unsure) {
    // as long as the revision stands, the commit may still be on its way
    if (unsure.expected === revision) continue;
    const { events } = unsure.change;
    const written = await batch.ports.store.events(batch.scope, events[0]!.seq - 1, events.length);
    if (canonicalJson(written) === canonicalJson(events)) answerAll(batch, unsure.answers);
    batch.unsure = batch.unsure.filter((other) => other !== unsure);
  }
}

/** Loads, decides, commits, once. */
async function tryOnce(batch: Batch, jobs: readonly Job[]): Promise<Try> {
  let loaded: Loaded;
  try {
    loaded = await batch.ports.store.load(batch.scope, [...new Set(jobs.flatMap(({ leadId }) => leadId ?? []))]);
    await settleUnsure(batch, loaded.revision);
  } catch (error) {
    return { type: 'fault', during: 'load', error };
  }
  const open = jobs.filter((job) => batch.open.has(job));
  if (open.length === 0) return done;
  const decided = await decideOn(batch.ports, batch.scope, open, loaded);
  if (decided instanceof Error) {
    failAll(batch, open, decided);
    return done;
  }
  if ('type' in decided) return decided;
  if (decided.change !== null) {
    const refused = await commit(batch, loaded.revision, decided.change, decided);
    if (refused !== null) return refused;
  }
  answerAll(batch, decided.answers);
  return done;
}

/** Writes the change. Returns null where it was written; remembers it where that is not known. */
async function commit(
  batch: Batch,
  expected: string | null,
  change: Commit,
  { answers, at }: Dated,
): Promise<Try | null> {
  try {
    const committed = await batch.ports.store.commit(batch.scope, expected, change);
    if (!committed.ok) return { type: 'conflict' };
    followCommit(batch.ports, batch.scope, expected, committed.value.revision, change, at);
    return null;
  } catch (error) {
    batch.unsure = [...batch.unsure, { expected, change, answers }];
    return { type: 'fault', during: 'commit', error };
  }
}

/** Why jobs remain without an answer; `divisible`: fewer of them at once may fare better. */
interface Defeat {
  readonly error: RunnerError;
  readonly divisible: boolean;
}

/** Tries until the jobs have their answers or the tries are used up. Returns null where those that go together have one. */
async function tryOften(batch: Batch, jobs: readonly Job[], faultsMax: number): Promise<Defeat | null> {
  const { conflictsMax, sleep } = batch.ports;
  let conflicts = 0;
  let faults = 0;
  for (;;) {
    const result = await tryOnce(batch, jobs);
    if (result.type === 'done') return null;
    if (result.type === 'conflict') conflicts += 1;
    else faults += 1;
    if (conflicts >= conflictsMax) {
      const message = `others committed to scope \`${batch.scope}\` first, ${conflicts} times in a row`;
      return { error: makeRunnerError('runner.conflict', message), divisible: false };
    }
    if (result.type === 'fault' && faults >= faultsMax) {
      const error = await storeError(batch, jobs, result.error);
      return error && { error, divisible: result.during === 'commit' };
    }
    await sleep?.(conflicts + faults);
  }
}

/** Finds out a last time what came of commits that threw, and says what is known. */
async function storeError(batch: Batch, jobs: readonly Job[], cause: unknown): Promise<RunnerError | null> {
  try {
    const loaded = await batch.ports.store.load(batch.scope, []);
    await settleUnsure(batch, loaded.revision);
  } catch {
    // what is not known stays unsure
  }
  if (!jobs.some((job) => batch.open.has(job))) return null;
  const unknown = batch.unsure.some(({ answers }) => jobs.some((job) => answers.has(job)));
  const what = unknown ? 'whether a commit was written is not known' : 'nothing was written';
  const message = `the store failed in scope \`${batch.scope}\`, ${what}: ${firstLine(cause)}`;
  return makeRunnerError(unknown ? 'runner.outcome_unknown' : 'runner.store_failed', message, cause);
}

/**
 * Answers jobs; where the store keeps failing on all of them together, halves them, so that one lead that the store
 * cannot hold fails alone. Parts after the first get a single try that may throw.
 */
async function settle(batch: Batch, jobs: readonly Job[], faultsMax: number): Promise<void> {
  const open = jobs.filter((job) => batch.open.has(job));
  if (open.length === 0) return;
  const defeat = await tryOften(batch, open, faultsMax);
  if (defeat === null) {
    batch.failuresInARow = 0;
    return settle(batch, open, faultsMax);
  }
  batch.failuresInARow += 1;
  const hopeless = !defeat.divisible || batch.failuresInARow > failedPartsMax;
  if (open.length === 1 || hopeless) return failAll(batch, open, defeat.error);
  const half = open.length >>> 1;
  await settle(batch, open.slice(0, half), 1);
  await settle(batch, open.slice(half), 1);
}

/**
 * Decides on jobs in their order and commits them together, with new tries after conflicts and faults. Every job gets
 * exactly one answer. Never rejects.
 */
export async function runBatch(ports: Ports, scope: string, jobs: readonly Job[]): Promise<void> {
  const batch: Batch = { ports, scope, open: new Set(jobs), unsure: [], failuresInARow: 0 };
  try {
    await settle(batch, jobs, ports.faultsMax);
  } catch (error) {
    const message = `a port of the runner failed: ${firstLine(error)}`;
    failAll(batch, [...batch.open], makeRunnerError('runner.lead_failed', message, error));
  }
}
