// The fair share in the ledger's own integers, rounding included, as its definition says and no faster. Imports nothing.

export interface IntegerLedger {
  readonly balance: number[];
  readonly received: number[];
  readonly lastSeq: number[];
}

export interface IntegerDraw {
  readonly eligible: readonly number[];
  readonly weights: ArrayLike<number>;
  readonly value: number;
  readonly unit: number;
  readonly tieKey: (member: number) => number;
  readonly measure: 'count' | 'value';
}

interface Standing {
  readonly member: number;
  readonly increment: bigint;
  /** With this lead's share. */
  readonly owed: bigint;
}

/** The largest pool whose leads the quota guard looks at one by one. */
const guardedMax = 128;
const max = (a: bigint, b: bigint): bigint => (a > b ? a : b);
/** Rounded down; the divisor is above 0. */
const floored = (a: bigint, b: bigint): bigint => (a - (((a % b) + b) % b)) / b;

function standings(ledger: IntegerLedger, { eligible, weights, value, unit }: IntegerDraw): Standing[] {
  const sum = eligible.reduce((total, member) => total + BigInt(weights[member]!), 0n);
  return eligible.map((member) => {
    const increment = floored(BigInt(value) * BigInt(unit) * BigInt(weights[member]!), sum);
    return { member, increment, owed: BigInt(ledger.balance[member]!) + increment };
  });
}

const poolOf = (all: readonly Standing[]): bigint => all.reduce((total, { increment }) => total + increment, 0n);

/** Most owed first, then least recently served, then the smaller key. */
const inOrder = (ledger: IntegerLedger, draw: IntegerDraw, list: readonly Standing[]): readonly Standing[] =>
  [...list].sort(
    (a, b) =>
      (a.owed === b.owed ? 0 : a.owed > b.owed ? -1 : 1) ||
      ledger.lastSeq[a.member]! - ledger.lastSeq[b.member]! ||
      draw.tieKey(a.member) - draw.tieKey(b.member) ||
      a.member - b.member,
  );

/** Among those who fall due in the first slot that is full, the one who is owed most. */
function guarded(all: readonly Standing[]): Standing {
  const leader = all[0]!;
  const pool = poolOf(all);
  const fullLeads = ({ owed, increment }: Standing, ahead: bigint): bigint =>
    max(0n, floored(owed + ahead * increment, pool));
  if (leader.owed <= 0n) return leader;
  for (let ahead = 0n; fullLeads(leader, ahead) === 0n; ahead++) {
    if (all.reduce((due, one) => due + fullLeads(one, ahead), 0n) <= ahead) continue;
    return all.find((one) => one.owed > 0n && fullLeads(one, ahead) > 0n) ?? leader;
  }
  return leader;
}

/** Of those who are owed 1/(2m − 2) of a lead, the one who must be served soonest. */
function byDeadline(all: readonly Standing[]): Standing {
  const pool = poolOf(all);
  const scale = BigInt(2 * all.length - 2);
  const deadline = ({ owed, increment }: Standing): bigint =>
    -floored(scale * owed - (scale - 1n) * pool, scale * increment);
  // `all` is in order, and sorting is stable
  const [soonest] = all
    .filter(({ owed }) => owed > 0n && owed * scale >= pool)
    .sort((a, b) => Number(deadline(a) - deadline(b)));
  return soonest ?? all[0]!;
}

/** Who gets the lead, and what it costs. */
export function integerPick(
  ledger: IntegerLedger,
  draw: IntegerDraw,
): { readonly member: number; readonly balance: number; readonly pool: number } {
  const all = inOrder(ledger, draw, standings(ledger, draw));
  const pool = poolOf(all);
  const plain = all.length === 1 || draw.measure === 'value' || all[0]!.owed >= pool;
  const { member, owed } = plain ? all[0]! : all.length > guardedMax ? byDeadline(all) : guarded(all);
  return { member, balance: Number(owed), pool: Number(pool) };
}

/** The ledger after `member` got the lead. */
export function integerCharge(
  ledger: IntegerLedger,
  draw: IntegerDraw,
  receiver: number,
  seq: number,
): { readonly ledger: IntegerLedger; readonly paid: number } {
  const all = standings(ledger, draw);
  const paid = Number(poolOf(all));
  const balance = [...ledger.balance];
  for (const { member, owed } of all) balance[member] = Number(owed);
  balance[receiver]! -= paid;
  const received = ledger.received.map((value, member) => (member === receiver ? value + draw.value : value));
  const lastSeq = ledger.lastSeq.map((last, member) => (member === receiver ? seq : last));
  return { ledger: { balance, received, lastSeq }, paid };
}
