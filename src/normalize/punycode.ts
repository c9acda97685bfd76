const base = 36;
const letterMin = 1;
const letterMax = 26;
const skew = 38;
const damp = 700;
const biasFirst = 72;

const digitLetter = (digit: number): string => String.fromCharCode(digit < 26 ? 97 + digit : 22 + digit);

function adapt(delta: number, points: number, first: boolean): number {
  let rest = first ? Math.floor(delta / damp) : Math.floor(delta / 2);
  rest += Math.floor(rest / points);
  let bias = 0;
  for (; rest > ((base - letterMin) * letterMax) / 2; bias += base) rest = Math.floor(rest / (base - letterMin));
  return bias + Math.floor(((base - letterMin + 1) * rest) / (rest + skew));
}

function variableLength(delta: number, bias: number): string {
  let text = '';
  let rest = delta;
  for (let k = base; ; k += base) {
    const threshold = Math.min(letterMax, Math.max(letterMin, k - bias));
    if (rest < threshold) return text + digitLetter(rest);
    text += digitLetter(threshold + ((rest - threshold) % (base - threshold)));
    rest = Math.floor((rest - threshold) / (base - threshold));
  }
}

/**
 * One label of a host name as Punycode, with `xn--` before it; ASCII labels stay.
 *
 * Source: RFC 3492. O(length × distinct characters) for labels of at most 63 characters.
 *
 * @example asciiLabel('müller') //=> 'xn--mller-kva'
 */
export function asciiLabel(label: string): string {
  const first = beyondAscii(label, 0);
  if (first < 0) return label;
  // one letter beyond ASCII, as in most labels: where it goes is all there is to say
  if (beyondAscii(label, first + 1) < 0) {
    const rest = label.slice(0, first) + label.slice(first + 1);
    const delta = (label.charCodeAt(first) - 128) * label.length + first;
    return `xn--${rest === '' ? '' : `${rest}-`}${variableLength(delta, biasFirst)}`;
  }
  return anyLabel(label);
}

/** Where the next letter beyond ASCII is; -1 where there is none. */
function beyondAscii(label: string, from: number): number {
  let at = from;
  while (at < label.length && label.charCodeAt(at) < 128) at++;
  return at < label.length ? at : -1;
}

/** {@link asciiLabel} of a label with letters beyond ASCII, and the slow twin of the short way for one. */
function anyLabel(label: string): string {
  const points: number[] = [];
  let plain = '';
  let from = 0;
  for (let i = 0; i < label.length; i++) {
    const point = label.codePointAt(i)!;
    points.push(point);
    if (point < 128) continue;
    plain += label.slice(from, i);
    if (point > 0xffff) i++;
    from = i + 1;
  }
  plain += label.slice(from);
  return `xn--${plain === '' ? '' : `${plain}-`}${insertions(points, plain.length)}`;
}

/** Where letters beyond ASCII go in, smallest first. */
function insertions(points: readonly number[], plain: number): string {
  let text = '';
  let [at, delta, bias, done] = [128, 0, biasFirst, plain];
  while (done < points.length) {
    const next = leastFrom(points, at);
    delta += (next - at) * (done + 1);
    at = next;
    for (const point of points) {
      if (point < at) delta++;
      if (point !== at) continue;
      text += variableLength(delta, bias);
      bias = adapt(delta, done + 1, done === plain);
      delta = 0;
      done++;
    }
    delta++;
    at++;
  }
  return text;
}

function leastFrom(points: readonly number[], at: number): number {
  let least = 0x10ffff;
  for (const point of points) if (point >= at && point < least) least = point;
  return least;
}
