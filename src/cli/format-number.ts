/**
 * A number with two decimals and a point, whatever the host's locale; never `-0.00`.
 *
 * @param sign - `'always'` writes `+` before what is above zero
 */
export function formatNumber(value: number, sign: 'negative' | 'always' = 'negative'): string {
  const hundredths = Math.round(Math.abs(value) * 100);
  const text = (hundredths / 100).toFixed(2);
  if (hundredths === 0) return text;
  return value < 0 ? `-${text}` : sign === 'always' ? `+${text}` : text;
}
