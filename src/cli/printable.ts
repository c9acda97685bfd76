const unsafe = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

const escapeChar = (char: string): string => `\\u${char.codePointAt(0)!.toString(16).padStart(4, '0')}`;

/**
 * Text from a file made safe to show: control, format and direction characters are written as escapes, so that a cell
 * cannot move the cursor or start a line of its own, and at most `max` characters are kept.
 */
export function printable(text: string, max = 60): string {
  const chars = [...text.slice(0, 2 * max + 2)];
  const kept = chars.length > max ? `${chars.slice(0, max - 1).join('')}…` : chars.join('');
  return kept.replace(unsafe, escapeChar);
}
