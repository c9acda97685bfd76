import { fieldsUsed } from '../condition/index.js';
import { compareText } from '../core/compare.js';
import { leadFields } from '../lead/index.js';
import type { ScoringSpec } from '../score/index.js';
import type { Sample } from './read-outcomes.js';
import type { CalibrateOptions } from './types.js';

/** Fields that name one lead rather than a kind of lead, and those that go with another: the upper end of a size, a place's zone. */
const naming: ReadonlySet<string> = new Set([
  'id',
  'createdAt',
  'email',
  'emailDomain',
  'phone',
  'company',
  'companyKey',
  'jobTitle',
  'postalCode',
  'employeesMax',
  'timeZone',
]);

/** Keys of the caller's own fields that are looked at. */
const ownMax = 500;

/** Fields that the criteria in use read. */
const fieldsInUse = ({ scorecards = [] }: ScoringSpec): ReadonlySet<string> =>
  new Set(scorecards.flatMap(({ criteria }) => criteria.flatMap(({ when }) => (when ? fieldsUsed(when) : []))));

/** The fields in which new criteria may be looked for, sorted. */
export function candidateFields(
  { scoring = {}, fields, ignore = [] }: CalibrateOptions,
  samples: readonly Sample[],
): readonly string[] {
  const ignored = new Set(ignore);
  if (fields !== undefined) return [...new Set(fields)].filter((field) => !ignored.has(field)).sort(compareText);
  const used = fieldsInUse(scoring);
  const own = new Set(samples.flatMap(({ lead }) => Object.keys(lead.fields ?? {})));
  const plain = Object.keys(leadFields).filter((name) => leadFields[name]!.stage === 'normalize' && !naming.has(name));
  const all = [
    ...plain,
    ...[...own]
      .sort(compareText)
      .slice(0, ownMax)
      .map((key) => `fields.${key}`),
  ];
  return all.filter((field) => !used.has(field) && !ignored.has(field)).sort(compareText);
}
