import { isUtf8 } from 'node:buffer';
import { err, ok, type Result } from '../core/result.js';
import type { CsvDialect } from './csv-types.js';

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const utf8Mark = Buffer.from([0xef, 0xbb, 0xbf]);

const startsWith = (head: Buffer, bytes: readonly number[]): boolean =>
  head.length >= bytes.length && bytes.every((byte, index) => head[index] === byte);

/** The head without a character that was cut in two at its end. */
function withoutCutCharacter(head: Buffer): Buffer {
  let cut = head.length;
  for (let back = 1; back <= 3 && back <= head.length; back++) {
    const byte = head[head.length - back]!;
    if (byte < 0x80) break;
    if (byte >= 0xc0) {
      cut = head.length - back;
      break;
    }
  }
  return head.subarray(0, cut);
}

function badLine(head: Buffer): number {
  let from = 0;
  for (let number = 1; ; number++) {
    const to = head.indexOf(lineFeed, from);
    if (to < 0 || !isUtf8(head.subarray(from, to))) return number;
    from = to + 1;
  }
}

/** The line break this file uses: CR alone only where the first line ends in one that no LF follows. */
function findLineBreak(head: Buffer): number {
  const at = head.indexOf(carriageReturn);
  const feed = head.indexOf(lineFeed);
  const isOldMac = at >= 0 && (feed < 0 || at < feed) && at + 1 < head.length && head[at + 1] !== lineFeed;
  return isOldMac ? carriageReturn : lineFeed;
}

/** The most frequent of `,`, `;` and tab outside quotes in the first line; none: `,`. */
function findDelimiter(head: Buffer, lineBreak: number): string {
  const end = head.indexOf(lineBreak);
  const bare = head
    .toString('latin1', 0, end < 0 ? head.length : end)
    .split('"')
    .filter((_, index) => index % 2 === 0)
    .join('');
  const counts = [',', ';', '\t'].map((mark) => ({ mark, count: bare.split(mark).length - 1 }));
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).mark;
}

/**
 * Looks at the first bytes of a file before anything is parsed.
 *
 * @param isWhole - the head is all there is
 * @returns how the file is written and how many bytes of mark to skip, or what it is instead of UTF-8 text
 */
export function inspectHead(
  head: Buffer,
  isWhole: boolean,
): Result<{ readonly dialect: CsvDialect; readonly skip: number }, string> {
  if (head.length === 0) return err('expected a CSV file, found an empty one');
  if (startsWith(head, [0x50, 0x4b, 0x03, 0x04])) return err('expected a CSV file, found a zip archive or a workbook');
  if (startsWith(head, [0xff, 0xfe]) || startsWith(head, [0xfe, 0xff])) {
    return err('expected UTF-8 text, found UTF-16; save the file as CSV UTF-8');
  }
  if (head.includes(0)) return err('expected UTF-8 text, found a binary file (a NUL byte)');
  const text = isWhole ? head : withoutCutCharacter(head);
  if (!isUtf8(text)) return err(`expected UTF-8 text, found other bytes in line ${badLine(text)}`);
  const skip = startsWith(head, [...utf8Mark]) ? utf8Mark.length : 0;
  const lineBreak = findLineBreak(head);
  return ok({ dialect: { lineBreak, delimiter: findDelimiter(head.subarray(skip), lineBreak) }, skip });
}
