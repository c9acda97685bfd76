// Reads a page of docs/mutation back: what it says survived of each file, and why.

/** So many mutants of a file that a page gives one reason for; null where it gives none. */
export interface Listed {
  readonly file: string;
  readonly reason: string | null;
  readonly count: number;
}

export interface Page {
  /** Survivors by file, as the table counts them. */
  readonly survived: ReadonlyMap<string, number>;
  readonly listed: readonly Listed[];
  /** Lines that a page as the command writes it does not have. */
  readonly strange: readonly string[];
}

const row = /^\| (?!file |\*\*all)(\S+) \| \d+ \| \d+ \| \d+ \| (\d+) \| [\d.]+ % \|$/;
const item = /^- src\/\w+\/([\w./-]+\.ts): (.+)\.$/;
const because = /^ {2}\*\*(.+)\*\*$/;
const known = [
  /^$/,
  /^# Mutants of `\w+`$/,
  /^Written by `npm run mutation -- \w+`( at `[0-9a-f]+`)?; \[how to read it\]\(README\.md\)\.$/,
  /^\| file \| mutants \|/,
  /^\|---/,
  /^\| \*\*all\*\* \|/,
  /^## What survived, and why$/,
  /^Line, the piece as it stands → as it was changed; then the reason\.$/,
];

/** The mutants of one line of the list, whatever stands in their code. */
const mutantsIn = (text: string): number =>
  text
    .replaceAll(/`` .*? ``|`[^`]*`/g, '_')
    .split('; ')
    .filter((mutant) => /^\d+ _ → _$/.test(mutant)).length;

/** What a page says. */
export function readPage(text: string): Page {
  const survived = new Map<string, number>();
  const listed: Listed[] = [];
  const strange: string[] = [];
  let waiting: Listed[] = [];
  for (const line of text.split('\n')) {
    const [figures, entry, reason] = [row.exec(line), item.exec(line), because.exec(line)];
    if (figures !== null) survived.set(figures[1]!, Number(figures[2]));
    else if (entry !== null) waiting.push({ file: entry[1]!, reason: null, count: mutantsIn(entry[2]!) });
    else if (reason !== null) {
      listed.push(...waiting.map((one) => ({ ...one, reason: reason[1]! })));
      waiting = [];
    } else if (!known.some((form) => form.test(line))) strange.push(line);
  }
  return { survived, listed: [...listed, ...waiting], strange };
}
