import { quote, type Report } from '../diagnostic.js';
import type { Policy } from '../types.js';
import { constantOf } from './constant-of.js';

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
  const always = policy.rules.map(({ when }) => constantOf(when) === true);
  for (const [index, { id, when }] of policy.rules.entries()) {
    if (index === last || when === true || !always[index]) continue;
    report.warning(
      'policy.blank_condition',
      ['rules', index, 'when'],
      `rule ${quote(id)} asks nothing of a lead, so that it catches every one: say what it is for, or write \`true\``,
    );
  }
  const catchAll = always.indexOf(true);
  if (catchAll >= 0 && catchAll < last) {
    report.warning(
      'policy.unreachable_rule',
      ['rules', catchAll + 1],
      `no lead gets past rule ${quote(policy.rules[catchAll]!.id)}, which is always true`,
    );
  }
}
