import { compareText } from '../core/compare.js';
import type { Router, RoutingEvent } from '../router/index.js';
import { compareAmounts, milliOf, minus, plus, sizeOf } from './amount.js';
import { chanceTest, type Stratum } from './chance-test.js';
import { countFairness } from './count-fairness.js';
import { type FairnessTally, newFairnessTally, type RepTally, repOf } from './fairness-tally.js';
import {
  type ClassShare,
  classes,
  type FairnessOptions,
  type FairnessReport,
  type LedgerFairness,
  type LedgerShare,
  type ReasonCount,
  type RepFairness,
} from './fairness-types.js';
import { jainIndex } from './ratio.js';
import { replayEvents } from './replay.js';
import { compareKeys } from './tally.js';

const sorted = <T>(map: ReadonlyMap<string, T>): [string, T][] => [...map].sort(([a], [b]) => compareText(a, b));

function ledgerOf(
  ledgerId: string,
  shares: FairnessTally['ledgers'] extends Map<string, infer S> ? S : never,
): LedgerFairness {
  const reps = sorted(shares).map(
    ([repId, { owed, received, credited, leads }]): LedgerShare => ({
      ledgerId,
      repId,
      owed,
      received,
      credited,
      difference: minus(plus(owed, credited), received),
      leads,
    }),
  );
  const fulfilled = reps.flatMap(({ owed, received }) =>
    milliOf(owed) <= 0 ? [] : [Math.max(0, Math.floor((milliOf(received) * 1_000) / milliOf(owed)))],
  );
  const larger = (a: LedgerShare, b: LedgerShare): LedgerShare =>
    compareAmounts(sizeOf(b.difference), sizeOf(a.difference)) > 0 ? b : a;
  return { ledgerId, reps, jain: jainIndex(fulfilled), largest: reps.reduce(larger) };
}

/** Most frequent first. */
const reasonsOf = (counts: ReadonlyMap<string, number>): readonly ReasonCount[] =>
  [...counts]
    .map(([reason, count]) => ({ reason, count }))
    .sort((a, b) => b.count - a.count || compareText(a.reason, b.reason));

/** The pools that a rep shared in, with the leads that it got of each. */
const strataOf = ({ pools }: FairnessTally, repId: string): readonly Stratum[] =>
  sorted(pools).flatMap(([, { repIds, qualities, owners }]) =>
    repIds.has(repId) ? [{ qualities, got: owners.flatMap((owner, place) => (owner === repId ? [place] : [])) }] : [],
  );

const classRows = (rows: RepTally['classes'][keyof RepTally['classes']]): readonly ClassShare[] =>
  [...rows].sort(([a], [b]) => compareKeys(a, b)).map(([id, row]) => ({ id, ...row }));

function repRow(
  tally: FairnessTally,
  repId: string,
  ledgers: readonly LedgerFairness[],
  options: FairnessOptions,
): RepFairness {
  const { considered, eligible, assigned, outside, skipped, ineligible, declined, givenBack, takenOver, ...more } =
    repOf(tally, repId);
  const { free, credits, value } = more;
  return {
    repId,
    considered,
    eligible,
    assigned,
    outside,
    skipped: reasonsOf(skipped),
    ineligible: reasonsOf(ineligible),
    declined,
    givenBack,
    takenOver,
    free,
    credits,
    ledgers: ledgers
      .filter(({ ledgerId }) => !tally.teamLedgers.has(ledgerId))
      .flatMap(({ reps }) => reps.filter((share) => share.repId === repId)),
    classes: Object.fromEntries(classes.map((name) => [name, classRows(more.classes[name])])) as RepFairness['classes'],
    value: { eligible: value.eligible, owed: Math.floor(value.owedMilli / 1_000), received: value.received },
    chance: chanceTest(strataOf(tally, repId), options),
  };
}

/**
 * What settles a dispute about shares: per ledger and rep what was owed, received, credited; per rep the leads it could
 * have had and who got them, why it could not have the others, its part of every class of leads, and whether the leads it
 * got were worse than luck explains. Shares come from folding the events with `evolve`, so they are the router's own.
 *
 * The figures are those of the events given: from the first event of a scope they are complete. Given a part, pass the
 * `state` before it and the `records` of leads under way; without them, reasons are `unknown` and assignments of older
 * leads `unread`. Policies that were in force before go into `earlier`. O(events · members of a queue), and
 * O(draws · leads) per rep.
 *
 * @param router - of the policy in force
 * @param events - of one scope, in the order of `seq`
 * @param repId - only this rep's row; default: everybody's. The ledgers show all reps in any case
 * @returns plain JSON; `formatFairnessReport` makes a text of it
 * @example
 * const report = fairnessReport(router, events, 'bo');
 * report.reps[0]?.skipped; //=> [{ reason: 'deficit', count: 1 }]
 */
export function fairnessReport(
  router: Router,
  events: Iterable<RoutingEvent>,
  repId?: string,
  options: FairnessOptions = {},
): FairnessReport {
  const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = options;
  const tally = newFairnessTally(repId ?? null);
  const unread = replayEvents(router, events, options, (step) => {
    if (step.event.at >= from && step.event.at < to) countFairness(tally, step, options);
  });
  const ledgers = sorted(tally.ledgers).map(([ledgerId, shares]) => ledgerOf(ledgerId, shares));
  const repIds = repId === undefined ? [...tally.reps.keys()].sort(compareText) : [repId];
  return {
    from: options.from ?? null,
    to: options.to ?? null,
    quality: options.quality ?? 'points',
    assignments: tally.assignments,
    unread,
    ledgers,
    reps: repIds.map((id) => repRow(tally, id, ledgers, options)),
  };
}
