/** 2²⁵ and 2²⁶: a mantissa lies between them, so that its square stays exact. */
const one = 33_554_432;
const two = 67_108_864;
const squareOfRootTwo = 2_251_799_813_685_248;
const fractionBits = 20;

/**
 * −log₂ of a hash read as a fraction of 2³², in units of 2⁻²⁰: a whole number from 1 to 34,603,008. By squaring the
 * mantissa once per binary digit, in whole numbers, so that it is the same on every machine.
 *
 * @param hash - 32 bits, unsigned
 */
export function surprise(hash: number): number {
  const exponent = 32 - Math.clz32(hash);
  const odd = 2 * hash + 1;
  let mantissa = exponent <= 25 ? odd * (1 << (25 - exponent)) : Math.floor(odd / (1 << (exponent - 25)));
  let fraction = 0;
  for (let bit = 0; bit < fractionBits; bit++) {
    const square = mantissa * mantissa;
    const carry = square >= squareOfRootTwo;
    fraction = fraction * 2 + (carry ? 1 : 0);
    mantissa = Math.floor(square / (carry ? two : one));
  }
  return (33 - exponent) * 1_048_576 - fraction;
}
