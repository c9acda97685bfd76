import { assert } from '../core/assert.js';
import { compareText } from '../core/compare.js';
import type { Lead } from '../lead/index.js';
import { type Criterion, compileScoring, computeScore, type Scoring } from '../score/index.js';
import { candidateFields } from './candidate-fields.js';
import { type FoundCriteria, findCriteria } from './find-criteria.js';
import type { Sample } from './read-outcomes.js';
import type { CalibrateOptions, LeftOut } from './types.js';

/** A criterion that may get points. */
export interface Candidate {
  readonly criterion: Criterion;
  readonly scorecardId: string;
  /** Null for a criterion of the scoring in use. */
  readonly field: string | null;
  /** Candidates of one variable tell of one thing; null: a variable of its own, which is met or not. */
  readonly variable: string | null;
  readonly several: boolean;
}

/** What is true of one sample. */
export interface Marks {
  readonly sample: Sample;
  /** Candidates that are true of it, ascending. */
  readonly met: readonly number[];
  /** Variables that are known of it. */
  readonly known: ReadonlySet<string>;
  /** Thousandths that each criterion in use counts, by position; empty for new ones. */
  readonly times: readonly number[];
}

export interface Candidates {
  readonly list: readonly Candidate[];
  readonly marks: readonly Marks[];
  readonly leftOut: readonly LeftOut[];
}

export const newCardId = 'calibrated';

/** Candidates that a fit takes on at most. */
const candidatesMax = 300;
const timesScale = 1_000;

const isFound = (found: FoundCriteria | LeftOut | null): found is FoundCriteria =>
  found !== null && 'criteria' in found;
const isLeftOut = (found: FoundCriteria | LeftOut | null): found is LeftOut => found !== null && 'reason' in found;

const quiet = (): void => {};

/** Whether some value with a twentieth of the leads is all won or all lost: nothing that is known beforehand is. */
function tellsOutcome(found: FoundCriteria, training: readonly Sample[]): boolean {
  const wonAll = training.filter(({ won }) => won).length;
  if (Math.min(wonAll, training.length - wonAll) * 10 < training.length) return false;
  const won = new Array<number>(found.criteria.length).fill(0);
  const all = new Array<number>(found.criteria.length).fill(0);
  for (const sample of training) {
    for (const at of found.trueOf(sample.lead) ?? []) {
      all[at]!++;
      if (sample.won) won[at]!++;
    }
  }
  return all.some(
    (count, at) => count * 20 >= training.length && (won[at]! * 100 <= count || (count - won[at]!) * 100 <= count),
  );
}

/** Fields that people and programs fill in at the end of a lead's way as well as at the start. */
const isDoubtful = (field: string): boolean => field === 'value' || field.startsWith('fields.');

function searchFields(
  options: CalibrateOptions,
  samples: readonly Sample[],
  least: number,
): { readonly found: readonly FoundCriteria[]; readonly leftOut: readonly LeftOut[] } {
  const training = samples.filter(({ part }) => part === 'training');
  const rows = candidateFields(options, samples).map((field) => {
    const found = findCriteria(field, training, least);
    const isAsked = options.fields !== undefined;
    return isFound(found) && !isAsked && isDoubtful(field) && tellsOutcome(found, training)
      ? ({ field, reason: 'tells_outcome' } as const)
      : found;
  });
  return { found: rows.filter(isFound), leftOut: rows.filter(isLeftOut) };
}

/** The criteria in use, each alone in a scorecard without limits and worth a thousand: what it counts, in thousandths. */
function countingTimes({ scoring = {} }: CalibrateOptions): {
  readonly scoring: Scoring;
  readonly candidates: readonly Candidate[];
} {
  const rows = (scoring.scorecards ?? []).flatMap((card) =>
    card.criteria.map((criterion) => ({ criterion, scorecardId: card.id })),
  );
  return {
    scoring: compileScoring({
      scorecards: rows.map(({ criterion: { group: _, ...criterion } }) => ({
        id: criterion.id,
        criteria: [{ ...criterion, points: timesScale }],
      })),
    }),
    candidates: rows.map((row) => ({ ...row, field: null, variable: null, several: false })),
  };
}

const idMax = 200;

/** Ids that no criterion has yet. */
function fresh(id: string, taken: Set<string>): string {
  let name = id.slice(0, idMax);
  for (let n = 2; taken.has(name); n++) name = `${id.slice(0, idMax - 10)} #${n}`;
  taken.add(name);
  return name;
}

/** Everything that may get points, and what of it is true of each sample. */
export function collectCandidates(options: CalibrateOptions, samples: readonly Sample[], least: number): Candidates {
  const { scoring, candidates } = countingTimes(options);
  const { found, leftOut } = searchFields(options, samples, least);
  const taken = new Set(candidates.map(({ criterion }) => criterion.id));
  const list = [...candidates];
  const offsets: number[] = [];
  for (const one of found) {
    offsets.push(list.length);
    for (const { id, when } of one.criteria.slice(0, Math.max(0, candidatesMax - list.length)))
      list.push({
        criterion: { id: fresh(id, taken), when, points: 0 },
        scorecardId: newCardId,
        field: one.field,
        variable: one.field,
        several: one.several,
      });
  }
  assert(candidates.length <= candidatesMax, `expected at most ${candidatesMax} criteria, found ${candidates.length}`);
  const marks = samples.map((sample): Marks => {
    const { byCard } = computeScore(scoring, sample.lead, sample.at, quiet);
    const times = candidates.map(({ criterion }) => byCard[criterion.id] ?? 0);
    const met = times.flatMap((count, at) => (count > 0 ? [at] : []));
    const known = new Set<string>();
    for (const [row, one] of found.entries()) readMarks(one, sample.lead, offsets[row]!, list.length, met, known);
    met.sort((a, b) => a - b);
    return { sample, met, known, times };
  });
  return { list, marks, leftOut: [...leftOut].sort((a, b) => compareText(a.field, b.field)) };
}

function readMarks(
  found: FoundCriteria,
  lead: Lead,
  offset: number,
  end: number,
  met: number[],
  known: Set<string>,
): void {
  const positions = found.trueOf(lead);
  if (positions === null) return;
  known.add(found.field);
  for (const at of positions) if (offset + at < end) met.push(offset + at);
}
