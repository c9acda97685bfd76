import { type SlaTarget, untilOf } from '../../sla/index.js';
import { type Path, quote, type Report } from '../diagnostic.js';
import type { Policy } from '../types.js';

/** What can be done with a lead that nobody has. */
const withoutOwner: readonly string[] = ['notify', 'escalate', 'recycle'];

function checkDelivery({ clock, milestones }: SlaTarget, path: Path, report: Report): void {
  if (clock === 'rep' || clock === 'rep_and_queue') {
    const message = `expected \`queue\` or \`wall\` for a target until \`assign\`, found ${quote(clock)}`;
    report.error('policy.sla', [...path, 'clock'], message);
  }
  for (const [index, { do: actions }] of (milestones ?? []).entries()) {
    for (const [place, action] of actions.entries()) {
      if (withoutOwner.includes(action)) continue;
      const wanted = withoutOwner.map(quote).join(', ');
      const message = `expected one of ${wanted} while nobody has the lead, found ${quote(action)}`;
      report.error('policy.sla', [...path, 'milestones', index, 'do', place], message);
    }
  }
}

function checkTarget(target: SlaTarget, path: Path, report: Report): void {
  const until = untilOf(target);
  if (until === 'assign') checkDelivery(target, path, report);
  for (const key of ['attempts', 'activities'] as const) {
    if (target[key] === undefined || until === 'attempts') continue;
    report.error(
      'policy.sla',
      [...path, key],
      `expected it only for a target until \`attempts\`, found ${quote(until)}`,
    );
  }
  for (const [index, { do: actions, to }] of (target.milestones ?? []).entries()) {
    if (actions.includes('notify') === (to !== undefined)) continue;
    const message = 'expected `to` where `do` has `notify`, and only there';
    report.error('policy.sla', [...path, 'milestones', index, 'to'], message);
  }
}

/** Targets ask for nothing that cannot be done. */
export function checkSlas(policy: Policy, report: Report): void {
  for (const [index, { targets }] of (policy.slas ?? []).entries()) {
    for (const [row, target] of targets.entries()) checkTarget(target, ['slas', index, 'targets', row], report);
  }
}
