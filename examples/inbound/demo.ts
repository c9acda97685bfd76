// npm run demo: a messy CSV of inbound leads, a policy a RevOps team could have written, who got what and why, a day of
// SLA clocks, and a check that everything adds up. Same output every time; exits with 1 if anything does not add up.

import { readFileSync } from 'node:fs';
import {
  compile,
  type Decision,
  type EpochMs,
  evolve,
  explain,
  type Facts,
  initialState,
  type LeadRecord,
  type Policy,
  type Router,
  type RoutingState,
  requirements,
  route,
} from 'fairlead';
import type { NormalizeOptions } from 'fairlead/normalize';
import { explanation } from '../../src/cli/explanation.js';
import { formatNumber } from '../../src/cli/format-number.js';
import { type Column, formatTable } from '../../src/cli/format-table.js';
import { makeLeads } from './make-leads.js';
import { type Day, playDay } from './play-day.js';
import { inFolder, type LeadFile, readLeads } from './read-leads.js';

const width = 100;
const instant = (text: string): EpochMs => Date.parse(text);
const iso = (at: EpochMs): string => new Date(at).toISOString().replace('.000Z', 'Z');
const clock = (at: EpochMs): string => new Date(at).toISOString().slice(11, 16);
const left = (heading: string): Column => ({ heading, align: 'left' });
const right = (heading: string): Column => ({ heading, align: 'right' });

/** 15:00 UTC on a Tuesday: 11:00 in New York, 08:00 in Los Angeles, 16:00 in Berlin, midnight in Tokyo. */
const now = instant('2026-03-10T15:00:00Z');
const dayStart = instant('2026-03-10T00:00:00Z');
const dayEnd = instant('2026-03-11T00:00:00Z');

const failures: string[] = [];

function check(text: string, holds: boolean): void {
  say(`  ${holds ? 'ok  ' : 'FAIL'} ${text}`);
  if (!holds) failures.push(text);
}

const lines: string[] = [];

/** Prints text, long lines broken at spaces and continued with their own indent. */
function say(text = ''): void {
  for (const line of text.split('\n')) {
    const indent = /^ */.exec(line)![0];
    let rest = line;
    while (rest.length > width) {
      const space = rest.lastIndexOf(' ', width);
      const cut = space > indent.length ? space : width;
      lines.push(rest.slice(0, cut).trimEnd());
      rest = `${indent}    ${rest.slice(cut).trimStart()}`;
    }
    lines.push(rest);
  }
}

const title = (text: string): void => say(`\n${text}\n${'-'.repeat(text.length)}`);

function readAccounts(): NonNullable<Facts['accountByDomain']> {
  const rows = readFileSync(inFolder('accounts.csv'), 'utf8').trim().split('\n').slice(1);
  return Object.fromEntries(
    rows.map((row) => {
      const [domain, accountId, ownerRepId] = row.split(',') as [string, string, string];
      return [domain, { accountId, ownerRepId }];
    }),
  );
}

interface Routed {
  readonly line: number;
  readonly decision: Decision;
  readonly record: LeadRecord;
}

/** Everything at one instant, in file order, as `fairlead route` does it. */
function routeAll(
  router: Router,
  accounts: NonNullable<Facts['accountByDomain']>,
  file: LeadFile,
): { routed: Routed[]; state: RoutingState } {
  let state = initialState(router);
  const seen = new Map<string, { readonly leadId: string; readonly repId: string | null }>();
  const routed = file.leads.map(({ line, lead }) => {
    const { domains, dedupeKeys } = requirements(router, lead);
    const known = dedupeKeys.filter((key) => seen.has(key));
    const facts: Facts = {
      accountByDomain: Object.fromEntries(
        domains.flatMap((domain) => (Object.hasOwn(accounts, domain) ? [[domain, accounts[domain]!]] : [])),
      ),
      leadByDedupeKey: Object.fromEntries(known.map((key) => [key, seen.get(key)!])),
    };
    const outcome = route(router, state, lead, now, { facts, trace: 'full' });
    state = outcome.state;
    if (known.length === 0)
      for (const key of dedupeKeys) seen.set(key, { leadId: lead.id, repId: outcome.record.repId });
    return { line, decision: outcome.decision, record: outcome.record };
  });
  return { routed, state };
}

