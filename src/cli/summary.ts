import { formatInstant } from '../core/civil.js';
import { compiledOf, type Router } from '../policy/index.js';
import type { Decision, RoutingState } from '../router/index.js';
import { formatNumber } from './format-number.js';
import { formatTable, left, right } from './format-table.js';
import { printable } from './printable.js';
import { reasonText } from './reason-text.js';
import { type Listed, type OutcomeName, outcomes, type Tally } from './tally.js';

const nameMax = 40;

/** What one rep is owed and got, in leads, summed over the first ledger of each queue; `open` in units of work. */
interface RepLine {
  readonly repId: string;
  readonly owed: number;
  readonly received: number;
  readonly difference: number;
  readonly open: number;
}

/** Every rep of a state, in its order. The ledgers for a part of a queue's leads are left out: they count leads twice. */
function repLines(router: Router, state: RoutingState): RepLine[] {
  const first = new Set([...compiledOf(router).queues.values()].map((queue) => queue.ledgers[0]!.ledger.id));
  const received = new Map<string, number>();
  const difference = new Map<string, number>();
  for (const [ledgerId, ledger] of Object.entries(state.ledgers)) {
    if (!first.has(ledgerId)) continue;
    for (const [index, repId] of ledger.ids.entries()) {
      received.set(repId, (received.get(repId) ?? 0) + ledger.received[index]!);
      difference.set(repId, (difference.get(repId) ?? 0) + ledger.balance[index]! / ledger.unit);
    }
  }
  return state.reps.ids.map((repId, index) => {
    const got = received.get(repId) ?? 0;
    const owing = difference.get(repId) ?? 0;
    return { repId, owed: got + owing, received: got, difference: owing, open: state.reps.open[index]! };
  });
}

/** Reps of whom there is something to say, and all of them in a small team. */
const smallTeam = 60;

function repTable(router: Router, state: RoutingState, tally: Tally): string[] {
  const lines = repLines(router, state);
  const shown = lines.filter(
    ({ repId, received, difference, open }) =>
      lines.length <= smallTeam || tally.assignedByRep.has(repId) || received > 0 || difference !== 0 || open > 0,
  );
  const columns = [
    left('rep'),
    right('assigned'),
    right('owed'),
    right('received'),
    right('difference'),
    right('open'),
  ];
  const rows = shown.map(({ repId, owed, received, difference, open }) => [
    printable(repId, nameMax),
    String(tally.assignedByRep.get(repId) ?? 0),
    formatNumber(owed),
    String(received),
    formatNumber(difference, 'always'),
    String(open),
  ]);
  const others = lines.length - shown.length;
  return [
    ...formatTable(columns, rows),
    ...(others === 0 ? [] : [`and ${others} reps without a lead`]),
    ...loadNote(router),
  ];
}

/** Says where a difference is no debt. */
function loadNote(router: Router): string[] {
  const queues = router.policy.queues.filter(({ strategy }) => strategy.type === 'load_balance').map(({ id }) => id);
  if (queues.length === 0) return [];
  const names = queues.length > 5 ? `${queues.length} queues` : queues.map((id) => printable(id, nameMax)).join(', ');
  return [`owed is counted but does not decide where open work does: ${names}`];
}

const shownOutcomes = (tally: Tally): OutcomeName[] =>
  outcomes.filter((outcome) => outcome !== 'offered' || tally.counts.offered > 0);

function ruleTable(router: Router, tally: Tally): string[] {
  const names = shownOutcomes(tally);
  const used = router.policy.rules.filter((rule) => tally.byRule.has(rule.id)).map((rule) => rule.id);
  const rows = [...used, ''].flatMap((ruleId) => {
    const counts = tally.byRule.get(ruleId);
    if (counts === undefined) return [];
    const name = ruleId === '' ? '(before any rule)' : printable(ruleId, nameMax);
    return [[name, ...names.map((outcome) => String(counts[outcome]))]];
  });
  const unused = router.policy.rules.length - used.length;
  const note = `${unused} rule${unused === 1 ? '' : 's'} matched no lead`;
  return [...formatTable([left('rule'), ...names.map(right)], rows), ...(unused === 0 ? [] : [note])];
}

function listedText(decision: Decision): string {
  if (decision.type === 'disposed') return reasonText(decision.reason);
  if (decision.type !== 'held') return '';
  return `queue ${decision.queueId}, ${decision.retryAt === null ? 'no retry by time' : `retry at ${formatInstant(decision.retryAt)}`}`;
}

function listLeads(heading: string, count: number, listed: readonly Listed[]): string[] {
  if (count === 0) return [];
  const rows = listed.map(({ line, decision }) => [
    `  line ${line}`,
    printable(decision.leadId, nameMax),
    printable(listedText(decision), 100),
  ]);
  const more = count - rows.length;
  const table = formatTable([left(''), left(''), left('')], rows).slice(1);
  return ['', `${heading} (${count})`, ...table, ...(more === 0 ? [] : [`  and ${more} more`])];
}

function listBadRows(tally: Tally): string[] {
  if (tally.bad === 0) return [];
  const lines = tally.badRows.map(({ line, field, expected, found }) => {
    const where = field === null ? '' : ` ${printable(field)}:`;
    return `  line ${line}:${where} expected ${printable(expected, 120)}, found ${printable(found, 120)}`;
  });
  const more = tally.bad - lines.length;
  return ['', `bad rows (${tally.bad})`, ...lines, ...(more === 0 ? [] : [`  and ${more} more`])];
}

/** The line that accounts for every row of the file. */
function totalLine(tally: Tally): string {
  const parts = shownOutcomes(tally).map((outcome) => `${tally.counts[outcome]} ${outcome}`);
  return `${tally.rows} rows in = ${[...parts, `${tally.bad} bad rows`].join(' + ')}`;
}

/** The report of a run: per rep, per rule, what was not assigned and why, and the total that adds up. */
export function summary(router: Router, state: RoutingState, tally: Tally): string {
  const rules = ruleTable(router, tally);
  return [
    ...repTable(router, state, tally),
    ...(rules.length === 0 ? [] : ['', ...rules]),
    ...(['held', 'nurtured', 'rejected', 'duplicate'] as const).flatMap((outcome) =>
      listLeads(outcome, tally.counts[outcome], tally.listed[outcome]),
    ),
    ...listBadRows(tally),
    '',
    totalLine(tally),
    '',
  ].join('\n');
}
