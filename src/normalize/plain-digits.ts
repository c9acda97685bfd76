/** Kinds of characters by code: 1 digits, 2 to 4 what stands between and behind them; 0 for what has to be read with more care. */
const kinds: Uint8Array = /* @__PURE__ */ Uint8Array.from({ length: 128 }, (_, code) =>
  code >= 48 && code <= 57
    ? 1
    : ' -.()x'.includes(String.fromCharCode(code))
      ? code === 40
        ? 3
        : code === 120
          ? 4
          : 2
      : 0,
);

/** 1 for a digit, 2 for what stands between digits, 4 where an extension begins, else 0. */
function kindAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  const kind = code < 128 ? kinds[code]! : 0;
  if (kind < 3) return kind;
  // `(0)` is left out or not, as the number goes on
  return kind === 3 ? (text.startsWith('0', at + 1) ? 0 : 2) : isExtension(text, at) ? 4 : 0;
}

/**
 * Digits of a number that is written with nothing but spaces, hyphens, points and brackets, a `+` before them where it has
 * one (left out), and an extension at its end (left out). Null for all that has to be read with more care.
 */
export function plainDigits(text: string): string | null {
  const { length } = text;
  if (length > 40) return null;
  let digits = '';
  let from = text.startsWith('+') ? 1 : 0;
  let kind = 1;
  for (let i = from; i < length && kind !== 4; i++) {
    kind = kindAt(text, i);
    if (kind === 1) continue;
    if (kind === 0) return null;
    if (i > from) digits += text.slice(from, i);
    from = i + 1;
  }
  if (kind === 1) digits += text.slice(from);
  return digits.length >= 4 && digits.length <= 15 && !isDecimal(text) ? digits : null;
}

/** Whether `.0` stands at the end, as spreadsheets leave it. */
const isDecimal = (text: string): boolean =>
  text.charCodeAt(text.length - 2) === 46 && text.charCodeAt(text.length - 1) === 48;

/** Whether `x204` stands here, behind a space and at the end. */
const isExtension = (text: string, at: number): boolean => /^ x\d{1,8}$/.test(text.slice(at - 1));