const outcomeNames = ['assigned', 'held', 'nurtured', 'rejected', 'duplicate'] as const;
type OutcomeName = (typeof outcomeNames)[number] | 'offered';
const outcomeOf = (decision: Decision): OutcomeName =>
  decision.type === 'disposed' ? decision.disposition : decision.type;

/** What reps are owed and got, over the ledgers that count every lead of their queue. */
function repRows(router: Router, state: RoutingState, assigned: ReadonlyMap<string, number>): string[][] {
  const byId = new Map(router.policy.reps.map((rep) => [rep.id, rep]));
  const whole = Object.entries(state.ledgers).filter(([id]) => !id.endsWith('/hot'));
  return state.reps.ids.map((repId, index) => {
    let received = 0;
    let difference = 0;
    for (const [, ledger] of whole) {
      const at = ledger.ids.indexOf(repId);
      if (at < 0) continue;
      received += ledger.received[at]!;
      difference += ledger.balance[at]! / ledger.unit;
    }
    const rep = byId.get(repId)!;
    return [
      repId,
      String(rep.name ?? ''),
      String(rep.calendarId ?? ''),
      String(rep.weight ?? 1) + (rep.ramp === undefined ? '' : ' ramping'),
      String(assigned.get(repId) ?? 0),
      formatNumber(received + difference),
      String(received),
      formatNumber(difference, 'always'),
      String(state.reps.open[index]!),
    ];
  });
}

const repColumns = [
  left('rep'),
  left('name'),
  left('hours of'),
  left('weight'),
  right('assigned'),
  right('owed'),
  right('received'),
  right('difference'),
  right('open'),
];

function count<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return counts;
}

function showInstant(router: Router, file: LeadFile, routed: readonly Routed[], state: RoutingState): void {
  const counts = count(routed, ({ decision }) => outcomeOf(decision));
  title(`1  Everything at once, at ${iso(now)}`);
  const assigned = count(
    routed.flatMap(({ decision }) => (decision.type === 'assigned' ? [decision.repId] : [])),
    (repId) => repId,
  );
  say(formatTable(repColumns, repRows(router, state, assigned)).join('\n'));
  say();
  const rows = [...router.policy.rules.map(({ id }) => id), ''].map((ruleId) => {
    const ofRule = routed.filter(
      ({ decision }) => (decision.type === 'disposed' ? (decision.trace.ruleId ?? '') : decision.ruleId) === ruleId,
    );
    const of = count(ofRule, ({ decision }) => outcomeOf(decision));
    return [ruleId === '' ? '(before any rule)' : ruleId, ...outcomeNames.map((name) => String(of.get(name) ?? 0))];
  });
  say(formatTable([left('rule'), ...outcomeNames.map(right)], rows).join('\n'));
  say(`\nbad rows (${file.badRows.length})`);
  for (const { line, field, expected, found } of file.badRows) {
    say(`  line ${line}:${field === null ? '' : ` ${field}:`} expected ${expected}, found ${found}`);
  }
  const parts = outcomeNames.map((name) => `${counts.get(name) ?? 0} ${name}`);
  say(`\n${file.rowCount} rows in = ${[...parts, `${file.badRows.length} bad rows`].join(' + ')}`);
}

function explainSome(routed: readonly Routed[]): void {
  title('2  Why');
  const wanted: readonly (readonly [string, (item: Routed) => boolean])[] = [
    [
      'the fairest of several',
      ({ decision: { trace }, record }) => record.queueId === 'mid-market-europe' && (trace.pick?.eligible ?? 0) > 2,
    ],
    [
      'an account with an owner',
      ({ decision }) => decision.type === 'assigned' && decision.ruleId === 'named-accounts',
    ],
    ['held', ({ decision }) => decision.type === 'held' && decision.queueId === 'asia-pacific'],
    ['rejected', ({ decision }) => decision.type === 'disposed' && decision.disposition === 'rejected'],
    ['seen before', ({ decision }) => decision.type === 'disposed' && decision.disposition === 'duplicate'],
  ];
  for (const [heading, fits] of wanted) {
    const found = routed.find(fits);
    if (found === undefined) {
      failures.push(`no lead to explain: ${heading}`);
      continue;
    }
    const { lead } = found.record;
    const about = [
      lead.company,
      lead.country,
      lead.employees === null ? null : `${lead.employees.min}+ people`,
      lead.score.segment,
    ];
    say(`\n${heading}: line ${found.line}, ${about.filter((part) => part !== null).join(', ')}`);
    const text = heading.startsWith('the fairest') ? explanation(found.decision) : explain(found.decision);
    for (const line of text.split('\n')) say(line === '' ? '' : `  ${line}`);
  }
}

