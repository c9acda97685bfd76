// npm run demo:sla-day: a day of a small team, minute by minute, through the runner and the store in memory. Every event
// is told in a sentence, and at the end everything has to add up; exits with 1 where it does not.
import { readFileSync } from 'node:fs';
import {
  compileOrThrow,
  type EpochMs,
  evolve,
  formatInstant,
  type Input,
  initialState,
  type LeadRecord,
  type Policy,
  type RoutingEvent,
} from 'fairlead';
import { describeEvent, eventGuide } from 'fairlead/events';
import { foldMetrics, metricsReport } from 'fairlead/metrics';
import { normalizeLead } from 'fairlead/normalize';
import { createRunner, memoryStore } from 'fairlead/runtime';
import { formatTable } from '../../src/cli/format-table.js';
import { accounts, type Deed, visitors } from './day.js';

const minuteMs = 60_000;
const scope = 'inbound-team';
const midnight = Date.UTC(2026, 2, 10);
const instant = (clock: string): EpochMs => Date.parse(`2026-03-10T${clock}:00Z`);
const clockOf = (at: EpochMs): string => formatInstant(at).slice(11, 16);

const policy = JSON.parse(readFileSync(new URL('policy.json', import.meta.url), 'utf8')) as Policy;
const router = compileOrThrow(policy);
const store = memoryStore();
let now: EpochMs = midnight;
const runner = createRunner({
  router,
  store,
  clock: { now: () => now },
  loadFacts: async ({ domains }) => ({
    accountByDomain: Object.fromEntries(
      domains.flatMap((domain) => (accounts[domain] === undefined ? [] : [[domain, accounts[domain]]])),
    ),
  }),
});

// ── the day ───────────────────────────────────────────────────────────────────────────────────────────────────────

/** What is to happen, minute by minute. */
const agenda = new Map<EpochMs, (() => Promise<unknown>)[]>();
const plan = (at: EpochMs, run: () => Promise<unknown>): void => {
  agenda.set(at, [...(agenda.get(at) ?? []), run]);
};

const recordOf = async (leadId: string): Promise<LeadRecord> => (await store.load(scope, [leadId])).records[0]!;

/** The owner does it, where it still is the owner. The id makes it safe to send again. */
async function perform(leadId: string, repId: string, epoch: number, { input, after }: Deed): Promise<void> {
  if ((await recordOf(leadId)).epoch !== epoch) return;
  const own = ['respond', 'accept', 'decline'].includes(input.type) ? { repId } : {};
  const dated = input.type === 'activity' ? { activity: { ...input.activity, at: now } } : {};
  await runner.advance(scope, leadId, {
    ...input,
    ...own,
    ...dated,
    id: `${leadId}/${epoch}/${repId}/${after}`,
    epoch,
  } as Input);
}

const planAll = (leadId: string, repId: string, epoch: number, since: EpochMs, deeds: readonly Deed[] = []): void => {
  for (const deed of deeds) {
    const at = Math.ceil((since + deed.after * minuteMs) / minuteMs) * minuteMs;
    plan(at, () => perform(leadId, repId, epoch, deed));
  }
};

/** Whoever gets a lead, or is asked first, does what the script says of its so-manieth owner, or of those asked. */
async function react(event: RoutingEvent): Promise<void> {
  if (event.type !== 'lead_assigned' && event.type !== 'lead_offered') return;
  const { leadId, at } = event;
  const { epoch } = await recordOf(leadId);
  const { owners, asked = [] } = visitors.find(({ raw }) => raw.id === leadId)!;
  if (event.type === 'lead_assigned') planAll(leadId, event.repId, epoch, at, owners[epoch - 1]);
  else if (event.round === 1)
    for (const [k, repId] of event.repIds.entries()) planAll(leadId, repId, epoch, at, asked[k]);
}

for (const { at, raw, later = [] } of visitors) {
  plan(instant(at), () => runner.route(scope, normalizeLead(raw)));
  for (const { at: then, activity } of later) {
    plan(instant(then), () =>
      runner.advance(scope, raw.id, {
        type: 'activity',
        activity: { type: activity, at: now },
        id: `${raw.id}/${then}`,
      }),
    );
  }
}

const events: RoutingEvent[] = [];
for (now = midnight; now < midnight + 24 * 60 * minuteMs; now += minuteMs) {
  for (const run of agenda.get(now) ?? []) await run();
  // what a scheduler does every minute: due clocks first, then leads that wait
  await runner.sweep(scope);
  const fresh = await store.events(scope, events.length, 1_000);
  events.push(...fresh);
  for (const event of fresh) await react(event);
}

// ── what happened ─────────────────────────────────────────────────────────────────────────────────────────────────

const people = {
  rep: 'rep',
  manager: 'manager',
  lead: 'lead',
  marketing: 'marketing',
  named: 'whom it names',
} as const;
const told = (event: RoutingEvent): string => {
  const { tell } = eventGuide[event.type];
  const whom = event.type === 'lead_held' && !event.afterHours ? [] : tell;
  return whom.length === 0 ? '' : `  [tell: ${whom.map((audience) => people[audience]).join(', ')}]`;
};

console.log(
  `Tuesday, 10 March 2026, UTC: ${visitors.length} leads, ${policy.reps.length} reps in London and New York\n`,
);
for (const event of events) console.log(`${clockOf(event.at)}  ${describeEvent(event)}${told(event)}`);

