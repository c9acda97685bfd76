const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/**
 * A set of whole numbers below `size` as text, six to a character, least significant bit first; `*` where all of them
 * are in it. 500 members take 84 characters.
 *
 * @param members - ascending
 */
export function packBits(members: readonly number[], size: number): string {
  if (members.length === size) return '*';
  let text = '';
  let next = 0;
  for (let low = 0; next < members.length; low += 6) {
    let bits = 0;
    for (; next < members.length && members[next]! < low + 6; next++) bits |= 1 << (members[next]! - low);
    text += digits[bits];
  }
  return text;
}

/** The set that `packBits` wrote, ascending. Characters it does not write count as nothing. */
export function unpackBits(text: string, size: number): readonly number[] {
  if (text === '*') return Array.from({ length: size }, (_, index) => index);
  const members: number[] = [];
  for (let place = 0; place < text.length; place++) {
    const bits = digits.indexOf(text[place]!);
    for (let bit = 0; bits > 0 && bit < 6; bit++) {
      const member = place * 6 + bit;
      if ((bits & (1 << bit)) !== 0 && member < size) members.push(member);
    }
  }
  return members;
}
