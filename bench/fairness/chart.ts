/** A table of positive figures: one row per router, one column per scenario. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly { readonly name: string; readonly figures: readonly number[] }[];
}

const labelWidth = 170;
const panelWidth = 118;
const rowHeight = 20;
const top = 46;
const low = 0.1;

const escapeText = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');

/** One panel of bars per column, on a logarithmic axis that all panels share, with a line at one lead. */
export function drawChart({ columns, rows }: Table, title: string): string {
  const high = Math.max(...rows.flatMap(({ figures }) => figures)) * 10;
  const x = (figure: number): number =>
    (Math.log10(Math.max(low, figure) / low) / Math.log10(high / low)) * (panelWidth - 14);
  const width = labelWidth + columns.length * panelWidth;
  const height = top + rows.length * rowHeight + 26;
  const parts: string[] = [];
  columns.forEach((column, index) => {
    const left = labelWidth + index * panelWidth;
    const one = (left + x(1)).toFixed(1);
    parts.push(`<text x="${left}" y="${top - 8}" class="head">${escapeText(column)}</text>`);
    parts.push(`<line x1="${one}" x2="${one}" y1="${top - 2}" y2="${height - 22}" class="one"/>`);
    rows.forEach(({ figures }, row) => {
      const figure = figures[index]!;
      const y = top + row * rowHeight;
      const kind = figure < 10 ? 'near' : 'far';
      parts.push(`<rect x="${left}" y="${y + 3}" width="${x(figure).toFixed(1)}" height="12" class="${kind}"/>`);
      const text = figure < 100 ? figure.toFixed(2) : Math.round(figure).toLocaleString('en');
      parts.push(`<text x="${(left + x(figure) + 3).toFixed(1)}" y="${y + 13}">${text}</text>`);
    });
  });
  rows.forEach(({ name }, row) => {
    parts.push(
      `<text x="${labelWidth - 8}" y="${top + row * rowHeight + 13}" text-anchor="end">${escapeText(name)}</text>`,
    );
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="10">
<style>.head{font-weight:bold}.title{font-size:13px;font-weight:bold}.near{fill:#2a7f62}.far{fill:#c8553d}.one{stroke:#999;stroke-dasharray:2 2}text{fill:#222}</style>
<rect width="${width}" height="${height}" fill="#fff"/>
<text x="8" y="18" class="title">${escapeText(title)}</text>
${parts.join('\n')}
<text x="8" y="${height - 8}">Bars on a logarithmic scale; the dashed line is one lead.</text>
</svg>
`;
}
