import { quote, type Report } from '../diagnostic.js';
import type { Extensions } from '../extensions.js';
import type { Policy } from '../types.js';

/** What the shape of one value cannot say: dates in order, caps that are named, strategies that are there. */
export function checkReps(policy: Policy, extensions: Extensions, report: Report): void {
  for (const [index, rep] of policy.reps.entries()) {
    if (rep.ramp !== undefined && rep.startsAt === undefined) {
      report.error('policy.shape', ['reps', index, 'startsAt'], 'expected the first day, because there is a `ramp`');
    }
    for (const [row, leave] of (rep.leave ?? []).entries()) {
      if (leave.to < leave.from.slice(0, leave.to.length)) {
        report.error(
          'policy.shape',
          ['reps', index, 'leave', row, 'to'],
          `expected an end after ${quote(leave.from)}, found ${quote(leave.to)}`,
        );
      }
    }
    for (const [row, cap] of (rep.caps ?? []).entries()) {
      if (cap.when !== undefined && cap.id === undefined) {
        report.error(
          'policy.shape',
          ['reps', index, 'caps', row, 'id'],
          'expected an id, because the cap has a `when`',
        );
      }
    }
  }
  const strategyIds = new Set((extensions.strategies ?? []).map((strategy) => strategy.id));
  for (const [index, { strategy }] of policy.queues.entries()) {
    if (strategy.type === 'custom' && !strategyIds.has(strategy.strategyId)) {
      report.error(
        'policy.unknown_id',
        ['queues', index, 'strategy', 'strategyId'],
        `no strategy ${quote(strategy.strategyId)} was given to \`compile\``,
      );
    }
  }
}
