import { formatInstant } from '../core/civil.js';
import { type Amount, milliOf, minus, nothing } from './amount.js';
import type { ChanceResult } from './chance-test.js';
import { type ClassShare, classes, type FairnessReport, type ReasonCount, type RepFairness } from './fairness-types.js';
import { formatMilli, formatRatio } from './format-figures.js';
import { printable, textTable } from './text-table.js';

/** An amount with two places, rounded toward zero. */
const amount = (value: Amount): string =>
  value.whole < 0 ? formatMilli(-milliOf(minus(nothing, value)), 2) : formatMilli(milliOf(value), 2);

/** How somebody else came to have a lead. */
const skipTexts: { readonly [method: string]: string } = {
  sole: 'went to the only one eligible',
  deficit: 'another rep was owed more',
  quota_guard: 'another rep would have fallen a lead behind',
  deadline: 'another rep was due sooner',
  least_load: 'another rep was less loaded',
  best_match: 'another rep matched better',
  ledgers: 'another rep was owed more over several ledgers',
  batch: 'the batch as a whole came out fairer',
  custom: 'the custom strategy picked another rep',
  owner: 'went to its owner',
  manual: 'assigned by hand',
  earliest_owner: 'went back to an earlier owner',
};

const reasons = (heading: string, rows: readonly ReasonCount[], texts: { readonly [reason: string]: string }): string =>
  textTable(
    heading,
    ['why', 'leads'],
    rows.map(({ reason, count }) => [Object.hasOwn(texts, reason) ? texts[reason]! : reason, String(count)]),
  );

const classTable = (heading: string, rows: readonly ClassShare[]): string =>
  textTable(
    heading,
    ['', 'shared', 'owed', 'received'],
    rows.map(({ id, eligible, owed, received }) => [id ?? '-', String(eligible), amount(owed), String(received)]),
  );

function chanceText(chance: ChanceResult | null, quality: FairnessReport['quality']): string {
  if (chance === null) return `Luck: no lead could have gone either way`;
  const { got, leads, sum, expectedMilli, asGood, asBad, method } = chance;
  return [
    `Luck: ${got} of ${leads} leads, ${sum} ${quality} in all; ${formatMilli(expectedMilli, 2)} to be expected`,
    `  so good or better by chance: ${formatRatio(asGood)}; so bad or worse: ${formatRatio(asBad)} (${method})`,
  ].join('\n');
}

const creditTable = ({ credits }: RepFairness): string =>
  textTable(
    'Credits',
    ['at', 'leads', 'reason', 'by', 'until'],
    credits.map(({ at, leadsMilli, reason, by, expiresAt }) => [
      formatInstant(at),
      formatMilli(leadsMilli, 3),
      reason,
      by,
      expiresAt === null ? '-' : formatInstant(expiresAt),
    ]),
  );

function repText(rep: RepFairness, { quality }: FairnessReport): string {
  const { repId, considered, eligible, assigned, outside, declined, givenBack, takenOver, free, value } = rep;
  return [
    `Rep ${printable(repId)}`,
    `  ${considered} assignments in the rep's queues, eligible for ${eligible}; got ${assigned}, ${outside} of them without being eligible`,
    `  ${declined} declined, ${givenBack} moved on, ${takenOver} taken over, ${free} outside the ledgers`,
    `  value of leads: ${value.received} received, ${value.owed} owed, ${value.eligible} in all that the rep shared in`,
    chanceText(rep.chance, quality),
    reasons('Skipped, although eligible', rep.skipped, skipTexts),
    reasons('Not eligible', rep.ineligible, {}),
    ...classes.map((name) => classTable(`By ${name}`, rep.classes[name])),
    ...(rep.credits.length === 0 ? [] : [creditTable(rep)]),
  ].join('\n');
}

/**
 * A fairness report as text tables, the same on every runtime and in every locale. For data instead of text, the report
 * itself is plain JSON.
 *
 * @example
 * formatFairnessReport(fairnessReport(router, events)).includes('Ledger smb'); //=> true
 */
export function formatFairnessReport(report: FairnessReport): string {
  const { from, to, assignments, unread } = report;
  const since = from === null ? 'the first event' : formatInstant(from);
  const until = to === null ? 'the last event' : formatInstant(to);
  const ledgers = report.ledgers.map(({ ledgerId, reps, jain, largest }) =>
    textTable(
      `Ledger ${printable(ledgerId)}: evenness ${formatRatio(jain)}, largest difference ${amount(largest.difference)} (${printable(largest.repId)})`,
      ['rep', 'owed', 'credited', 'received', 'difference', 'leads'],
      reps.map((row) => [
        row.repId,
        amount(row.owed),
        amount(row.credited),
        amount(row.received),
        amount(row.difference),
        String(row.leads),
      ]),
    ),
  );
  return [
    `${assignments} assignments from ${since} to ${until}${unread === 0 ? '' : `; ${unread} could not be read`}`,
    ...ledgers,
    ...report.reps.map((rep) => repText(rep, report)),
    '',
  ].join('\n');
}
