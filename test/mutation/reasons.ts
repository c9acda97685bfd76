// Why mutants survive: data in survivors/<room>.json, matched one to one with what a run found.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Survivor } from './survivors.js';

/** One reason, and the mutants of a file that it holds for: each as its line before and after. */
export interface Reason {
  readonly file: string;
  readonly reason: string;
  readonly mutants: readonly (readonly [from: string, to: string])[];
}

export interface Explained {
  readonly explained: readonly { readonly survivor: Survivor; readonly reason: string }[];
  /** Survivors that have no reason. */
  readonly unexplained: readonly Survivor[];
  /** Mutants of reasons that did not survive, or are no longer made. */
  readonly stale: readonly string[];
}

export function readReasons(folder: string, room: string): readonly Reason[] {
  const file = join(folder, `${room}.json`);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as readonly Reason[]) : [];
}

const keyOf = (file: string, from: string, to: string): string => `${file}: \`${from}\` → \`${to}\``;

/** Gives each survivor a reason; a mutant named twice stands for two that look alike. */
export function explainSurvivors(survivors: readonly Survivor[], reasons: readonly Reason[]): Explained {
  const open = new Map<string, string[]>();
  for (const { file, reason, mutants } of reasons)
    for (const [from, to] of mutants) {
      const key = keyOf(file, from, to);
      open.set(key, [...(open.get(key) ?? []), reason]);
    }
  const explained: { survivor: Survivor; reason: string }[] = [];
  const unexplained: Survivor[] = [];
  for (const survivor of survivors) {
    const reason = open.get(keyOf(survivor.file, survivor.from, survivor.to))?.shift();
    if (reason === undefined) unexplained.push(survivor);
    else explained.push({ survivor, reason });
  }
  const stale = [...open].flatMap(([key, left]) => left.map(() => key));
  return { explained, unexplained, stale };
}
