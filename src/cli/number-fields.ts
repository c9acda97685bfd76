import type { Lead } from '../lead/index.js';

const prefix = 'fields.';
const numberText = /^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,9})?$/;

/** A cell as a number, where it is one in plain digits: `007` is a code, and `1,5` may mean two things. */
export const numberOf = (cell: unknown): number | null =>
  typeof cell === 'string' && numberText.test(cell.trim()) ? Number(cell) : null;

const isNumeric = (value: unknown): boolean =>
  typeof value === 'number' || (Array.isArray(value) && value.some((one) => typeof one === 'number'));

/** Keys of the caller's own fields that the conditions of a policy compare with numbers. */
export function numberFields(policy: unknown): ReadonlySet<string> {
  const names = new Set<string>();
  const open: unknown[] = [policy];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (typeof value !== 'object' || value === null) continue;
    const { field, value: compared } = value as { readonly field?: unknown; readonly value?: unknown };
    if (typeof field === 'string' && field.startsWith(prefix) && isNumeric(compared))
      names.add(field.slice(prefix.length));
    for (const one of Object.values(value)) if (one !== undefined) open.push(one);
  }
  return names;
}

/** The lead with the cells of those fields as numbers: a file knows texts only. */
export function withNumbers(lead: Lead, names: ReadonlySet<string>): Lead {
  if (names.size === 0) return lead;
  const entries = Object.entries(lead.fields).map(
    ([key, value]) => [key, names.has(key) ? (numberOf(value) ?? value) : value] as const,
  );
  return { ...lead, fields: Object.fromEntries(entries) };
}

/** Keys under which every lead that has any value has a number. */
export function numericKeys(leads: readonly Lead[]): ReadonlySet<string> {
  const numeric = new Set<string>();
  const other = new Set<string>();
  for (const { fields } of leads)
    for (const [key, value] of Object.entries(fields)) (numberOf(value) === null ? other : numeric).add(key);
  return new Set([...numeric].filter((key) => !other.has(key)));
}
