import { limits } from '../core/limits.js';
import type { Reason } from '../core/reason.js';
import { minuteMs } from '../core/time.js';
import type { Lead, ScoredLead } from '../lead/index.js';
import type { Rule, RuleAction } from '../policy/index.js';
import { stampScore } from '../score/index.js';
import { copyLead, type UnscoredLead } from './copy-lead.js';
import type { Facts } from './decision.js';
import { earlierLead, ownEntry } from './earlier-lead.js';
import type { Cause } from './event.js';
import { emptyFaulty, leadFault } from './lead-fault.js';
import { nurture } from './nurture.js';
import { place } from './place.js';
import { type OwnerRequest, placeWithOwner } from './place-with-owner.js';
import { accountDomain } from './requirements.js';
import { append, emit, faultIn, type Run, recordOf } from './run.js';

/** A copy of the lead with what the caller knows of its account; its score is still to be written. */
export function withAccount(lead: Lead & Partial<ScoredLead>, facts: Facts | undefined): UnscoredLead {
  const found = facts === undefined ? undefined : ownEntry(facts.accountByDomain, accountDomain(lead));
  const copy = copyLead(lead);
  copy.accountId = found?.accountId ?? lead.accountId ?? null;
  copy.accountOwner = (found === undefined ? lead.accountOwner : found.ownerRepId) ?? null;
  return copy;
}

function receive(run: Run, lead: ScoredLead, rule: Rule | null, leadOwner: string | null): void {
  append(run, {
    seq: run.draft.seq + 1,
    at: run.now,
    leadId: run.leadId,
    type: 'lead_received',
    lead,
    ruleId: rule?.id ?? null,
    slaId: rule !== null && 'slaId' in rule.then ? (rule.then.slaId ?? null) : null,
    leadOwner,
    fingerprint: run.router.fingerprint,
    behavior: 1,
  });
}

/** Writes its score into a lead of our own, and finds the first rule that is true of it. */
export function scoreAndSelect(run: Run, lead: UnscoredLead): Rule {
  stampScore(run.policy.scoring, lead, run.now, faultIn(run));
  const onFault = (index: number, error: unknown): void => faultIn(run)(run.policy.rules[index]!.id, error);
  return run.policy.rules[run.policy.ruleIndex.select(lead, onFault)]!;
}

/** Does what a rule says with a lead that has been received. */
export function follow(run: Run, rule: Rule, cause: Cause): void {
  const action: RuleAction = rule.then;
  const { lead, leadOwner } = recordOf(run);
  if ('disposition' in action) {
    const reason: Reason = { code: 'lead.disqualified', ruleId: rule.id };
    if (action.disposition === 'nurtured') return nurture(run, { track: action.track ?? null, reason, because: null });
    return emit(run, 'lead_rejected', { reason, disposition: 'rejected', because: null });
  }
  const queueOf = (queueId: string) => run.policy.queues.get(queueId)!;
  if (!('owner' in action)) {
    const queue = queueOf(action.queueId);
    if (leadOwner === null) return place(run, queue, cause);
    return placeWithOwner(
      run,
      { repId: leadOwner, waitUntil: null, overdraft: null, queue, absentQueue: queue },
      cause,
    );
  }
  const absent = action.ownerAbsent;
  const request: OwnerRequest = {
    repId: action.owner === 'account' ? lead.accountOwner : leadOwner,
    waitUntil: absent.type === 'wait' ? run.now + absent.minutes * minuteMs : null,
    overdraft: action.overdraft ?? null,
    queue: queueOf(action.queueId ?? absent.queueId),
    absentQueue: queueOf(absent.queueId),
  };
  return placeWithOwner(run, request, cause);
}

/** Why a lead cannot be used: it has no usable id, normalising found it wanting, or a list in it is none. */
export const invalidField = (lead: Lead): Lead['invalid'] =>
  typeof lead.id === 'string' && lead.id.length > 0 && lead.id.length <= limits.idLengthMax
    ? (lead.invalid ?? leadFault(lead))
    : { field: 'id', expected: `a text of 1 to ${limits.idLengthMax} characters` };

/** The whole way of a new lead: facts, score, rule, rep. */
export function routeLead(run: Run, lead: Lead): void {
  const { facts } = run.options;
  const invalid = invalidField(lead);
  const accounted = withAccount(lead, facts);
  const duplicates = run.router.policy.duplicates?.action ?? 'dispose';
  const earlier = invalid === undefined ? earlierLead(run.router, lead, run.now, facts, run.seen) : null;
  if (invalid !== undefined || (earlier !== null && duplicates !== 'owner')) {
    if (invalid !== undefined) emptyFaulty(accounted);
    receive(run, accounted, null, null);
    return invalid === undefined
      ? emit(run, 'lead_rejected', {
          reason: { code: 'lead.duplicate', ofLeadId: earlier!.leadId },
          disposition: 'duplicate',
          because: null,
        })
      : emit(run, 'lead_rejected', {
          reason: { code: 'lead.invalid_field', ...invalid },
          disposition: 'rejected',
          because: null,
        });
  }
  const rule = scoreAndSelect(run, accounted);
  receive(run, accounted, rule, earlier?.repId ?? null);
  follow(run, rule, 'route');
}
