import type { EpochMs } from '../core/time.js';
import { compiledOf, type Router } from '../policy/index.js';
import { type HeldPlace, heldPlace, heldTurns, type LeadRecord, type RoutingState } from '../router/index.js';
import { type Backlog, createBacklog } from './create-backlog.js';
import { heldEffect } from './held-effect.js';
import type { Job } from './job.js';
import type { Commit, Store } from './types.js';
import type { Held } from './work.js';

/** Scopes whose backlogs are remembered at most, and leads in all of them. */
const scopesMax = 1_000;
const leadsInAllMax = 200_000;
/** Events by which a backlog is brought up to date; after more it is read anew. */
const eventsMax = 1_000;
/** Records that are loaded at once. */
const pageMax = 1_000;
/** Leads of each queue that are remembered for each kind that may be asked in vain; fewer where each is a kind by itself. */
const leadsPerKind = 100;
const leadsPerKindFiltered = 10;

/** A backlog and the commit that it is of. */
interface Known {
  readonly backlog: Backlog;
  readonly revision: string | null;
  /** Number of the last event. */
  readonly seq: number;
  /** Of queues whose leads are not all remembered, the place of the last that is. */
  readonly ends: ReadonlyMap<string, HeldPlace>;
  /** Leads in it when it was remembered. */
  readonly size: number;
}

/** The backlog of each scope, as far as the runner has seen it. */
export interface Backlogs {
  readonly byScope: Map<string, Known>;
  /** Leads in all of them. */
  size: number;
}

export interface HeldPorts {
  readonly router: Router;
  readonly store: Store;
  /** Kinds of held leads of each queue that are asked in vain before a newcomer is routed; 0: none is asked. */
  readonly heldMax: number;
  readonly backlogs: Backlogs;
}

/** What was loaded for a batch. */
export interface Loaded {
  readonly state: RoutingState | null;
  readonly revision: string | null;
  readonly records: readonly LeadRecord[];
}

function forget(backlogs: Backlogs, scope: string): void {
  backlogs.size -= backlogs.byScope.get(scope)?.size ?? 0;
  backlogs.byScope.delete(scope);
}

/** Remembers a backlog, and forgets those that were of no use for the longest time where they are too many. */
function remember(backlogs: Backlogs, scope: string, from: Known): Known {
  const { byScope } = backlogs;
  const known = { ...from, size: from.backlog.size() };
  forget(backlogs, scope);
  byScope.set(scope, known);
  backlogs.size += known.size;
  while (byScope.size > 1 && (byScope.size > scopesMax || backlogs.size > leadsInAllMax)) {
    forget(backlogs, byScope.keys().next().value!);
  }
  return known;
}

/** Leads of each queue that are remembered. A drain asks all of them, whatever newcomers wait for. */
const leadsMax = ({ router, heldMax }: HeldPorts): number =>
  (compiledOf(router).roster.filters.length > 0 ? leadsPerKindFiltered : leadsPerKind) * (heldMax > 0 ? heldMax : 100);

/** Puts a record as it is stored; a lead behind the end of what is remembered of its queue is left out. */
function put(router: Router, { backlog, ends }: Known, record: LeadRecord, at: EpochMs): void {
  const end = record.queueId === null ? undefined : ends.get(record.queueId);
  if (end !== undefined && heldTurns(router.policy)(heldPlace(record), end) > 0) backlog.drop(record.leadId);
  else backlog.put(record, at);
}

/** Puts the records as they are stored now. Returns whether they are those of the revision. */
async function putStored(
  { router, store }: HeldPorts,
  scope: string,
  known: Known,
  leadIds: readonly string[],
  at: EpochMs,
): Promise<boolean> {
  let same = true;
  for (let from = 0; from < leadIds.length; from += pageMax) {
    const page = leadIds.slice(from, from + pageMax);
    const loaded = await store.load(scope, page);
    same &&= loaded.revision === known.revision;
    const found = new Set(loaded.records.map(({ leadId }) => leadId));
    for (const record of loaded.records) put(router, known, record, at);
    for (const leadId of page) if (!found.has(leadId)) known.backlog.drop(leadId);
  }
  return same;
}

/** Ids of a queue's held leads in the order of their turns, where the store knows it, or by priority. */
function firstHeld({ router, store }: HeldPorts, scope: string, queueId: string, limit: number) {
  const ageMinutes = router.policy.backlog?.ageMinutes;
  return ageMinutes === undefined || store.heldInTurn === undefined
    ? store.held(scope, queueId, limit)
    : store.heldInTurn(scope, queueId, limit, ageMinutes);
}

/** Reads the backlog from the store; where others commit meanwhile, their events say what else to read. */
async function readBacklog(
  ports: HeldPorts,
  scope: string,
  { state, revision }: Loaded,
  at: EpochMs,
): Promise<Known | 'conflict'> {
  const ends = new Map<string, HeldPlace>();
  const known: Known = { backlog: createBacklog(ports.router), revision, seq: state?.seq ?? 0, ends, size: 0 };
  const max = leadsMax(ports);
  let same = true;
  for (const { id } of revision === null ? [] : ports.router.policy.queues) {
    const leadIds = await firstHeld(ports, scope, id, max + 1);
    const first = leadIds.slice(0, max);
    same = (await putStored(ports, scope, known, first, at)) && same;
    const last = leadIds.length > max ? known.backlog.placeOf(first.at(-1)!) : null;
    if (last !== null) ends.set(id, last);
  }
  const read = remember(ports.backlogs, scope, same ? known : { ...known, revision: null });
  return same ? read : 'conflict';
}

