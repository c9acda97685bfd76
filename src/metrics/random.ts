/** Draws a whole number from 0 to below `limit` (at most 2³²), each as likely as the others. */
type Draw = (limit: number) => number;

const range = 4_294_967_296;

/**
 * A sequence of whole numbers that depends on the seed alone: sfc32 (Doty-Humphrey, PractRand), 32-bit additions, shifts
 * and xors only. Not for secrets.
 */
export function createDraw(seed: number): Draw {
  let [a, b, c, counter] = [seed | 0, Math.floor(seed / range) | 0, 0x9e3779b9 | 0, 1];
  const next = (): number => {
    const out = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + out) | 0;
    return out >>> 0;
  };
  for (let k = 0; k < 15; k++) next();
  return (limit) => {
    // what is left of the range beyond a multiple of `limit` would favour small numbers
    const end = range - (range % limit);
    let value = next();
    while (value >= end) value = next();
    return value % limit;
  };
}
