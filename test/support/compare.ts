// What the router says, beside what the reference router says, in one shape.
import { type Decision, type LeadRecord, type RoutingState, slaStatus } from '../../src/index.js';
import type { Reference, ReferenceRecord } from '../spec/reference-router.js';
import { deliveryEnds, endsOf, targetsOf } from '../spec/reference-sla.js';
import type { Played } from './play.js';

type Facts = { readonly [what: string]: unknown };

function fromDecision(decision: Decision): Facts {
  const { type, trace } = decision;
  const candidates = trace.candidates?.map(({ repId, verdict }) => [
    repId,
    verdict.type === 'eligible'
      ? 'eligible'
      : `${verdict.type} ${verdict.reason.code} ${'until' in verdict ? verdict.until : ''}`,
  ]);
  const verdicts = candidates && Object.fromEntries(candidates.sort());
  if (type === 'assigned') {
    const { repId, queueId, ruleId, dueAt } = decision;
    return { type, repId, queueId, ruleId, dueAt, verdicts };
  }
  if (type === 'held') {
    const { queueId, ruleId, retryAt } = decision;
    return { type, queueId, ruleId, retryAt, verdicts };
  }
  if (type === 'offered') {
    const { repIds, queueId, ruleId, expiresAt } = decision;
    return { type, repIds, queueId, ruleId, expiresAt, verdicts };
  }
  const { disposition, reason } = decision;
  return { type, disposition, reason: reason?.code ?? null, ruleId: trace.ruleId, verdicts };
}

function fromReference(reference: Reference, rec: ReferenceRecord): Facts {
  const { repId, queueId, ruleId, disposition, reason } = rec;
  const rows = [...rec.verdicts].map(([id, { type, code, until }]): [string, string] => [
    id,
    type === 'eligible' ? type : `${type} ${code} ${type === 'unavailable' ? until : ''}`,
  ]);
  const verdicts = Object.fromEntries(rows.sort());
  if (rec.status === 'assigned')
    return { type: 'assigned', repId, queueId, ruleId, dueAt: reference.dueAt(rec), verdicts };
  if (rec.offer !== null) {
    const expiresAt = Math.max(...rec.offer.open.map(({ until }) => until));
    return { type: 'offered', repIds: rec.offer.open.map((one) => one.repId), queueId, ruleId, expiresAt, verdicts };
  }
  if (rec.status === 'held') return { type: 'held', queueId, ruleId, retryAt: rec.retryAt, verdicts };
  return { type: 'disposed', disposition, reason, ruleId, verdicts };
}

/** Owner hits and dispositions look at no members: the reference then has no verdicts to compare. */
const comparable = (facts: Facts, rec: ReferenceRecord): Facts =>
  rec.wait !== null || rec.verdicts.size === 0 ? { ...facts, verdicts: null } : facts;

const recordFacts = (record: LeadRecord | ReferenceRecord): Facts => ({
  status: record.status,
  repId: record.status === 'closed' ? null : record.repId,
  wakeAt: record.wakeAt,
  queueId: ['assigned', 'offered', 'held'].includes(record.status) ? record.queueId : null,
  asked: (record.offer?.open ?? []).map(({ repId }) => repId),
});

const stateFacts = (state: RoutingState): Facts => ({
  open: Object.fromEntries(state.reps.ids.map((id, k) => [id, state.reps.open[k]])),
  balances: Object.fromEntries(
    Object.entries(state.ledgers).flatMap(([ledgerId, { ids, balance }]) =>
      ids.flatMap((id, k) => (balance[k] === 0 ? [] : [[`${ledgerId} ${id}`, balance[k]]])),
    ),
  ),
});
const referenceStateFacts = ({ reps, ledgers }: Reference): Facts => ({
  open: Object.fromEntries([...reps].map(([id, { open }]) => [id, open])),
  balances: Object.fromEntries(
    [...ledgers].flatMap(([ledgerId, entries]) =>
      [...entries].flatMap(([id, { balance }]) => (balance === 0n ? [] : [[`${ledgerId} ${id}`, Number(balance)]])),
    ),
  ),
});

const scoreOf = (rec: LeadRecord | ReferenceRecord): Facts => {
  const { points, byCard, grade, segment, priority, qualification } = rec.lead.score;
  return { points, byCard, grade, segment, priority, qualification };
};

/** Ends, attempts and the open time that met targets took. */
const clockFacts = (record: LeadRecord): Facts =>
  Object.fromEntries(
    slaStatus(record, record.at).targets.map(({ targetId, metAt, dueAt, elapsedMs, attempts = 0 }) => [
      targetId,
      { attempts, ...(metAt === null ? { dueAt } : { took: elapsedMs }) },
    ]),
  );
function referenceClockFacts({ history: { policy } }: Played, rec: ReferenceRecord): Facts {
  const owned = rec.status === 'assigned' ? targetsOf(policy, rec) : [];
  const ends = rec.status === 'assigned' ? endsOf(policy, rec) : new Map();
  const of = ({ id }: { readonly id: string }): Facts => ({
    attempts: rec.rounds.get(id)?.attempts ?? 0,
    ...(rec.met.has(id) ? { took: rec.met.get(id) } : { dueAt: ends.get(id) }),
  });
  return Object.fromEntries([
    ...deliveryEnds(policy, rec).map(([id, took, dueAt]) => [
      id,
      { attempts: 0, ...(took === null ? { dueAt } : { took }) },
    ]),
    ...owned.map((target) => [target.id, of(target)]),
  ]);
}

/** Both sides of one step: what the router did and what it should have done. */
export function sides(played: Played): { actual: Facts; wanted: Facts } {
  const { lead, outcome, expected, state, reference } = played;
  const actual = stateFacts(state);
  const wanted = referenceStateFacts(reference);
  if (outcome === null || expected === null) return { actual, wanted };
  const scored = expected.reason !== 'lead.invalid_field' && expected.disposition !== 'duplicate';
  const score = (rec: LeadRecord | ReferenceRecord): Facts => (scored ? scoreOf(rec) : {});
  const decided = lead !== null;
  const live = expected.status === 'assigned' || expected.status === 'held';
  return {
    actual: {
      ...actual,
      ...recordFacts(outcome.record),
      clocks: live ? clockFacts(outcome.record) : {},
      score: score(outcome.record),
      decision: decided ? comparable(fromDecision(outcome.decision!), expected) : null,
    },
    wanted: {
      ...wanted,
      ...recordFacts(expected),
      clocks: live ? referenceClockFacts(played, expected) : {},
      score: score(expected),
      decision: decided ? comparable(fromReference(reference, expected), expected) : null,
    },
  };
}
