import { gcd } from '../core/integer.js';
import { indexOfSorted } from '../core/sorted.js';
import { createScratch, ledgerUnit } from '../distribute/index.js';
import { type CompiledRep, compileMembers, leadTest, startOf } from '../match/index.js';
import { compilePickers } from './compile-pickers.js';
import type { ZonedCalendar } from './compile-reps.js';
import type { CompiledLedger, CompiledQueue, LedgerUse, Ramp, TeamLedger } from './compiled.js';
import { type Path, quote, type Report } from './diagnostic.js';
import type { Extensions } from './extensions.js';
import { countIn, countMax, ledgerRows, unitsIn, valueScale } from './lead-values.js';
import type { Policy, Queue } from './types.js';

/** What compiling queues reads. */
interface QueueSources {
  readonly reps: readonly CompiledRep[];
  readonly repIndex: ReadonlyMap<string, number>;
  readonly calendars: ReadonlyMap<string, ZonedCalendar>;
  readonly extensions: Extensions;
  readonly report: Report;
}

/** Ramped weights are counted in hundredths. */
const rampScale = 100;

const groupOf = (queue: Queue): string => queue.ledger ?? queue.id;

const indexesOf = (queue: Queue, { repIndex }: QueueSources): readonly number[] =>
  queue.repIds.map((repId) => repIndex.get(repId)!);

const isRamped = (rep: CompiledRep): boolean => rep.spec.ramp !== undefined;

/** Weights by rep index: hundredths where somebody in the queue is ramping up, else the smallest whole numbers. */
function weightsOf(queue: Queue, sources: QueueSources): ReadonlyMap<number, number> {
  const weights = new Map(
    indexesOf(queue, sources).map((rep) => {
      const { spec } = sources.reps[rep]!;
      const own = queue.weights !== undefined && Object.hasOwn(queue.weights, spec.id);
      return [rep, own ? queue.weights[spec.id]! : (spec.weight ?? 1)];
    }),
  );
  const ramped = [...weights.keys()].some((rep) => isRamped(sources.reps[rep]!));
  const divisor = [...weights.values()].reduce(gcd, 0);
  return new Map([...weights].map(([rep, weight]) => [rep, ramped ? weight * rampScale : weight / divisor]));
}

const sum = (values: Iterable<number>): number => [...values].reduce((total, value) => total + value, 0);

/** Whether queues that name the same ledger count the same in it. */
function measuredAlike(queues: readonly Queue[]): boolean {
  const measures = new Map<string, string>();
  return queues.every((queue) =>
    ledgerRows(queue).every(({ id, by }) => {
      const measure = by === 'value' ? `value ${valueScale(queue).valueUnit}` : by;
      const known = measures.get(id) ?? measure;
      measures.set(id, known);
      return known === measure;
    }),
  );
}

/** The ledgers that a group of queues shares, by id. One group has one set of members and one unit. */
function compileGroup(
  group: string,
  queues: readonly Queue[],
  sources: QueueSources,
  path: Path,
): readonly CompiledLedger[] | null {
  const members = new Set(queues.flatMap((queue) => indexesOf(queue, sources)));
  const weights = queues.map((queue) => [...weightsOf(queue, sources).values()]);
  // room for as many leavers as there are members: their balances stay in the ledger
  const most = Math.max(...queues.flatMap((queue) => ledgerRows(queue).map(({ by }) => countMax(queue, by))));
  const unit = ledgerUnit(Math.max(...weights.map(sum)), Math.max(...weights.flat()), most, 2 * members.size);
  if (unit === null) {
    const what = most === 1 ? 'weights are' : 'weights times the values are';
    sources.report.error('policy.limit', path, `the ${what} too large to be shared out exactly: use smaller ones`);
    return null;
  }
  if (!measuredAlike(queues)) {
    sources.report.error('policy.measure', path, `the queues that share ledger ${quote(group)} measure it differently`);
    return null;
  }
  const ids = new Set(queues.flatMap((queue) => ledgerRows(queue).map(({ id }) => id)));
  const reps = Int32Array.from(members).sort();
  const repIds = Array.from(reps, (rep) => sources.reps[rep]!.spec.id);
  return [...ids].map((id) => ({ id: id === '' ? group : `${group}/${id}`, reps, repIds, unit }));
}