/** Puts what events since the backlog's tell of; null: they do not tell everything. */
async function catchUp(
  ports: HeldPorts,
  scope: string,
  known: Known,
  { state, revision }: Loaded,
  at: EpochMs,
): Promise<Known | 'conflict' | null> {
  const seq = state?.seq ?? 0;
  const count = seq - known.seq;
  if (count <= 0 || count > eventsMax) return null;
  const events = await ports.store.events(scope, known.seq, count);
  if (events.length < count || events.at(-1)!.seq !== seq) return null;
  known.backlog.forget();
  const next: Known = { ...known, revision, seq };
  const leadIds = [...new Set(events.map(({ leadId }) => leadId))].filter((leadId) => leadId !== '');
  if (!(await putStored(ports, scope, next, leadIds, at))) return 'conflict';
  return remember(ports.backlogs, scope, next);
}

/** Whether so many of a queue's leads were served that others must be read, or so many came that fewer will do. */
function isOff(ports: HeldPorts, { backlog, ends }: Known): boolean {
  const max = leadsMax(ports);
  return ports.router.policy.queues.some(({ id }) => {
    const count = backlog.countIn(id);
    return count > 2 * max || (ends.has(id) && 2 * count <= max);
  });
}

async function knownAt(ports: HeldPorts, scope: string, loaded: Loaded, at: EpochMs): Promise<Known | 'conflict'> {
  const before = ports.backlogs.byScope.get(scope);
  if (before === undefined || isOff(ports, before)) return readBacklog(ports, scope, loaded, at);
  if (before.revision === loaded.revision) return before;
  return (await catchUp(ports, scope, before, loaded, at)) ?? readBacklog(ports, scope, loaded, at);
}

/** Loads what the turns begin with: leads that time has made another kind of, and the first lead of each kind. */
async function prepare(ports: HeldPorts, scope: string, known: Known, at: EpochMs): Promise<boolean> {
  const { backlog } = known;
  const outdated = backlog.outdated(at);
  if (outdated.length > 0 && !(await putStored(ports, scope, known, outdated, at))) return false;
  for (;;) {
    const heads = [...backlog.groups()].map(({ places }) => places.first(1)[0]!.leadId);
    const missing = heads.filter((leadId) => backlog.recordOf(leadId) === undefined);
    if (missing.length === 0) return true;
    if (!(await putStored(ports, scope, known, missing, at))) return false;
  }
}

/**
 * The held leads of a scope, by kind, at the revision that was loaded. The store is asked once for all of them, and then
 * only for what others have committed since.
 *
 * @returns null where nobody has a turn: no job takes or frees a rep, or the runner leaves held leads to its sweep;
 *   `'conflict'` where somebody else has committed since `loaded`
 */
export async function loadHeld(
  ports: HeldPorts,
  scope: string,
  jobs: readonly Job[],
  loaded: Loaded,
  at: EpochMs,
): Promise<Held | 'conflict' | null> {
  const recordOf = new Map(loaded.records.map((record) => [record.leadId, record]));
  const concerns = (job: Job): boolean =>
    job.type === 'drain' || (ports.heldMax > 0 && heldEffect(job, recordOf.get(job.leadId), at) !== 'none');
  if (!jobs.some(concerns)) return null;
  const known = await knownAt(ports, scope, loaded, at);
  if (known === 'conflict' || !(await prepare(ports, scope, known, at))) return 'conflict';
  const { groups, recordOf: atHand } = known.backlog;
  return { groups, recordOf: atHand, kindsMax: ports.heldMax };
}

/**
 * Loads records of held leads that deciding turned out to need.
 *
 * @returns them by id; `'conflict'` where somebody else has committed since `revision`
 */
export async function loadMore(
  { store, backlogs }: HeldPorts,
  scope: string,
  leadIds: readonly string[],
  revision: string | null,
  at: EpochMs,
): Promise<ReadonlyMap<string, LeadRecord> | 'conflict'> {
  const loaded = await store.load(scope, leadIds);
  if (loaded.revision !== revision) return 'conflict';
  const found = new Map(loaded.records.map((record) => [record.leadId, record]));
  for (const leadId of leadIds) {
    const record = found.get(leadId);
    // one that is not as the backlog has it was changed without an event
    if (record === undefined) backlogs.byScope.get(scope)?.backlog.drop(leadId);
    else if (record.status !== 'held') backlogs.byScope.get(scope)?.backlog.put(record, at);
  }
  return found;
}

/** Brings a backlog up to date with a commit of the runner's own. */
export function followCommit(
  { router, backlogs }: HeldPorts,
  scope: string,
  expected: string | null,
  revision: string,
  { state, records }: Commit,
  at: EpochMs,
): void {
  const fresh: Known = { backlog: createBacklog(router), revision: null, seq: 0, ends: new Map(), size: 0 };
  const known = backlogs.byScope.get(scope) ?? (expected === null ? fresh : undefined);
  if (known === undefined || known.revision !== expected) return;
  for (const record of records) put(router, known, record, at);
  remember(backlogs, scope, { ...known, revision, seq: state.seq });
}