const hourColumns = [
  'hour',
  'in',
  'assigned',
  'held',
  'answered',
  'declined',
  'reminded',
  'escalated',
  'breached',
  'moved',
  'closed',
] as const;

function showDay(day: Day): void {
  title('3  The same leads over a day: arrivals, answers, SLA clocks');
  const rows = Array.from({ length: 24 }, (_, hour) => {
    const from = dayStart + hour * 3_600_000;
    const events = day.events.filter(({ at }) => at >= from && at < from + 3_600_000);
    const of = count(events, ({ type }) => type);
    const moved = events.filter((event) => event.type === 'lead_assigned' && event.cause === 'breach').length;
    const types = [
      'lead_received',
      'lead_assigned',
      'lead_held',
      'lead_responded',
      'lead_declined',
      'sla_reminded',
      'sla_escalated',
      'sla_breached',
    ];
    return [
      `${String(hour).padStart(2, '0')}:00`,
      ...types.map((type) => of.get(type) ?? 0),
      moved,
      of.get('lead_closed') ?? 0,
    ].map((cell) => (cell === 0 ? '·' : String(cell)));
  });
  say(
    formatTable(
      hourColumns.map((heading) => right(heading)),
      rows,
    ).join('\n'),
  );
  const answers = day.events
    .flatMap((event) => {
      if (event.type !== 'lead_responded') return [];
      const { owners } = day.records.get(event.leadId)!;
      const owner = owners.find(
        ({ repId, from, until }) => repId === event.repId && from <= event.at && (until === null || until >= event.at),
      );
      return owner === undefined ? [] : [(event.at - owner.from) / 60_000];
    })
    .sort((a, b) => a - b);
  say(
    `\n${answers.length} answers, half of them within ${formatNumber(answers[Math.floor(answers.length / 2)] ?? 0)} minutes of the assignment`,
  );
  const busiest = [...day.records.values()].sort(
    (a, b) => b.owners.length - a.owners.length || (a.leadId < b.leadId ? -1 : 1),
  )[0]!;
  say(`\nthe lead that changed hands most often, ${busiest.leadId}:`);
  for (const event of day.events.filter(({ leadId }) => leadId === busiest.leadId)) {
    const more = 'repId' in event ? ` ${event.repId}` : '';
    const why = 'cause' in event ? ` (${event.cause})` : '';
    say(`  ${clock(event.at)}  ${event.type.replaceAll('_', ' ')}${more}${why}`);
  }
}

/** What became of a lead by the end of the day. */
function standing({ status, disposition }: LeadRecord): OutcomeName {
  if (disposition === 'duplicate') return 'duplicate';
  return status === 'closed' ? 'assigned' : status;
}

/** Ledgers that decide, with how many reps share them; where open work decides, a ledger is kept but promises nothing. */
function promised(router: Router, state: RoutingState): { readonly off: number; readonly bound: number }[] {
  const fair = router.policy.queues.filter(({ strategy }) => strategy.type === 'fair_share');
  return Object.entries(state.ledgers).flatMap(([ledgerId, { balance, unit, ids }]) => {
    if (!fair.some(({ id }) => ledgerId === id || ledgerId.startsWith(`${id}/`))) return [];
    return [{ off: Math.max(...balance.map(Math.abs)) / unit, bound: Math.floor(ids.length / 2) }];
  });
}

function checkLedgers(name: string, router: Router, state: RoutingState): void {
  const sums = Object.values(state.ledgers).map(({ balance }) => balance.reduce((sum, part) => sum + part, 0));
  check(
    `${name}: the balances of each of ${sums.length} ledgers sum to exactly 0`,
    sums.every((sum) => sum === 0),
  );
  const promises = promised(router, state);
  const most = promises.reduce((worst, { off }) => Math.max(worst, off), 0);
  check(
    `${name}: nobody is more than floor(n/2) leads off (${promises.length} ledgers, the most is ${formatNumber(most)})`,
    promises.every(({ off, bound }) => off <= bound),
  );
}

