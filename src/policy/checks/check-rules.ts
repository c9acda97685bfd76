import { quote, type Report } from '../diagnostic.js';
import type { Policy } from '../types.js';

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
  const catchAll = policy.rules.findIndex((rule) => rule.when === true);
  if (catchAll >= 0 && catchAll < last) {
    report.warning(
      'policy.unreachable_rule',
      ['rules', catchAll + 1],
      `no lead gets past rule ${quote(policy.rules[catchAll]!.id)}, which is always true`,
    );
  }
}
