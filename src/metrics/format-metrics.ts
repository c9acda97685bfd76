import { formatDate, formatInstant } from '../core/civil.js';
import { dayMs, hourMs } from '../core/time.js';
import { formatDuration, formatMilli, formatRatio } from './format-figures.js';
import { dimensions, type Metrics } from './metrics.js';
import { type Figures, type MetricsReport, type MetricsReportOptions, metricsReport } from './metrics-report.js';
import { textTable } from './text-table.js';

const nameOf = (id: string | null): string => id ?? '-';

type Column = readonly [heading: string, cell: (row: Figures) => string];

const speed: readonly Column[] = [
  ['assigned', ({ counters }) => String(counters.assigned)],
  ['answered', ({ counters }) => String(counters.responded)],
  ['median', ({ times }) => formatDuration(times.response.medianMs)],
  ['p90', ({ times }) => formatDuration(times.response.p90Ms)],
  ['lead waits, median', ({ times }) => formatDuration(times.firstResponse.medianMs)],
  ['p90', ({ times }) => formatDuration(times.firstResponse.p90Ms)],
];

const rates: readonly Column[] = [
  ['accepted', ({ acceptance }) => formatRatio(acceptance)],
  ['declined', ({ decline }) => formatRatio(decline)],
  ['reassigned', ({ reassignment }) => formatRatio(reassignment)],
  ['reminded', ({ reminder }) => formatRatio(reminder)],
  ['breached', ({ breach }) => formatRatio(breach)],
  ['misrouted', ({ misroute }) => formatRatio(misroute)],
];

const results: readonly Column[] = [
  ['received', ({ counters }) => String(counters.received)],
  ['converted', ({ counters }) => String(counters.converted)],
  ['lost', ({ counters }) => String(counters.lost)],
  ['conversion', ({ conversion }) => formatRatio(conversion)],
  ['value', ({ counters }) => String(counters.value)],
  ['value per lead', ({ valuePerLead }) => (valuePerLead === null ? '-' : String(valuePerLead))],
  ['cycle, median', ({ times }) => formatDuration(times.cycle.medianMs)],
];

const waits: readonly Column[] = [
  ['held', ({ counters }) => String(counters.held)],
  ['after hours', ({ counters }) => String(counters.afterHours)],
  ['for owner', ({ counters }) => String(counters.awaitingOwner)],
  ['wait, median', ({ times }) => formatDuration(times.wait.medianMs)],
  ['p90', ({ times }) => formatDuration(times.wait.p90Ms)],
  ['assigned, median', ({ times }) => formatDuration(times.inAssigned.medianMs)],
  ['resting, median', ({ times }) => formatDuration(times.inNurtured.medianMs)],
];

function section(report: MetricsReport, heading: string, columns: readonly Column[]): string {
  const cells = (name: string, row: Figures): readonly string[] => [name, ...columns.map(([, cell]) => cell(row))];
  const rows = dimensions.flatMap((dimension) =>
    report.by[dimension].map((row) => cells(`${dimension} ${nameOf(row.id)}`, row)),
  );
  return textTable(heading, ['', ...columns.map(([name]) => name)], [cells('all', report.total), ...rows]);
}

const yesNo = (value: boolean | null): string => (value === null ? '-' : value ? 'yes' : 'no');

/** Leads per hour of the day, in UTC, over all days. */
function hoursOfDay({ arrivals }: MetricsReport): readonly (readonly string[])[] {
  const leads = new Array<number>(24).fill(0);
  for (const [at, count] of arrivals.hours) leads[Math.floor(at / hourMs) - Math.floor(at / dayMs) * 24]! += count;
  return leads.flatMap((count, hour) => (count === 0 ? [] : [[`${String(hour).padStart(2, '0')}:00`, String(count)]]));
}

const span = ({ from, until, events }: MetricsReport): string =>
  from === null || until === null ? 'no events' : `${events} events, ${formatInstant(from)} to ${formatInstant(until)}`;

/**
 * Metrics as text tables, for people: the same text on every runtime and in every locale. Ids are shown as they are,
 * but for control characters; `-` stands for none.
 *
 * @param options - as for `metricsReport`
 * @example
 * formatMetrics(foldMetrics(events)).split('\n')[1]; //=> 'open: 1 assigned, 0 held, 0 nurtured'
 */
export function formatMetrics(metrics: Metrics, options: MetricsReportOptions = {}): string {
  const report = metricsReport(metrics, options);
  const { open } = report;
  return [
    span(report),
    `open: ${open.assigned} assigned, ${open.held} held, ${open.nurtured} nurtured`,
    '',
    section(report, 'Speed to lead', speed),
    section(report, 'Assignments', rates),
    section(report, 'Results', results),
    section(report, 'Waiting', waits),
    textTable(
      'Load',
      ['rep', 'open on average', 'capacity', 'in use', 'open now', 'full in'],
      report.loads.map(({ repId, meanOpenMilli, capacity, utilisationMilli, openUnits, timeToCapacityMs }) => [
        nameOf(repId),
        formatMilli(meanOpenMilli, 2),
        capacity === null ? '-' : String(capacity),
        formatRatio(utilisationMilli === null ? null : { of: utilisationMilli, outOf: 1_000 }),
        String(openUnits),
        formatDuration(timeToCapacityMs),
      ]),
    ),
    textTable(
      'Evenness of assignments',
      ['queue', 'assigned', 'Jain', 'Gini', 'least', 'most', 'off by weight'],
      report.balance.map(({ queueId, assigned, jain, gini, least, most, largestOffMilli }) => [
        nameOf(queueId),
        ...[String(assigned), formatRatio(jain), formatRatio(gini), String(least), String(most)],
        formatMilli(largestOffMilli, 2),
      ]),
    ),
    textTable(
      'Bottlenecks',
      ['rule', 'leads', 'assigned', 'elsewhere', 'nobody', 'elsewhere', 'nobody'],
      report.bottlenecks.map(({ ruleId, leads, assigned, failedOver, unmatched, failover, noMatch }) => [
        nameOf(ruleId),
        ...[String(leads), String(assigned), failedOver === null ? '-' : String(failedOver), String(unmatched)],
        ...[formatRatio(failover), formatRatio(noMatch)],
      ]),
    ),
    textTable(
      'Rules and queues',
      ['rule → queue', 'assigned', 'held', 'failover'],
      report.flow.map(({ ruleId, queueId, assigned, held, failover }) => [
        `${nameOf(ruleId)} → ${nameOf(queueId)}`,
        String(assigned),
        String(held),
        yesNo(failover),
      ]),
    ),
    textTable(
      'Arrivals by day (UTC)',
      ['day', 'leads'],
      report.arrivals.days.map(([at, leads]) => [formatDate(Math.floor(at / dayMs)), String(leads)]),
    ),
    textTable('Arrivals by hour (UTC)', ['hour', 'leads'], hoursOfDay(report)),
    '',
  ].join('\n');
}