const records = (
  await store.load(
    scope,
    visitors.map(({ raw }) => raw.id),
  )
).records;
const { state } = await store.load(scope, []);
const metrics = foldMetrics(events);
const report = metricsReport(metrics, { router });
const minutes = (ms: number | null): string => (ms === null ? '–' : String(Math.round(ms / minuteMs)));

console.log('\nWho got what\n');
const columns = [
  'rep',
  'assigned',
  'answered',
  'median min',
  'declined',
  'reminded',
  'breached',
  'converted',
  'value',
  'open',
];
console.log(
  formatTable(
    columns.map((heading, index) => ({ heading, align: index === 0 ? 'left' : 'right' })),
    report.by.rep
      .filter(({ id }) => id !== null)
      .map(({ id, counters, times }) =>
        [
          id!,
          counters.assigned,
          counters.responded,
          minutes(times.response.medianMs),
          counters.declined,
          counters.reminded,
          counters.breached,
          counters.converted,
          counters.value,
          state!.reps.open[state!.reps.ids.indexOf(id!)]!,
        ].map(String),
      ),
  ).join('\n'),
);

// ── does it add up? ───────────────────────────────────────────────────────────────────────────────────────────────

let failures = 0;
function check(text: string, holds: boolean): void {
  if (!holds) failures += 1;
  console.log(`  ${holds ? 'ok  ' : 'FAIL'} ${text}`);
}
const sum = (parts: readonly number[]): number => parts.reduce((total, part) => total + part, 0);
const of = <T extends RoutingEvent['type']>(type: T): readonly RoutingEvent<T>[] =>
  events.filter((event) => event.type === type) as unknown as readonly RoutingEvent<T>[];
const inStatus = (status: string): number => records.filter((record) => record.status === status).length;
const addsUp = (text: string, whole: number, parts: readonly (readonly [string, number])[]): void =>
  check(
    `${whole} ${text} = ${parts.map(([name, count]) => `${count} ${name}`).join(' + ')}`,
    whole === sum(parts.map(([, count]) => count)),
  );

console.log('\nDoes it add up?\n');
addsUp(
  'leads',
  visitors.length,
  ['assigned', 'offered', 'held', 'nurtured', 'rejected', 'closed'].map((status) => [status, inStatus(status)]),
);
addsUp('times asked', sum(of('lead_offered').map(({ repIds }) => repIds.length)), [
  ['accepted', of('lead_assigned').filter(({ method }) => method === 'accepted').length],
  ['declined', of('offer_declined').length],
  ['ran out', of('offer_lapsed').length],
  ['revoked', sum(of('offers_revoked').map(({ repIds }) => repIds.length))],
]);
/** How an assignment ends: by an event that comes while the lead has an owner. */
const owned = new Map<string, boolean>();
const endedBy = new Map<string, number>();
for (const { leadId, type } of events) {
  const ends = ['lead_declined', 'lead_taken_back', 'lead_nurtured', 'lead_rejected', 'lead_closed'].includes(type);
  if (ends && owned.get(leadId)) endedBy.set(type, (endedBy.get(type) ?? 0) + 1);
  if (ends) owned.set(leadId, false);
  if (type === 'lead_assigned') owned.set(leadId, true);
}
addsUp('assignments', of('lead_assigned').length, [
  ...[...endedBy].map(([type, count]) => [type.replace('lead_', '').replaceAll('_', ' '), count] as const),
  ['still there', inStatus('assigned')],
]);
addsUp(
  'assignments',
  sum(records.map(({ epoch }) => epoch)),
  report.by.rep.filter(({ id }) => id !== null).map(({ id, counters }) => [id!, counters.assigned]),
);
addsUp(
  'won',
  sum(of('lead_closed').map(({ value }) => value ?? 0)),
  report.by.source.map(({ id, counters }) => [`from ${id}`, counters.value]),
);
check(
  `${events.length} events, numbered without a gap`,
  events.every(({ seq }, index) => seq === index + 1),
);
check(
  'open work is the number of leads that each rep has',
  state!.reps.ids.every(
    (repId, index) =>
      state!.reps.open[index] ===
      records.filter((record) => record.status === 'assigned' && record.repId === repId).length,
  ),
);
check(
  'the balances of each ledger sum to exactly 0',
  Object.values(state!.ledgers).every(({ balance }) => sum(balance) === 0),
);
const fired = (['sla_reminded', 'sla_escalated', 'sla_breached'] as const).flatMap((type) =>
  of(type).map(({ leadId, repId, targetId, milestone }) => [type, leadId, repId, targetId, milestone].join(' ')),
);
check(`${fired.length} milestones fired, each once`, new Set(fired).size === fired.length);
let folded: { readonly state: typeof state & object; readonly record: LeadRecord | null } = {
  state: initialState(router),
  record: null,
};
const refolded = new Map<string, LeadRecord>();
for (const event of events) {
  folded = evolve(router, { state: folded.state, record: refolded.get(event.leadId) ?? null }, event);
  if (folded.record !== null) refolded.set(event.leadId, folded.record);
}
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
check('folding the events gives the stored state', same(folded.state, state));
check(
  'and the stored records',
  records.every((record) => same(refolded.get(record.leadId), record)),
);

console.log(failures === 0 ? '\neverything adds up' : `\n${failures} things do not add up`);
process.exitCode = failures === 0 ? 0 : 1;
