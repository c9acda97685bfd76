import { explainScore, type ScorePart, type ScoringSpec } from '../calibrate/index.js';
import { explain, explainReason } from '../explain/index.js';
import type { ScoredLead } from '../lead/index.js';
import type { Decision } from '../router/index.js';
import { formatNumber } from './format-number.js';
import { formatTable, left, right } from './format-table.js';
import { printable } from './printable.js';

/** A part of a candidate's rank: thousandths as a decimal, other numbers as they are. */
const partText = (name: string, value: number | undefined): string =>
  value === undefined ? '' : name.endsWith('Milli') ? formatNumber(value / 1_000, 'always') : String(value);

/** A decision in full: the sentence, and a table with every rep that was looked at, the winner first. */
export function explanation(decision: Decision): string {
  const { candidates } = decision.trace;
  if (candidates === null || candidates.length === 0) return explain(decision);
  const names = [...new Set(candidates.flatMap(({ parts }) => Object.keys(parts)))];
  const ranked = [...candidates].sort((a, b) => (a.rank ?? candidates.length) - (b.rank ?? candidates.length));
  const rows = ranked.map(({ repId, rank, parts, verdict }) => [
    rank === null ? '' : String(rank),
    printable(repId, 40),
    ...names.map((name) => partText(name, parts[name])),
    verdict.type,
    verdict.type === 'eligible' ? '' : printable(explainReason(verdict.reason), 200),
  ]);
  const headings = names.map((name) => right(name.replace(/Milli$/, '')));
  const columns = [right('rank'), left('rep'), ...headings, left('verdict'), left('why')];
  return [explain(decision), '', ...formatTable(columns, rows)].join('\n');
}

const partNames: { readonly [type in ScorePart['type']]: string } = {
  criterion: '',
  group_limit: 'limit of group ',
  source_weight: 'weight of source ',
  scorecard_limit: 'limit of scorecard ',
  total_limit: 'limit of the total',
};

/** The points of a lead, and what each part of them comes from. */
export function scoreLines(scoring: ScoringSpec, lead: ScoredLead): readonly string[] {
  const { points, grade, qualification, segment, priority } = lead.score;
  const words = [`${points} points`, grade, qualification, segment ?? '', priority === 0 ? '' : `priority ${priority}`];
  const rows = explainScore(scoring, lead).map((part) => [
    part.scorecardId ?? '',
    printable(`${partNames[part.type]}${part.id}`, 60),
    String(part.points),
  ]);
  const said = words.filter((word) => word !== '').join(', ');
  return [printable(said, 200), '', ...formatTable([left('scorecard'), left('from'), right('points')], rows)];
}
