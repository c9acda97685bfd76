import type { EpochMs } from '../core/time.js';
import { matchMembers, type Search } from '../match/index.js';
import type { CompiledQueue } from '../policy/index.js';
import { faultIn, type Looked, type Run, recordOf } from './run.js';
import { standingsOf } from './trace.js';

type Row = { readonly repId: string; readonly at: EpochMs };

const noRows: readonly Row[] = [];
const nobody: ReadonlyMap<number, EpochMs> = new Map();

/** Rep index → instant, of rows whose rep is still in the policy; the latest row counts. */
const byRep = (run: Run, rows: readonly Row[]): ReadonlyMap<number, EpochMs> =>
  rows.length === 0
    ? nobody
    : new Map(
        rows.flatMap(({ repId, at }) => {
          const rep = run.policy.repIndex.get(repId);
          return rep === undefined ? [] : [[rep, at] as const];
        }),
      );

/** A search for a rep for the run's lead. `excludeOwners`: whoever had the lead before is passed over. */
export function searchFor(run: Run, units: number, excludeOwners: boolean): Search {
  const { draft } = run;
  const { lead, owners, declines } = recordOf(run);
  const excluded = excludeOwners ? owners.map(({ repId, from, until }) => ({ repId, at: until ?? from })) : noRows;
  return {
    roster: run.policy.roster,
    columns: { open: draft.reps.open, online: draft.reps.online, caps: draft.caps },
    lead,
    now: run.now,
    units,
    excluded: byRep(run, excluded),
    declined: byRep(run, declines),
    onFault: faultIn(run),
  };
}

/** How long the lead has been in a queue; 0 where it only now joins. */
export function waitedIn(run: Run, queue: CompiledQueue): number {
  const { queueId, joinedAt, awaitedOwner } = recordOf(run);
  return queueId === queue.spec.id && joinedAt !== null && awaitedOwner === null ? run.now - joinedAt : 0;
}

/** Looks at every member of a queue and remembers what was seen for the trace. */
export function lookAt(run: Run, queue: CompiledQueue, excludeOwners: boolean): Looked {
  const search = searchFor(run, queue.unitsOf(recordOf(run).lead), excludeOwners);
  const looked = { queue, search, match: matchMembers(queue.members, search, waitedIn(run, queue)), standings: [] };
  run.looked = run.options.trace === 'full' ? { ...looked, standings: standingsOf(run, looked) } : looked;
  return run.looked;
}
