/** A value as an error text shows it: text in backticks, on one line and cut short; anything else by its kind. */
export function quote(value: unknown): string {
  if (typeof value === 'string') return `\`${value.slice(0, 40).replace(/[\s\p{C}]+/gu, ' ')}\``;
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return `\`${value}\``;
  return Array.isArray(value) ? 'a list' : value === undefined ? 'nothing' : `a value of type ${typeof value}`;
}
