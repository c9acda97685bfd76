import { packBits } from '../core/bits.js';
import { indexOfSorted } from '../core/sorted.js';
import type { CompiledQueue } from '../policy/index.js';
import { dueInstants } from '../sla/index.js';
import { absentMembers, accruingMembers } from './accruing.js';
import { clockHours } from './clock-hours.js';
import type { Cause, EventBodies } from './event.js';
import { drawFor } from './pick-member.js';
import { inTier, ledgersFor, packMembers, withMember } from './pool.js';
import { append, emit, type Run, recordOf } from './run.js';
import { tierOf } from './targets-of.js';
import { hasTeams, teamsAmong } from './team-share.js';

/** Which tier of the lead's SLA applies: −1: none; null: it has no SLA. */
export function slaTier(run: Run): number | null {
  const { slaId, lead } = recordOf(run);
  const sla = slaId === null ? undefined : run.policy.slas.get(slaId);
  return sla === undefined ? null : sla.tiers.findIndex((row) => row.applies(lead));
}

/** Which tier of the lead's SLA applies, and when each milestone falls due for this rep. */
function slaStart(run: Run, rep: number, queue: CompiledQueue): Pick<EventBodies['lead_assigned'], 'tier' | 'due'> {
  const { slaId, lead } = recordOf(run);
  const sla = slaId === null ? undefined : run.policy.slas.get(slaId);
  if (sla === undefined) return { tier: null, due: [] };
  const tier = sla.tiers.length === 0 ? -1 : sla.tiers.findIndex((row) => row.applies(lead));
  const due = tierOf(sla, tier).targets.map((target) =>
    dueInstants(target, clockHours(run.policy, target, rep, queue), run.now, 0),
  );
  return { tier, due };
}

/** Whether an earlier owner's charges can be moved to this rep: in all the ledgers that count the lead. */
export function canMove(run: Run, rep: number, queue: CompiledQueue): boolean {
  const { charges, lead } = recordOf(run);
  if (charges.length === 0) return false;
  const ids = ledgersFor(queue, lead).map(({ ledger }) => ledger.id);
  if (hasTeams(queue)) ids.push(queue.teams.id);
  return (
    charges.length === ids.length &&
    indexOfSorted(queue.members.reps, rep) >= 0 &&
    ids.every((id) => charges.some((charge) => charge.ledgerId === id))
  );
}

/** Of the eligible, those who share with the rep: its tier. */
export function sharers(queue: CompiledQueue, eligible: readonly number[], rep: number): readonly number[] {
  const member = indexOfSorted(queue.members.reps, rep);
  return queue.tiers === null || member < 0 ? eligible : inTier(queue, eligible, queue.tiers[member]!);
}

interface Assignment {
  readonly rep: number;
  readonly queue: CompiledQueue;
  /** Members of the queue that share the lead out. */
  readonly eligible: readonly number[];
  readonly cause: Cause;
  readonly method: EventBodies['lead_assigned']['method'];
  /** Who did it by hand. */
  readonly by?: string;
}

type Sharing = Pick<EventBodies['lead_assigned'], 'accruing' | 'teams'>;

/** Absent members who share in what is charged anew, packed as the event holds them. */
function accruingIn(run: Run, queue: CompiledQueue, eligible: readonly number[], member: number): Sharing {
  const sharing = withMember(eligible, member);
  // only an accepted offer is given without a look, and what it charged moves with it
  const { match } = run.looked!;
  const { policy, draft, now } = run;
  const { lead } = recordOf(run);
  const draw = drawFor({ policy, draft, queue, lead, eligible: sharing, now, onFault: () => {} }, queue.ledgers[0]!);
  const members = accruingMembers(queue, draft, draw, absentMembers(queue, match, sharing));
  return members.length === 0 ? {} : { accruing: packBits(members, queue.members.reps.length) };
}

/** Who else shares in what is charged anew: absent members, and teams. Null: nobody. */
export function sharingIn(run: Run, queue: CompiledQueue, eligible: readonly number[], rep: number): Sharing | null {
  if (queue.makeUp.type === 'none' && !hasTeams(queue)) return null;
  const member = indexOfSorted(queue.members.reps, rep);
  if (member < 0) return null;
  return {
    ...(queue.makeUp.type === 'none' ? {} : accruingIn(run, queue, eligible, member)),
    ...(hasTeams(queue) && {
      teams: packBits(teamsAmong(queue, withMember(eligible, member)), queue.teams.ids.length),
    }),
  };
}

/** Gives the lead to a rep. */
export function assign(run: Run, { rep, queue, eligible, cause, method, by }: Assignment): void {
  const unpaid = (method === 'owner' || method === 'manual') && queue.spec.ownerHits === 'free';
  const charge = canMove(run, rep, queue) ? 'moved' : unpaid ? 'none' : 'new';
  const packed = packMembers(queue, sharers(queue, eligible, rep), run.looked?.match.standing ?? null);
  const sharing = charge === 'new' ? sharingIn(run, queue, eligible, rep) : null;
  const { tier, due } = slaStart(run, rep, queue);
  const repId = run.policy.roster.reps[rep]!.spec.id;
  const queueId = queue.spec.id;
  if (sharing !== null || run.inputId !== null) {
    const pool = { eligible: packed, ...sharing };
    return emit(run, 'lead_assigned', { repId, queueId, cause, method, ...pool, charge, tier, due, by: by ?? null });
  }
  append(run, {
    seq: run.draft.seq + 1,
    at: run.now,
    leadId: run.leadId,
    type: 'lead_assigned',
    repId,
    queueId,
    cause,
    method,
    eligible: packed,
    charge,
    tier,
    due,
    by: by ?? null,
  });
}
