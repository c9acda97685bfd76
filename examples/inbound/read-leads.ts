import { createReadStream } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Lead } from 'fairlead';
import { createNormalizer, type NormalizeOptions } from 'fairlead/normalize';
// the command's own reader: it gives every row back, the broken ones with what is wrong with them
import type { BadRow } from '../../src/cli/csv-types.js';
import { leadColumns, toRawLead } from '../../src/cli/lead-columns.js';
import { openCsv } from '../../src/cli/open-csv.js';

export interface LeadFile {
  /** Rows of the file, header and blank lines aside. */
  readonly rowCount: number;
  readonly leads: readonly { readonly line: number; readonly lead: Lead }[];
  readonly badRows: readonly BadRow[];
}

export const inFolder = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** Reads and cleans the leads of a CSV file; nothing is lost: a row is a lead or a bad row. */
export async function readLeads(path: string, options: NormalizeOptions): Promise<LeadFile> {
  const csv = await openCsv(createReadStream(path) as AsyncIterable<Buffer>);
  if (!csv.ok) throw new Error(csv.error);
  const columns = leadColumns(csv.value.header, [], null);
  if (!columns.ok) throw new Error(columns.error);
  const normalize = createNormalizer(options);
  const leads: { readonly line: number; readonly lead: Lead }[] = [];
  const badRows: BadRow[] = [];
  const lineOfId = new Map<string, number>();
  for await (const rows of csv.value.rows) {
    for (const row of rows) {
      if (row.type === 'bad') badRows.push(row);
      else if (row.cells.every((cell) => cell.trim() === '')) {
        badRows.push({ line: row.line, field: null, expected: 'a value in some column', found: 'only empty cells' });
      } else {
        const raw = toRawLead(columns.value, row.line, row.cells);
        const earlier = lineOfId.get(raw.id);
        if (earlier === undefined) leads.push({ line: row.line, lead: normalize(raw) });
        else
          badRows.push({ line: row.line, field: 'id', expected: 'an id of its own', found: `that of line ${earlier}` });
        lineOfId.set(raw.id, earlier ?? row.line);
      }
    }
  }
  return { rowCount: leads.length + badRows.length, leads, badRows };
}
