import type { Reason } from '../core/reason.js';
import { indexOfSorted } from '../core/sorted.js';
import type { EpochMs } from '../core/time.js';
import type { Verdict } from '../core/verdict.js';
import { accrualOf, type Draw, withinOverdraft } from '../distribute/index.js';
import { judgeRep, obstacles, verdictOfRep } from '../match/index.js';
import type { CompiledQueue } from '../policy/index.js';
import { assign, sharers } from './assign.js';
import { readLedger } from './draft.js';
import type { Cause } from './event.js';
import { expireCredits } from './expire-credits.js';
import { hold } from './hold.js';
import { lookAt, searchFor } from './look.js';
import { isAfterHours } from './nobody-eligible.js';
import { drawFor } from './pick-member.js';
import { place } from './place.js';
import { ledgersFor, withMember } from './pool.js';
import { earliestAfter } from './retry-at.js';
import { type Run, recordOf } from './run.js';
import { hasTeams, teamDraw, teamsAmong } from './team-share.js';

/** An owner to ask first, and what becomes of the lead while the owner is away. */
export interface OwnerRequest {
  readonly repId: string | null;
  /** Held for the owner until then; null: another rep takes it at once. */
  readonly waitUntil: EpochMs | null;
  /** Leads that the owner may be ahead; null: any number. */
  readonly overdraft: number | null;
  /** Where an owner's lead belongs. */
  readonly queue: CompiledQueue;
  /** Where another rep is found. */
  readonly absentQueue: CompiledQueue;
}

/** Why the owner must not take the lead: it would get too far ahead; null where it may, or would not pay. */
function overdrawn(
  run: Run,
  queue: CompiledQueue,
  rep: number,
  eligible: readonly number[],
  overdraftMilli: number,
): Reason<'match.overdrawn'> | null {
  const member = indexOfSorted(queue.members.reps, rep);
  if (member < 0 || queue.spec.ownerHits === 'free') return null;
  const { policy, draft, now } = run;
  const { lead } = recordOf(run);
  const among = withMember(sharers(queue, eligible, rep), member);
  const request = { policy, draft, queue, lead, eligible: among, now, onFault: () => {} };
  const payments: [string, Draw, number][] = ledgersFor(queue, lead).map((use) => [
    use.ledger.id,
    drawFor(request, use),
    queue.positions[member]!,
  ]);
  if (hasTeams(queue)) {
    const teams = teamsAmong(queue, withMember(eligible, member));
    payments.push([queue.teams.id, teamDraw(queue, lead, teams), queue.tiers![member]!]);
  }
  for (const [ledgerId, draw, position] of payments) {
    const ledger = readLedger(draft, ledgerId);
    if (withinOverdraft(ledger, draw, position, overdraftMilli)) continue;
    const { total, own } = accrualOf(draw, position);
    const owedMilli = Math.round(((ledger.balance[position]! + own - total) * 1_000) / total);
    return { code: 'match.overdrawn', owedMilli, overdraftMilli };
  }
  return null;
}

/** Gives the lead to its owner; where the owner is away, waits or finds another rep. */
export function placeWithOwner(run: Run, request: OwnerRequest, cause: Cause): void {
  const { repId, waitUntil, overdraft, queue, absentQueue } = request;
  const rep = repId === null ? undefined : run.policy.repIndex.get(repId);
  if (repId === null || rep === undefined) return place(run, absentQueue, cause);
  expireCredits(run);
  const search = searchFor(run, queue.unitsOf(recordOf(run).lead), false);
  const custom = new Map<number, Verdict>();
  const judgement = judgeRep(search, rep, custom);
  if (judgement === obstacles.none) {
    const { eligible } = lookAt(run, queue, false).match;
    const reason = overdraft === null ? null : overdrawn(run, queue, rep, eligible, Math.round(overdraft * 1_000));
    if (reason !== null) {
      run.aside = { ...run.aside, passedOver: { repId, reason } };
      return place(run, absentQueue, cause);
    }
    run.pick = { method: 'owner', eligible: eligible.length, owedMilli: null, within: null };
    return assign(run, { rep, queue, eligible, cause, method: 'owner' });
  }
  const verdict = custom.get(rep) ?? verdictOfRep(search, rep, judgement);
  if (verdict.type !== 'eligible') run.aside = { ...run.aside, passedOver: { repId, reason: verdict.reason } };
  if (waitUntil === null || run.now >= waitUntil) return place(run, absentQueue, cause);
  hold(run, queue.spec.id, cause, {
    retryAt: earliestAfter(run.now, [waitUntil, verdict.type === 'unavailable' ? verdict.until : null]),
    awaitedOwner: { repId, until: waitUntil, queueId: absentQueue.spec.id },
    afterHours: isAfterHours(run, lookAt(run, queue, false)),
  });
}
