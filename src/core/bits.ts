const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
/** Two digits at a time. */
const pairs: readonly string[] = /* @__PURE__ */ Array.from(
  { length: 4_096 },
  (_, bits) => digits[bits & 63]! + digits[bits >> 6]!,
);
/** What a digit stands for, by character code. */
const values: Int8Array = /* @__PURE__ */ digitValues();
function digitValues(): Int8Array {
  const table = new Int8Array(128).fill(-1);
  for (let bits = 0; bits < digits.length; bits++) table[digits.charCodeAt(bits)] = bits;
  return table;
}

/** Sets of more than this many digits are not put together from pieces, which would keep all of them in memory. */
const piecedMax = 16;

/** The digits of a set as character codes. */
function codesOf(members: readonly number[]): readonly number[] {
  const codes = new Array<number>(Math.floor(members[members.length - 1]! / 6) + 1).fill(0);
  for (let k = 0; k < members.length; k++) {
    const place = Math.floor(members[k]! / 6);
    codes[place] = codes[place]! | (1 << (members[k]! - place * 6));
  }
  for (let place = 0; place < codes.length; place++) codes[place] = digits.charCodeAt(codes[place]!);
  return codes;
}

/**
 * A set of whole numbers below `size` as text, six to a character, least significant bit first; `*` where all of them
 * are in it. 500 members take 84 characters.
 *
 * @param members - ascending
 */
export function packBits(members: readonly number[], size: number): string {
  const count = members.length;
  if (count === size) return '*';
  if (count > 0 && members[count - 1]! >= 6 * piecedMax) return String.fromCharCode(...codesOf(members));
  let text = '';
  let low = 0;
  let bits = 0;
  for (let k = 0; k < count; k++) {
    const member = members[k]!;
    for (; member >= low + 12; low += 12) {
      text += pairs[bits];
      bits = 0;
    }
    bits |= 1 << (member - low);
  }
  return bits < 64 ? text + (bits === 0 ? '' : digits[bits]) : text + pairs[bits];
}

/** The set that `packBits` wrote, ascending. Characters it does not write count as nothing. */
export function unpackBits(text: string, size: number): readonly number[] {
  const members: number[] = [];
  if (text === '*') {
    for (let member = 0; member < size; member++) members.push(member);
    return members;
  }
  for (let place = 0; place < text.length; place++) {
    const bits = values[text.charCodeAt(place)] ?? 0;
    for (let bit = 0; bits > 0 && bit < 6; bit++) {
      const member = place * 6 + bit;
      if ((bits & (1 << bit)) !== 0 && member < size) members.push(member);
    }
  }
  return members;
}
