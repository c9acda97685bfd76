import type { Json } from '../core/json.js';
import { limits } from '../core/limits.js';
import type { Confidence, Provenance } from '../lead/index.js';
import { isNullWord, tidyText } from './clean-text.js';
import { fold } from './fold.js';
import type { Prepared } from './normalize-options.js';
import type { RawFields } from './raw-fields.js';

/** One lead on its way: where its raw values are and what is known of how each field came about. */
export interface Work {
  readonly prepared: Prepared;
  readonly at: RawFields['at'];
  readonly values: readonly Json[];
  readonly provenance: { [field: string]: Provenance };
}

/** The raw value at a place in the columns, null for nowhere. */
export const rawAt = (work: Work, at: number): Json => (at < 0 ? null : work.values[at]!);

export const reading = (raw: Json, method: string, confidence: Confidence): Provenance => ({ raw, method, confidence });

export function note(work: Work, field: string, raw: Json, method: string, confidence: Confidence): void {
  work.provenance[field] = reading(raw, method, confidence);
}

/** Notes how a value came about where it is not the raw one. */
export function keep<T extends Json>(
  work: Work,
  field: string,
  raw: Json,
  value: T,
  method: string,
  confidence: Confidence,
): T {
  if (raw !== null && raw !== value) note(work, field, raw, method, confidence);
  return value;
}

/** The text of a field: its own, of a number, or of the first of a list; `''` where it has none. */
export function textOf(value: Json): string {
  if (typeof value === 'string') return value;
  const scalar = Array.isArray(value)
    ? value.find((item) => typeof item === 'string' || typeof item === 'number')
    : value;
  return typeof scalar === 'string' ? scalar : typeof scalar === 'number' ? String(scalar) : '';
}

/** A text after the caller's aliases for the field, tidied where there are some. */
export function aliased(work: Work, field: string, text: string): string {
  const { aliases } = work.prepared;
  if (aliases === null || text === '' || !Object.hasOwn(aliases, field)) return text;
  const tidy = tidyText(text);
  return tidy === '' ? tidy : (aliasOf(work.prepared, field, aliases[field]!, tidy) ?? tidy);
}

function aliasOf(
  prepared: Prepared,
  field: string,
  table: { readonly [from: string]: string },
  tidy: string,
): string | null {
  if (Object.hasOwn(table, tidy)) return String(table[tidy]);
  prepared.foldedAliases ??= new Map();
  const aliases = prepared.foldedAliases;
  let folded = aliases.get(field);
  if (folded === undefined) {
    // the first of several that fold alike
    folded = new Map(
      Object.keys(table)
        .reverse()
        .map((key) => [fold(key), String(table[key])]),
    );
    aliases.set(field, folded);
  }
  return folded.get(fold(tidy)) ?? null;
}

/**
 * Reads a field where the lead says it; what it does for others is so little that compilers put it where it is called,
 * and most leads say few fields.
 */
export const readText = (work: Work, field: string, at: number): string | null =>
  at < 0 ? null : textAt(work, field, work.values[at]!);

function textAt(work: Work, field: string, raw: Json): string | null {
  const text = tidyText(textOf(raw));
  const known = aliased(work, field, text);
  const value = isNullWord(known) ? null : known;
  return keep(work, field, raw, value, value === null ? 'none' : known === text ? 'tidied' : 'alias', 'high');
}

export const readTexts = (work: Work, field: string, at: number): readonly string[] =>
  at < 0 ? [] : textsAt(work, field, work.values[at]!);

function textsAt(work: Work, field: string, raw: Json): readonly string[] {
  const parts =
    typeof raw === 'string' ? raw.split(/[;,|\n]/) : Array.isArray(raw) ? raw : typeof raw === 'number' ? [raw] : [];
  const texts = parts
    .filter((part) => typeof part === 'string' || typeof part === 'number')
    .map((part) => aliased(work, field, tidyText(String(part))));
  const value = [...new Set(texts.filter((text) => !isNullWord(text)))].slice(0, limits.tagsMax);
  const same = Array.isArray(raw) && raw.length === value.length && raw.every((part, i) => part === value[i]);
  if (!same) note(work, field, raw, 'list', 'high');
  return value;
}
