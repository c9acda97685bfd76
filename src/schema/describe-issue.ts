import type * as z from 'zod';
import type { Diagnostic } from '../policy/index.js';

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/** UTF-16 code units of a value that a message shows. */
const shownMax = 60;

const cut = (text: string): string => (text.length > shownMax ? `${text.slice(0, shownMax)}…` : text);

/** A value as a message shows it: its JSON text, cut, in backticks. */
function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'number') return `\`${String(value)}\``;
  // the longest text that can be shown is cut before it is quoted, so that a long one costs nothing
  if (typeof value === 'string') return `\`${cut(JSON.stringify(value.slice(0, shownMax + 1)))}\``;
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`;
  return typeof value === 'object' && value !== null ? showObject(value) : `\`${String(value)}\``;
}

function showObject(value: object): string {
  const keys = Object.keys(value);
  return keys.length === 0 ? 'an empty object' : `an object with \`${cut(keys.slice(0, 20).join(', '))}\``;
}

const typeNames: { readonly [type: string]: string } = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null',
};

const units: { readonly [origin: string]: string } = { string: ' characters', array: ' items', tuple: ' items' };

function oneOf(values: readonly unknown[]): string {
  const shown = values.map((value) => `\`${String(value)}\``).join(', ');
  return values.length === 1 ? shown : `one of ${shown}`;
}

/** What the schema expected, in words. */
function expected(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return typeNames[issue.expected] ?? issue.expected;
    case 'invalid_value':
      return oneOf(issue.values);
    case 'too_small':
      return `at least ${issue.minimum}${units[issue.origin] ?? ''}`;
    case 'too_big':
      return `at most ${issue.maximum}${units[issue.origin] ?? ''}`;
    case 'invalid_format':
      return issue.message;
    case 'unrecognized_keys':
      return 'no other member';
    default:
      return 'another value';
  }
}

const codes: { readonly [code: string]: string } = {
  invalid_type: 'schema.wrong_type',
  too_small: 'schema.out_of_range',
  too_big: 'schema.out_of_range',
  unrecognized_keys: 'schema.unknown_member',
};

const diagnose = (code: string, path: Path, message: string): Diagnostic => ({
  severity: 'error',
  code,
  path: path.map((key) => (typeof key === 'symbol' ? String(key) : key)),
  message,
});

/** More than any members at the top of an alternative can add up to: the data is of another type altogether. */
const farOff = 1_000_000;

/** How far the data is from one issue of an alternative: a member that is missing says more than one that is wrong. */
function weigh(issue: Issue): number {
  if (issue.code === 'unrecognized_keys' && issue.path.length === 0) return issue.keys.length;
  if (issue.path.length === 0) return farOff;
  if (issue.path.length > 1) return 0;
  // a member that only another alternative has
  if (issue.code === 'invalid_type' && issue.expected === 'never') return 1_000;
  return issue.input === undefined ? 10 : 1;
}

/** The alternatives that the data comes closest to; none where it is of another type altogether. */
function closest(alternatives: readonly (readonly Issue[])[]): readonly (readonly Issue[])[] {
  const distances = alternatives.map((issues) => issues.reduce((sum, issue) => sum + weigh(issue), 0));
  const least = Math.min(...distances);
  return least >= farOff ? [] : alternatives.filter((_, i) => distances[i] === least);
}

const isMissing = ({ input, path }: Issue): boolean => input === undefined && path.length > 0;

function describeUnion(issue: Extract<Issue, { code: 'invalid_union' }>, path: Path): readonly Diagnostic[] {
  if ('options' in issue && Array.isArray(issue.options)) {
    const found = (issue.input as { readonly [key: string]: unknown } | undefined)?.[String(issue.discriminator)];
    return [diagnose('schema.wrong_value', path, `expected ${oneOf(issue.options)}, found ${show(found)}`)];
  }
  const best = closest(issue.errors);
  const missing = best.flatMap(([first]) => (first !== undefined && isMissing(first) ? [first.path[0]] : []));
  if (best.length > 1 && missing.length === best.length) {
    const message = `expected an object with ${oneOf(missing)}, found ${show(issue.input)}`;
    return [diagnose('schema.wrong_value', path, message)];
  }
  if (best[0] !== undefined) return best[0].flatMap((inner) => describeIssue(inner, path));
  const kinds = [...new Set(issue.errors.flatMap((issues) => issues.slice(0, 1).map(expected)))];
  return [diagnose('schema.wrong_type', path, `expected ${kinds.join(' or ')}, found ${show(issue.input)}`)];
}

/**
 * An issue of zod as diagnostics in our words: where, what was expected, what was found (at most 60 characters of it).
 * Of a union, only the alternative is described that the data comes closest to.
 *
 * @param above - the path of the value that the issue's own path starts from
 */
export function describeIssue(issue: Issue, above: Path = []): readonly Diagnostic[] {
  const path = [...above, ...issue.path];
  if (issue.code === 'invalid_union') return describeUnion(issue, path);
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) =>
      diagnose('schema.unknown_member', [...path, key], `expected no such member, found \`${cut(key)}\``),
    );
  if (issue.code === 'invalid_type' && issue.input === undefined)
    return [diagnose('schema.missing', path, `expected ${expected(issue)}, found nothing`)];
  if (issue.code === 'invalid_key') return issue.issues.flatMap((inner) => describeIssue({ ...inner, path: [] }, path));
  const code = codes[issue.code] ?? 'schema.wrong_value';
  return [diagnose(code, path, `expected ${expected(issue)}, found ${show(issue.input)}`)];
}
