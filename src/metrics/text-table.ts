/** A text that stays on its line. */
export const printable = (text: string): string => text.replace(/\p{Cc}|\p{Zl}|\p{Zp}/gu, '?');

const widthOf = (text: string): number => [...text].length;

const pad = (text: string, width: number, side: 'left' | 'right'): string => {
  const space = ' '.repeat(Math.max(0, width - widthOf(text)));
  return side === 'left' ? text + space : space + text;
};

/** A heading with a table under it: the first column to the left, the others to the right, two spaces apart. */
export function textTable(heading: string, columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = [columns, ...rows].map((row) => row.map(printable));
  const widths = columns.map((_, index) => Math.max(...cells.map((row) => widthOf(row[index] ?? ''))));
  const lines = cells.map((row) =>
    row
      .map((cell, index) => pad(cell, widths[index]!, index === 0 ? 'left' : 'right'))
      .join('  ')
      .trimEnd(),
  );
  return [heading, ...lines.map((line) => `  ${line}`)].join('\n');
}
