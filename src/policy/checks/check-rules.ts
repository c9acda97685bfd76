import { quote, type Report } from '../diagnostic.js';
import type { Policy } from '../types.js';
import { isAlways } from './is-always.js';

/** The last rule catches every lead, and none before it does. */
export function checkRules(policy: Policy, report: Report): void {
  const last = policy.rules.length - 1;
  if (policy.rules[last]!.when !== true) {
    report.error(
      'policy.no_catch_all',
      ['rules', last, 'when'],
      `expected the last rule, ${quote(policy.rules[last]!.id)}, to have \`"when": true\`, so that every lead goes somewhere`,
    );
  }
  let catchAll = -1;
  for (let index = 0; index < last; index++) {
    const { id, when } = policy.rules[index]!;
    if (!isAlways(when)) continue;
    if (catchAll < 0) catchAll = index;
    if (when === true) continue;
    report.warning(
      'policy.blank_condition',
      ['rules', index, 'when'],
      `rule ${quote(id)} asks nothing of a lead, so that it catches every one: say what it is for, or write \`true\``,
    );
  }
  if (catchAll >= 0) {
    report.warning(
      'policy.unreachable_rule',
      ['rules', catchAll + 1],
      `no lead gets past rule ${quote(policy.rules[catchAll]!.id)}, which is always true`,
    );
  }
}
