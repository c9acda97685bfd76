import type { LeadColumns } from './lead-columns.js';
import { printable } from './printable.js';
import type { Routing } from './route-rows.js';

const namesShown = 12;

/** Whether leads are read from a column of this name: a value put there is not merely kept. */
function isRead(name: string, normalize: Routing['normalize']): boolean {
  const column = name.slice(0, 100);
  return !Object.hasOwn(normalize({ id: '1', [column]: '1' }).fields, column);
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, namesShown).map((name) => `\`${printable(name, 40)}\``);
  const more = names.length - shown.length;
  return `${names.length === 1 ? 'column' : 'columns'} ${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/**
 * Makes sure that a file holds leads at all: some column besides the id must be one that leads are read from.
 *
 * @param normalize - how the leads are going to be read, with the columns' mapping
 * @returns one line that names the columns found, or null where the header will do
 */
export function checkHeader({ names, idAt }: LeadColumns, normalize: Routing['normalize']): string | null {
  if (names.some((name, index) => index !== idAt && isRead(name, normalize))) return null;
  return `expected a column such as \`email\`, \`company\`, \`phone\` or \`country\`, found the ${listed(names)}`;
}
