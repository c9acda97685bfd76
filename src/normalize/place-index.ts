import { germanSpelling, placeKey } from './place-key.js';

/** Rows of a generated table: its lines without the empty ones. */
export const tableRows = (table: string): readonly string[] => table.split('\n').filter((row) => row !== '');

/** The text before the first space and the text after it. */
export const splitOnce = (row: string, mark: string): readonly [string, string] => {
  const at = row.indexOf(mark);
  return at < 0 ? [row, ''] : [row.slice(0, at), row.slice(at + mark.length)];
};

/**
 * Adds the codes of keys to an index, from rows that hold keys of one script each: those of a code in its place among all,
 * so that what is alike stands together and the table packs well.
 */
export function codesByKey(rows: readonly string[], codes: readonly string[], index: Map<string, string>): void {
  for (const row of rows)
    for (const [i, keys] of row.split('|').entries())
      if (keys !== '') for (const key of keys.split('~')) index.set(key, codes[i]!);
}

/** Keys of a name: as it is, and as German writes it without its own letters. */
export const keysOfName = (name: string): readonly string[] => {
  const german = germanSpelling(name);
  return german === null ? [placeKey(name)] : [placeKey(name), placeKey(german)];
};
