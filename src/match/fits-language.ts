/**
 * Whether a rep's language tag serves a wanted one: equal, or one is the other cut at a hyphen, letter case ignored
 * (RFC 4647 basic filtering, in both directions).
 *
 * @example
 * fitsLanguage('pt', 'pt-BR'); //=> true
 * fitsLanguage('pt-PT', 'pt-BR'); //=> false
 */
export function fitsLanguage(spoken: string, wanted: string): boolean {
  const a = spoken.toLowerCase();
  const b = wanted.toLowerCase();
  return a === b || a.startsWith(`${b}-`) || b.startsWith(`${a}-`);
}
