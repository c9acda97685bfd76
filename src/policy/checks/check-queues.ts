import { type Path, quote, type Report } from '../diagnostic.js';
import type { Policy, Queue } from '../types.js';
import { successorsOf } from './check-references.js';

function checkSteps(queue: Queue, path: Path, report: Report): void {
  const steps = queue.requirements ?? [];
  for (const [index, step] of steps.entries()) {
    const last = index === steps.length - 1;
    if (last && step.forMinutes !== undefined) {
      report.error(
        'policy.no_last_step',
        [...path, index],
        'expected the last step to have no `forMinutes`: it applies from then on',
      );
    }
    if (!last && step.forMinutes === undefined) {
      report.error('policy.no_last_step', [...path, index], 'expected `forMinutes`: only the last step may do without');
    }
  }
}

/** Queues that can be reached from a queue without waiting. */
function reachableAtOnce(start: Queue, queues: ReadonlyMap<string, Queue>): ReadonlySet<string> {
  const reached = new Set<string>();
  const open = [start];
  for (let queue = open.pop(); queue !== undefined; queue = open.pop()) {
    for (const { queueId, atOnce } of successorsOf(queue)) {
      const next = queues.get(queueId);
      if (!atOnce || next === undefined || reached.has(queueId)) continue;
      reached.add(queueId);
      open.push(next);
    }
  }
  return reached;
}

/** Steps end, chains of overflow end, and holds without a limit are pointed out. */
export function checkQueues(policy: Policy, report: Report): void {
  const queues = new Map(policy.queues.map((queue) => [queue.id, queue]));
  for (const [index, queue] of policy.queues.entries()) {
    checkSteps(queue, ['queues', index, 'requirements'], report);
    if (reachableAtOnce(queue, queues).has(queue.id)) {
      report.error('policy.overflow_cycle', ['queues', index], `overflow from ${quote(queue.id)} leads back to it`);
    }
    const nobody = queue.nobodyEligible ?? { type: 'hold' };
    if (nobody.type === 'hold' && (nobody.afterMinutes === undefined) !== (nobody.then === undefined)) {
      report.error(
        'policy.shape',
        ['queues', index, 'nobodyEligible'],
        'expected `afterMinutes` and `then` together, or neither',
      );
    } else if (nobody.type === 'hold' && nobody.then === undefined) {
      report.warning(
        'policy.unbounded_wait',
        ['queues', index, 'nobodyEligible'],
        `a lead may wait in ${quote(queue.id)} without end: give \`afterMinutes\` and \`then\``,
      );
    }
  }
}
