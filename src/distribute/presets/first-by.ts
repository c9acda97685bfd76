/** The first of `list` for which `key` is smallest: ties go to the order of the list, as they do in these products. */
export function firstBy(list: readonly number[], key: (member: number) => number): number {
  let best = list[0]!;
  for (const member of list) if (key(member) < key(best)) best = member;
  return best;
}

/** Sums of 1/weight, to a billionth: so that what is equal as fractions ties, whatever the doubles lost on the way. */
export const toBillionths = (sum: number): number => Math.round(sum * 1e9);
