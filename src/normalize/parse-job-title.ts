import { isNullWord, tidyText } from './clean-text.js';
import { functionRules, seniorityRules } from './data/job-titles.js';
import { fold } from './fold.js';

/** What a job title says about rank and field of work. */
export interface JobTitle {
  /** `founder`, `owner`, `c_level`, `vp`, `head`, `director`, `manager`, `ic`, `entry`, or `none` where the text is no title. */
  readonly seniority: string | null;
  /** For example `sales`, `marketing`, `it`, `engineering`; null where the title does not say. */
  readonly function: string | null;
}

const firstOf = (rules: readonly (readonly [string, RegExp])[], title: string): string | null =>
  rules.find(([, pattern]) => pattern.test(title))?.[0] ?? null;

/**
 * Seniority and function that a job title stands for, by ordered rules in English, German, French, Spanish, Portuguese,
 * Italian and Dutch.
 *
 * @returns `seniority` `none` and `function` null for a text that is no title (`n/a`); `ic` for titles without rank
 * @example parseJobTitle('Vice President, Sales') //=> { seniority: 'vp', function: 'sales' }
 */
export function parseJobTitle(text: string): JobTitle {
  const tidy = tidyText(text.slice(0, 300));
  if (isNullWord(tidy)) return { seniority: 'none', function: null };
  const title = ` ${fold(tidy.replace(/['’]s\b/gi, '').replace(/\b([a-z])\.(?=[a-z]\b)/gi, '$1'))} `;
  return { seniority: firstOf(seniorityRules, title) ?? 'ic', function: functionOf(title) };
}

/** `Sales and Marketing` is sales: what stands first counts, unless it names no field of work. */
function functionOf(title: string): string | null {
  const first = title.includes(' and ') ? firstOf(functionRules, title.slice(0, title.indexOf(' and ') + 1)) : null;
  return first === null || first === 'executive' || first === 'admin' ? firstOf(functionRules, title) : first;
}
