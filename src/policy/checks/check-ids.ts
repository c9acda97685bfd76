import type { Report } from '../diagnostic.js';
import { quote } from '../diagnostic.js';
import type { Policy } from '../types.js';

interface WithId {
  readonly id: string;
}

const sections = ['calendars', 'reps', 'queues', 'rules', 'scorecards', 'segments', 'priorities', 'slas'] as const;

function checkUnique(rows: readonly WithId[], path: readonly (string | number)[], report: Report): void {
  const seen = new Set<string>();
  // thousands of rules: loops over indexes cost the least where code runs but once
  for (let index = 0; index < rows.length; index++) {
    const { id } = rows[index]!;
    if (seen.has(id)) report.error('policy.duplicate_id', [...path, index, 'id'], `${quote(id)} is used twice`);
    seen.add(id);
  }
}

/** Ids are unique within their section; criteria within the policy, because a score names them alone. */
export function checkIds(policy: Policy, report: Report): void {
  for (const section of sections) checkUnique(policy[section] ?? [], [section], report);
  checkUnique(policy.recycling?.tracks ?? [], ['recycling', 'tracks'], report);
  for (const [index, sla] of (policy.slas ?? []).entries())
    checkUnique(sla.targets, ['slas', index, 'targets'], report);
  const criteria = new Set<string>();
  for (const [card, { criteria: rows, groups = [] }] of (policy.scorecards ?? []).entries()) {
    checkUnique(groups, ['scorecards', card, 'groups'], report);
    for (const [index, { id }] of rows.entries()) {
      if (criteria.has(id)) {
        report.error(
          'policy.duplicate_id',
          ['scorecards', card, 'criteria', index, 'id'],
          `${quote(id)} is used twice`,
        );
      }
      criteria.add(id);
    }
  }
}
