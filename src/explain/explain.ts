import { formatInstant } from '../core/civil.js';
import { compareText } from '../core/compare.js';
import { milliText } from '../core/milli-text.js';
import type { ReasonCode } from '../core/reason.js';
import { oneLine } from '../core/text.js';
import type { Decision, PickTrace, Trace } from '../router/index.js';
import { counted, explainReason } from './messages.js';

/** Thousandths of a lead as a decimal with two places, to the nearest. */
const leads = (milli: number): string => milliText(milli < 0 ? milli - 5 : milli + 5, 2);

/** `owed 0.67 of a lead`, or in the points of another measure. */
const amount = ({ owedMilli, measure, counts }: PickTrace): string =>
  measure === undefined
    ? `owed ${leads(owedMilli ?? 0)} of a lead`
    : `owed ${leads(owedMilli ?? 0)} points of ${measure}, the lead counting ${counts}`;

const owed = (pick: PickTrace): string =>
  `${pick.owedMilli === null ? '' : `${amount(pick)}, `}one of ${pick.eligible} eligible`;

const pickTexts: { readonly [method in PickTrace['method']]: (pick: PickTrace) => string } = {
  sole: () => 'the only one eligible',
  deficit: (pick) => `${amount(pick)}, most of ${pick.eligible} eligible`,
  quota_guard: ({ within }) => `quota guard: otherwise another rep falls a lead behind within ${within ?? 1}`,
  deadline: (pick) => `due soonest, ${owed(pick)}`,
  least_load: ({ eligible, load }) =>
    `${load === undefined ? '' : `load ${load.units}${load.capacity === null ? '' : `/${load.capacity}`} with this lead, `}least loaded of ${eligible} eligible`,
  best_match: (pick) =>
    `within budget ${(pick.budgetMilli ?? 0) / 1_000}, best match ${pick.match ?? 0}, ${owed(pick)}`,
  ledgers: (pick) => `owed most over several ledgers, ${owed(pick)}`,
  sticky: (pick) => `kept by its key within overdraft ${(pick.overdraftMilli ?? 0) / 1_000}, ${owed(pick)}`,
  batch: (pick) => `as fair as can be for its batch, ${owed(pick)}`,
  custom: ({ eligible }) => `picked by the custom strategy from ${eligible} eligible`,
  owner: () => 'the owner',
  manual: () => 'assigned by hand',
  accepted: ({ eligible }) => `accepted an offer, one of ${eligible} eligible`,
  earliest_owner: () => 'had it first, and nobody new can take it',
};

/** `0/5 reps available: 3 off shift, 1 at a cap`, most frequent reason first; empty where nothing was counted. */
export function explainCounts(trace: Trace): string {
  const rows = Object.entries(trace.counts) as [ReasonCode, number][];
  if (rows.length === 0) return '';
  const unavailable = rows.reduce((sum, [, count]) => sum + count, 0);
  const texts = rows
    .sort((a, b) => b[1] - a[1] || compareText(a[0], b[0]))
    .map(([code, count]) => `${count} ${counted[code]}`);
  return `${trace.considered - unavailable}/${trace.considered} reps available: ${texts.join(', ')}`;
}

const joined = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join('; ');

/** The owner who gave way. */
const gaveWay = ({ passedOver }: Trace): string =>
  passedOver === undefined ? '' : `owner \`${passedOver.repId}\` passed over: ${explainReason(passedOver.reason)}`;

/** Queues that had nobody for the lead before the one where it is. */
const cameThrough = ({ queuesPassed = [] }: Trace): string =>
  queuesPassed.length === 0 ? '' : `nobody eligible in ${queuesPassed.map((id) => `\`${id}\``).join(', ')}`;

/** A reason given in words, on one line. */
const given = ({ because }: Trace): string => (because === undefined ? '' : oneLine(because));

/** ``team `east` owed 0.60 of a lead, most of 2 teams, `` */
function teamText({ team, measure }: PickTrace): string {
  if (team === undefined) return '';
  const what = measure === undefined ? 'of a lead' : `points of ${measure}`;
  return `team \`${team.id}\` owed ${leads(team.owedMilli)} ${what}, of ${team.of} team${team.of === 1 ? '' : 's'}; `;
}

function explainPick(pick: PickTrace): string {
  const tier = pick.tier === undefined ? '' : `tier ${pick.tier}, `;
  const absent = pick.accruing === undefined ? '' : `, ${pick.accruing} absent gain too`;
  return `: ${tier}${teamText(pick)}${pickTexts[pick.method](pick)}${absent}`;
}

function explainAssigned(decision: Extract<Decision, { readonly type: 'assigned' }>): string {
  const { trace, dueAt, repId, queueId, ruleId } = decision;
  // a decision that somebody wrote down without the pick has none to tell
  const because = trace.pick ? explainPick(trace.pick) : '';
  return joined(
    `assigned to \`${repId}\` in \`${queueId}\` by rule \`${ruleId}\`${because}`,
    gaveWay(trace),
    cameThrough(trace),
    explainCounts(trace),
    dueAt === null ? '' : `due ${formatInstant(dueAt)}`,
  );
}

function explainHeld({ trace, queueId, ruleId, retryAt }: Extract<Decision, { readonly type: 'held' }>): string {
  const retry = retryAt === null ? 'waits for a rep to come online or free' : `next try ${formatInstant(retryAt)}`;
  const where = `held in \`${queueId}\` by rule \`${ruleId}\``;
  return joined(where, gaveWay(trace), cameThrough(trace), given(trace), explainCounts(trace), retry);
}

/** Names as many as a line bears. */
function someOf(repIds: readonly string[]): string {
  const named = repIds.slice(0, 4).map((repId) => `\`${repId}\``);
  const more = repIds.length - named.length;
  return named.join(', ') + (more > 0 ? ` and ${more} more` : '');
}

function explainOffered(decision: Extract<Decision, { readonly type: 'offered' }>): string {
  const { trace, repIds, queueId, ruleId, expiresAt } = decision;
  const because = trace.pick ? explainPick(trace.pick) : '';
  return joined(
    `offered to ${someOf(repIds)} in \`${queueId}\` by rule \`${ruleId}\`${because}`,
    gaveWay(trace),
    cameThrough(trace),
    explainCounts(trace),
    `until ${formatInstant(expiresAt)}`,
  );
}

function explainBody(decision: Decision): string {
  switch (decision.type) {
    case 'assigned':
      return explainAssigned(decision);
    case 'held':
      return explainHeld(decision);
    case 'offered':
      return explainOffered(decision);
    case 'disposed':
      return joined(
        decision.disposition + (decision.reason === null ? '' : `: ${explainReason(decision.reason)}`),
        given(decision.trace),
        decision.reason === null ? explainCounts(decision.trace) : '',
      );
  }
}

/**
 * A decision in one English line: who, why, who could not and why, what is due. Made from the trace alone, so it says
 * as much as the trace does. No field values of the lead.
 *
 * @example
 * explain(decision);
 * //=> 'lead `l-7` assigned to `ana` in `smb` by rule `everyone`: owed 0.67 of a lead, most of 2 eligible'
 */
export function explain(decision: Decision): string {
  const faults = decision.faults.map(explainReason);
  return joined(`lead \`${decision.leadId}\` ${explainBody(decision)}`, ...faults);
}
