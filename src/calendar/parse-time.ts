/** Minutes after midnight of a time `HH:MM` from `00:00` to `24:00`, or null where the text is no such time. */
export function parseTime(text: string): number | null {
  if (!/^\d\d:[0-5]\d$/.test(text)) return null;
  const minutes = Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
  return minutes <= 24 * 60 ? minutes : null;
}
