// The fair-share rules once more, in exact fractions and without any of the library's shortcuts. Slow on purpose.

interface Fraction {
  readonly over: bigint;
  readonly under: bigint;
}

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b));

export function fraction(over: bigint, under: bigint): Fraction {
  const divisor = gcd(over < 0n ? -over : over, under);
  return { over: over / divisor, under: under / divisor };
}

const whole = (value: number): Fraction => ({ over: BigInt(value), under: 1n });
const add = (a: Fraction, b: Fraction): Fraction => fraction(a.over * b.under + b.over * a.under, a.under * b.under);
const scale = (a: Fraction, by: number): Fraction => fraction(a.over * BigInt(by), a.under);
const negate = (a: Fraction): Fraction => ({ over: -a.over, under: a.under });

export const compareFractions = (a: Fraction, b: Fraction): number => {
  const difference = a.over * b.under - b.over * a.under;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
};

/** Largest whole number that is not above `a`. */
const floor = (a: Fraction): bigint => {
  const quotient = a.over / a.under;
  return a.over % a.under < 0n ? quotient - 1n : quotient;
};

export interface ExactState {
  /** Owed minus received, in leads of value 1. */
  readonly owed: readonly Fraction[];
  readonly lastSeq: readonly number[];
}

export interface ExactDraw {
  readonly eligible: readonly number[];
  readonly weights: readonly number[];
  readonly value: number;
  readonly tieKey: (member: number) => number;
}

export const exactStart = (members: number): ExactState => ({
  owed: Array.from({ length: members }, () => whole(0)),
  lastSeq: Array.from({ length: members }, () => 0),
});

interface Standing {
  readonly member: number;
  readonly owed: Fraction;
  readonly share: Fraction;
}

function standings(state: ExactState, draw: ExactDraw): Standing[] {
  const total = draw.eligible.map((member) => draw.weights[member]!).reduce((a, b) => a + b, 0);
  return draw.eligible.map((member) => {
    const share = fraction(BigInt(draw.weights[member]! * draw.value), BigInt(total));
    return { member, share, owed: add(state.owed[member]!, share) };
  });
}

/** Most owed first, then least recently served, then the smaller key. */
function inOrder(state: ExactState, draw: ExactDraw, list: readonly Standing[]): Standing[] {
  return [...list].sort(
    (a, b) =>
      compareFractions(b.owed, a.owed) ||
      state.lastSeq[a.member]! - state.lastSeq[b.member]! ||
      draw.tieKey(a.member) - draw.tieKey(b.member),
  );
}

/** Full leads of this lead's value that a member is owed `ahead` leads from now. */
function fullLeads(standing: Standing, ahead: number, value: number): bigint {
  const owed = add(standing.owed, scale(standing.share, ahead));
  const leads = floor(fraction(owed.over, owed.under * BigInt(value)));
  return leads < 0n ? 0n : leads;
}

/** Largest deficit first. */
export const exactLargest = (state: ExactState, draw: ExactDraw): number =>
  inOrder(state, draw, standings(state, draw))[0]!.member;

/** Largest deficit first among those whom the quota allows. */
export function exactGuarded(state: ExactState, draw: ExactDraw): number {
  const all = standings(state, draw);
  const [leader] = inOrder(state, draw, all);
  if (all.length === 1 || compareFractions(leader!.owed, whole(draw.value)) >= 0) return leader!.member;
  const dueBy = (ahead: number): bigint => all.reduce((n, one) => n + fullLeads(one, ahead, draw.value), 0n);
  if (compareFractions(leader!.owed, whole(0)) <= 0) return leader!.member;
  for (let ahead = 0; fullLeads(leader!, ahead, draw.value) === 0n; ahead++) {
    if (dueBy(ahead) < BigInt(ahead + 1)) continue;
    const allowed = all.filter((one) => one.owed.over > 0n && fullLeads(one, ahead, draw.value) > 0n);
    return (inOrder(state, draw, allowed)[0] ?? leader!).member;
  }
  return leader!.member;
}

/** Smallest whole number that is not below `a`. */
const ceil = (a: Fraction): bigint => -floor(negate(a));

/** Tijdeman's rule: of those owed 1/(2m − 2) of a lead or more, the one who must be served soonest. */
export function exactByDeadline(state: ExactState, draw: ExactDraw): number {
  const all = inOrder(state, draw, standings(state, draw));
  const [leader] = all;
  if (all.length === 1 || compareFractions(leader!.owed, whole(1)) >= 0) return leader!.member;
  const least = fraction(1n, BigInt(2 * all.length - 2));
  const deadline = ({ owed, share }: Standing): bigint => {
    const missing = add(add(whole(1), negate(least)), negate(owed));
    return ceil(fraction(missing.over * share.under, missing.under * share.over));
  };
  // `all` is in order, and sorting is stable: equal deadlines stay in it.
  const [soonest] = all
    .filter(({ owed }) => compareFractions(owed, least) >= 0)
    .sort((a, b) => (deadline(a) < deadline(b) ? -1 : deadline(a) > deadline(b) ? 1 : 0));
  return (soonest ?? leader!).member;
}

/** The highest score among those who are owed at most `budget` thousandths of a lead less than who is owed most. */
export function exactBestMatch(state: ExactState, draw: ExactDraw, scores: readonly number[], budget: number): number {
  const all = inOrder(state, draw, standings(state, draw));
  const least = add(all[0]!.owed, fraction(BigInt(-budget * draw.value), 1000n));
  const [best] = all
    .filter(({ owed }) => compareFractions(owed, least) >= 0)
    .sort((a, b) => scores[b.member]! - scores[a.member]!);
  return best!.member;
}

/** The smallest (open + units) / capacity. Capacities are above 0. */
export function exactLeastLoaded(
  state: ExactState,
  draw: ExactDraw,
  load: { readonly open: readonly number[]; readonly capacity: readonly number[]; readonly units: number },
): number {
  const utilisation = ({ member }: Standing): Fraction =>
    fraction(BigInt(load.open[member]! + load.units), BigInt(load.capacity[member]!));
  const all = inOrder(state, draw, standings(state, draw));
  return all.sort((a, b) => compareFractions(utilisation(a), utilisation(b)))[0]!.member;
}

/** The state after `member` got the lead. */
export function exactCharge(state: ExactState, draw: ExactDraw, member: number, seq: number): ExactState {
  const owed = [...state.owed];
  for (const one of standings(state, draw)) owed[one.member] = one.owed;
  owed[member] = add(owed[member]!, negate(whole(draw.value)));
  return { owed, lastSeq: state.lastSeq.map((last, index) => (index === member ? seq : last)) };
}

/** `owed` in units of 1/unit lead; throws where that is not a whole number. */
export function inUnits(owed: Fraction, unit: number): number {
  const scaled = scale(owed, unit);
  if (scaled.under !== 1n) throw new Error(`not a multiple of 1/${unit}`);
  return Number(scaled.over);
}
