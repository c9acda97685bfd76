import { isWholeNumber } from '../core/integer.js';
import { limits } from '../core/limits.js';
import { isStorableText } from '../core/text.js';
import type { Lead } from '../lead/index.js';
import type { Input } from './input.js';
import { isData, leadFault } from './lead-fault.js';

type Fields = { readonly [field: string]: unknown };

/** What is wrong with one field of an input; null: nothing. */
type FieldCheck = (value: unknown) => string | null;

const id: FieldCheck = (value) =>
  isStorableText(value, limits.idLengthMax) ? null : `a text of at most ${limits.idLengthMax} characters`;

const reason: FieldCheck = (value) =>
  value === undefined || isStorableText(value, limits.textLengthMax)
    ? null
    : `a text of at most ${limits.textLengthMax} characters`;

const value: FieldCheck = (given) => (given === undefined || Number.isSafeInteger(given) ? null : 'a whole number');

const outcome: FieldCheck = (given) => (given === 'converted' || given === 'lost' ? null : '`converted` or `lost`');

const activity: FieldCheck = (given) => {
  const { type, at, count } = (typeof given === 'object' && given !== null ? given : {}) as Fields;
  const fits =
    isStorableText(type, limits.idLengthMax) &&
    Number.isSafeInteger(at) &&
    (count === undefined || isWholeNumber(count, 1, limits.pointsMax));
  return fits ? null : 'a `type`, a whole `at`, and a whole `count` from 1 where there is one';
};

const lead: FieldCheck = (given) => {
  const { id: leadId, invalid } = (typeof given === 'object' && given !== null ? given : {}) as Fields;
  if (id(leadId) !== null || invalid !== undefined) return 'a lead that can be used';
  const fault = leadFault(given as Lead);
  if (fault !== undefined) return `a lead with \`${fault.field}\` as ${fault.expected}`;
  return isData(given) ? null : `plain JSON data of at most ${limits.depthMax} levels`;
};

const maybeId: FieldCheck = (given) => (given === undefined ? null : id(given));

const epoch: FieldCheck = (given) =>
  given === undefined || isWholeNumber(given, 0, Number.MAX_SAFE_INTEGER) ? null : 'a whole number from 0';

/** What every input may have. */
const head = { id: maybeId, epoch };

const byRep = { repId: id, reason };

type FieldChecks = { readonly [field: string]: FieldCheck };

const checks: { readonly [T in Input['type']]: FieldChecks } = {
  tick: {},
  accept: byRep,
  decline: byRep,
  respond: byRep,
  pause: {},
  resume: {},
  activity: { activity },
  merge: { lead },
  assign: { repId: id, by: id },
  release: { reason },
  recycle: { reason },
  nurture: { reason },
  reject: { reason },
  close: { outcome, value },
};

/** What an input says that it is, as far as that can be shown. */
export const inputType = (input: unknown): string => {
  const type = typeof input === 'object' && input !== null ? (input as Fields)['type'] : undefined;
  return isStorableText(type, limits.idLengthMax) ? type : '';
};

function findFieldFault(input: Fields, fields: FieldChecks): string | null {
  for (const [field, check] of Object.entries(fields)) {
    const wrong = check(input[field]);
    if (wrong !== null) return `expected \`${field}\` to be ${wrong}`;
  }
  return null;
}

/**
 * What keeps an input from being read at all, whatever its author's types said; null where nothing does.
 * Inputs come from outside: a bad one is ignored with a reason, and spoils no record.
 */
export function findInputFault(input: unknown): string | null {
  const type = inputType(input);
  if (!Object.hasOwn(checks, type)) return `expected the type to be one of ${Object.keys(checks).join(', ')}`;
  return findFieldFault(input as Fields, checks[type as Input['type']]) ?? findFieldFault(input as Fields, head);
}