/** All ledgers by id; null where weights are too large, which the report says. */
export function compileLedgers(policy: Policy, sources: QueueSources): ReadonlyMap<string, CompiledLedger> | null {
  const groups = new Map<string, Queue[]>();
  for (const queue of policy.queues) groups.set(groupOf(queue), [...(groups.get(groupOf(queue)) ?? []), queue]);
  const ledgers = [...groups].map(([group, queues]) =>
    compileGroup(group, queues, sources, ['queues', policy.queues.indexOf(queues[0]!)]),
  );
  if (ledgers.includes(null)) return null;
  const all = ledgers.flatMap((rows) => rows!);
  const alike = all.find(({ id }, index) => all.findIndex((other) => other.id === id) !== index);
  if (alike !== undefined) {
    sources.report.error('policy.duplicate_id', ['queues'], `two ledgers go by ${quote(alike.id)}: rename a queue`);
    return null;
  }
  return new Map(all.map((ledger) => [ledger.id, ledger]));
}

const always = (): boolean => true;

function ledgerUses(queue: Queue, ledgers: ReadonlyMap<string, CompiledLedger>): readonly LedgerUse[] {
  const group = groupOf(queue);
  const named = queue.strategy.type === 'fair_share' ? queue.strategy.ledgers : undefined;
  return ledgerRows(queue).map(({ id, by }, index) => {
    const { when, weight } = named?.[index] ?? {};
    return {
      ledger: ledgers.get(id === '' ? group : `${group}/${id}`)!,
      factor: weight ?? 1,
      applies: when === undefined ? always : leadTest(when),
      measure: by,
      countOf: countIn(queue, by),
      scratch: createScratch(),
    };
  });
}

function rampsOf(queue: Queue, ledger: CompiledLedger, sources: QueueSources): readonly Ramp[] {
  return indexesOf(queue, sources).flatMap((rep) => {
    const { spec, zone } = sources.reps[rep]!;
    const startsAt = startOf(spec, zone);
    if (spec.ramp === undefined || startsAt === null) return [];
    const { from, days } = spec.ramp;
    return [{ position: indexOfSorted(ledger.reps, rep), startsAt, days, from: Math.round(from * rampScale) }];
  });
}

function customOf({ strategy }: Queue, { extensions }: QueueSources): CompiledQueue['custom'] {
  if (strategy.type !== 'custom') return null;
  return extensions.strategies?.find(({ id }) => id === strategy.strategyId) ?? null;
}

/** Compiles one queue onto the ledgers it charges. */
export function compileQueue(
  queue: Queue,
  ledgers: ReadonlyMap<string, CompiledLedger>,
  teamLedgers: ReadonlyMap<string, TeamLedger>,
  sources: QueueSources,
): CompiledQueue {
  const uses = ledgerUses(queue, ledgers);
  const { ledger } = uses[0]!;
  // a filter of the caller's might route with this very router while a look is going on
  const exclusive = (sources.extensions.filters ?? []).length === 0;
  const members = compileMembers(sources.reps, indexesOf(queue, sources), queue.requirements ?? [], { exclusive });
  const weights = weightsOf(queue, sources);
  const byPosition = ledger.reps.map((rep) => weights.get(rep) ?? 0);
  const positions = members.reps.map((rep) => indexOfSorted(ledger.reps, rep));
  return {
    spec: queue,
    members,
    ledgers: uses,
    positions,
    aligned: positions.every((position, member) => position === member),
    weights: byPosition,
    latest: { weightsAt: Number.NaN, weights: byPosition, packed: '', members: [], placed: [], places: [] },
    ramps: rampsOf(queue, ledger, sources),
    ...compilePickers(queue, members.reps, sources.reps, teamLedgers),
    unitsOf: unitsIn(queue),
    calendar: queue.calendarId === undefined ? null : (sources.calendars.get(queue.calendarId)?.calendar ?? null),
    custom: customOf(queue, sources),
  };
}