function checkDay(router: Router, file: LeadFile, day: Day): void {
  const counts = count([...day.records.values()], standing);
  const parts = outcomeNames.map((name) => `${counts.get(name) ?? 0} ${name}`);
  const total = outcomeNames.reduce((sum, name) => sum + (counts.get(name) ?? 0), 0) + file.badRows.length;
  check(
    `day: ${file.rowCount} rows = ${[...parts, `${file.badRows.length} bad rows`].join(' + ')}`,
    total === file.rowCount,
  );
  checkLedgers('day', router, day.state);
  const open = count(
    [...day.records.values()].filter(({ status }) => status === 'assigned'),
    ({ repId }) => repId ?? '',
  );
  check(
    'day: open work per rep is the number of leads the rep has',
    day.state.reps.ids.every((repId, index) => day.state.reps.open[index] === (open.get(repId) ?? 0)),
  );
  const full = router.policy.reps.filter(
    (rep) => rep.capacity !== undefined && (day.highestOpen.get(rep.id) ?? 0) > rep.capacity,
  );
  check('day: nobody ever had more open leads than fit', full.length === 0);
  const milestones = day.events.flatMap((event) =>
    'milestone' in event ? [`${event.leadId} ${event.type} ${event.repId} ${event.milestone} ${event.at}`] : [],
  );
  check(
    `day: each of ${milestones.length} reminders, escalations and breaches happened once`,
    new Set(milestones).size === milestones.length,
  );
  let replayed = initialState(router);
  const records = new Map<string, LeadRecord>();
  for (const event of day.events) {
    const next = evolve(router, { state: replayed, record: records.get(event.leadId) ?? null }, event);
    replayed = next.state;
    if (event.leadId !== '') records.set(event.leadId, next.record);
  }
  check(
    `day: ${day.events.length} events replayed give the same state`,
    JSON.stringify(replayed) === JSON.stringify(day.state),
  );
  const same = [...day.records].every(
    ([leadId, record]) => JSON.stringify(records.get(leadId)) === JSON.stringify(record),
  );
  check(`day: and the same ${day.records.size} records`, same);
}

async function demo(): Promise<void> {
  const compiled = compile(JSON.parse(readFileSync(inFolder('policy.json'), 'utf8')) as Policy);
  if (!compiled.ok) throw new Error(compiled.error.map(({ message }) => message).join('; '));
  const router = compiled.value;
  const file = await readLeads(inFolder('leads.csv'), (router.policy.normalize ?? {}) as NormalizeOptions);
  const accounts = readAccounts();
  say(
    `fairlead: ${file.rowCount} rows, ${router.policy.reps.length} reps, ${router.policy.queues.length} queues, ${router.policy.rules.length} rules, policy ${router.fingerprint}`,
  );

  const { routed, state } = routeAll(router, accounts, file);
  showInstant(router, file, routed, state);
  explainSome(routed);

  // rows whose time nobody can tell arrive one after another from 09:00 UTC on
  const untimed = file.leads.filter(({ lead }) => lead.createdAt === null);
  const arrivals = [
    ...file.leads.flatMap(({ lead }) => (lead.createdAt === null ? [] : [{ lead, at: lead.createdAt }])),
    ...untimed.map(({ lead }, index) => ({ lead, at: instant('2026-03-10T09:00:00Z') + index * 240_000 })),
  ];
  const breaks = [
    { repId: 'ada-quint', from: instant('2026-03-10T15:30:00Z'), until: instant('2026-03-10T16:45:00Z') },
  ];
  const day = playDay(router, accounts, arrivals, breaks, dayEnd);
  showDay(day);

  title('4  Does it add up?');
  check('leads.csv is what make-leads.ts makes', readFileSync(inFolder('leads.csv'), 'utf8') === makeLeads());
  check('at once: every row is a decision or a bad row', routed.length + file.badRows.length === file.rowCount);
  checkLedgers('at once', router, state);
  checkDay(router, file, day);
  say(failures.length === 0 ? '\neverything adds up' : `\n${failures.length} things do not add up`);
}

await demo();
process.stdout.write(`${lines.join('\n')}\n`);
if (failures.length > 0) process.exitCode = 1;
