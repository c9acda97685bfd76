import { err, ok, type Result } from '../core/result.js';
import { dayMs, type EpochMs } from '../core/time.js';
import type { Lead, RawLead, ScoredLead } from '../lead/index.js';
import type { Router } from '../policy/index.js';
import {
  type Decision,
  type EarlierLead,
  type Facts,
  type LeadRecord,
  type RoutingState,
  requirements,
  route,
} from '../router/index.js';
import type { BadRow, CsvRow } from './csv-types.js';
import { type LeadColumns, toRawLead } from './lead-columns.js';
import type { Accounts } from './load-accounts.js';
import { withNumbers } from './number-fields.js';
import { printable } from './printable.js';
import { readInstant } from './read-instant.js';

/** Everything a run routes with, and what it has seen so far. */
export interface Routing {
  readonly router: Router;
  readonly columns: LeadColumns;
  readonly normalize: (raw: RawLead) => Lead;
  readonly accounts: Accounts;
  readonly now: EpochMs;
  readonly zone: string | null;
  readonly explainId: string | null;
  /** Own fields that the policy compares with numbers. */
  readonly numbers: ReadonlySet<string>;
  readonly seen: Seen;
  state: RoutingState;
  /** The lead to explain, as it was scored. */
  explainedLead: ScoredLead | null;
}

/** Leads of this file: the lines of their ids, and who has which dedupe key. The only thing that grows with the file. */
export interface Seen {
  readonly lineOfId: Map<string, number>;
  readonly leadOfKey: Map<string, EarlierLead & { readonly at: EpochMs }>;
}

const bad = (row: BadRow): Result<never, BadRow> => err(row);

/** When a row is routed: at its own instant in a replay, else at the run's. */
function readClock({ columns, now, zone }: Routing, row: CsvRow & { type: 'cells' }): Result<EpochMs, BadRow> {
  if (columns.clockAt < 0) return ok(now);
  const field = columns.names[columns.clockAt]!;
  const text = row.cells[columns.clockAt]!;
  const { line } = row;
  if (text.trim() === '') {
    return bad({ line, field, expected: 'an instant such as `2026-03-02T09:00:00Z`', found: 'an empty cell' });
  }
  const read = readInstant(text, zone);
  if (read.ok) return ok(read.value.at);
  const [expected, found] = read.error.replace(/^expected /, '').split(', found ');
  return bad({ line, field, expected: expected!, found: found! });
}

type Needs = ReturnType<typeof requirements>;

const known = <T>(keys: readonly string[], values: ReadonlyMap<string, T>): { readonly [key: string]: T } =>
  Object.fromEntries(keys.filter((key) => values.has(key)).map((key) => [key, values.get(key)!]));

/** The facts one lead needs, out of what is known. */
const factsFor = ({ accounts, seen }: Routing, needs: Needs): Facts => ({
  accountByDomain: known(needs.domains, accounts),
  leadByDedupeKey: known(needs.dedupeKeys, seen.leadOfKey),
});

/**
 * The first lead with a key is the one that later ones are duplicates of, until it is older than the policy's window. A
 * duplicate stands for the lead that it repeats, an unusable one for nobody.
 */
function remember(
  { router, seen: { leadOfKey } }: Routing,
  needs: Needs,
  { leadId, repId, reason, at }: LeadRecord,
): void {
  if (reason?.code === 'lead.invalid_field') return;
  const { windowDays } = router.policy.duplicates ?? {};
  const since = windowDays === undefined ? Number.NEGATIVE_INFINITY : at - windowDays * dayMs;
  for (const key of needs.dedupeKeys) {
    const known = leadOfKey.get(key);
    if (known !== undefined && known.at >= since) continue;
    leadOfKey.set(key, { leadId: reason?.code === 'lead.duplicate' ? reason.ofLeadId : leadId, repId, at });
  }
}

function routeLead(routing: Routing, raw: RawLead, now: EpochMs): Decision {
  const { router, state } = routing;
  const lead = withNumbers(routing.normalize(raw), routing.numbers);
  const needs = requirements(router, lead);
  const trace = raw.id === routing.explainId ? 'full' : 'counts';
  const outcome = route(router, state, lead, now, { facts: factsFor(routing, needs), trace });
  routing.state = outcome.state;
  remember(routing, needs, outcome.record);
  if (raw.id === routing.explainId) routing.explainedLead = outcome.record.lead;
  return outcome.decision;
}

/** Routes one row and moves the state on, or says why the row cannot be used. */
export function routeRow(routing: Routing, row: CsvRow): Result<Decision, BadRow> {
  if (row.type === 'bad') return bad({ line: row.line, field: row.field, expected: row.expected, found: row.found });
  const { line, cells } = row;
  const { columns, seen } = routing;
  if (cells.every((cell) => cell.trim() === '')) {
    return bad({ line, field: null, expected: 'a value in some column', found: 'only empty cells' });
  }
  const raw = toRawLead(columns, line, cells);
  const earlier = seen.lineOfId.get(raw.id);
  if (earlier !== undefined) {
    const field = columns.names[columns.idAt] ?? 'id';
    return bad({ line, field, expected: 'an id of its own', found: `\`${printable(raw.id)}\`, as in line ${earlier}` });
  }
  const now = readClock(routing, row);
  if (!now.ok) return now;
  seen.lineOfId.set(raw.id, line);
  try {
    return ok(routeLead(routing, raw, now.value));
  } catch (error) {
    // no lead may make routing throw; should one do so all the same, the others still have their way
    const found = error instanceof Error ? error.message : String(error);
    return bad({
      line,
      field: null,
      expected: 'a lead that can be routed',
      found: `the fault ${printable(found, 100)}`,
    });
  }
}
