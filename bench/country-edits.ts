// How well misspelled countries are understood: one random edit of every English name. Run: npx tsx bench/country-edits.ts [edits per name]
import { pathToFileURL } from 'node:url';
import { territoryNames } from '../src/normalize/data/generate/source.js';
import { normalizeCountry } from '../src/normalize/index.js';
import { countryCodes } from '../src/normalize/normalize-country.js';

/** A small generator of numbers in [0, n), the same on every run with the same seed. */
function randomBelow(seed: number): (n: number) => number {
  let state = seed >>> 0;
  return (n) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * n);
  };
}

/** The English name of every country, as CLDR has it. */
export function englishNames(): (readonly [code: string, name: string])[] {
  const names = territoryNames('en');
  return countryCodes().map((code) => [code, names.get(code)![0]!] as const);
}

/** One letter left out, put in, replaced, or swapped with the next. */
export function editOnce(name: string, below: (n: number) => number): string {
  const letters = [...name];
  const at = below(letters.length);
  const letter = String.fromCharCode(97 + below(26));
  switch (below(4)) {
    case 0:
      letters.splice(at, 1);
      break;
    case 1:
      letters.splice(at, 0, letter);
      break;
    case 2:
      letters[at] = letter;
      break;
    default: {
      const next = Math.min(at + 1, letters.length - 1);
      [letters[at], letters[next]] = [letters[next]!, letters[at]!];
    }
  }
  return letters.join('');
}

export interface EditScore {
  readonly count: number;
  readonly right: number;
  readonly wrong: readonly { readonly text: string; readonly code: string; readonly found: string }[];
}

export function scoreEdits(editsPerName: number, seed: number): EditScore {
  const below = randomBelow(seed);
  const rows = englishNames().flatMap(([code, name]) =>
    Array.from({ length: editsPerName }, () => ({ code, text: editOnce(name, below) })),
  );
  const found = rows.map((row) => ({ ...row, found: normalizeCountry(row.text).value }));
  return {
    count: rows.length,
    right: found.filter((row) => row.found === row.code).length,
    wrong: found.flatMap((row) => (row.found === null || row.found === row.code ? [] : [{ ...row, found: row.found }])),
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { count, right, wrong } = scoreEdits(Number(process.argv[2] ?? 40), 1);
  const share = (part: number): string => `${((100 * part) / count).toFixed(2)} %`;
  console.log(
    `${count} single edits of ${englishNames().length} names: right ${share(right)}, wrong ${share(wrong.length)}`,
  );
  for (const { text, code, found } of wrong) console.log(`  ${text}: ${found}, not ${code}`);
}
