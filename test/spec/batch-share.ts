// A batch handed out as its definition says, with no memory: who has which lead, and who can be passed one, is looked up
// anew every time. Imports nothing.

export interface BatchLedger {
  readonly balance: readonly number[];
  readonly lastSeq: readonly number[];
}

export interface BatchDraw {
  readonly eligible: readonly number[];
  readonly count: number;
  readonly weights: ArrayLike<number>;
  readonly value: number;
  readonly unit: number;
  readonly tieKey: (member: number) => number;
}

/** A lead that somebody passes on. */
interface Pass {
  readonly lead: number;
  readonly giver: number;
  readonly taker: number;
}

const listOf = ({ eligible, count }: BatchDraw): readonly number[] => eligible.slice(0, count);

const sharesOf = (draw: BatchDraw): readonly (readonly [member: number, share: bigint])[] => {
  const list = listOf(draw);
  const sum = list.reduce((total, member) => total + BigInt(draw.weights[member]!), 0n);
  const worth = BigInt(draw.value) * BigInt(draw.unit);
  return list.map((member) => [member, (worth * BigInt(draw.weights[member]!)) / sum]);
};

const compare = (a: bigint, b: bigint): number => (a === b ? 0 : a < b ? -1 : 1);

/** Everybody whom `start` can pass a lead, with the shortest ways there; directly, by each of its leads. */
function waysFrom(start: number, draws: readonly BatchDraw[], receivers: readonly number[]): readonly Pass[][] {
  const ways: Pass[][] = [[]];
  const reached = new Set([start]);
  for (let at = 0; at < ways.length; at++) {
    const giver = ways[at]!.at(-1)?.taker ?? start;
    for (const [lead, draw] of draws.entries()) {
      if (receivers[lead] !== giver) continue;
      for (const taker of listOf(draw)) {
        if (taker === start || (giver !== start && reached.has(taker))) continue;
        reached.add(taker);
        ways.push([...ways[at]!, { lead, giver, taker }]);
      }
    }
  }
  return ways.slice(1);
}

/** The balances after leads were passed on. */
function afterPasses(balance: readonly bigint[], prices: readonly bigint[], way: readonly Pass[]): bigint[] {
  const next = [...balance];
  for (const { lead, giver, taker } of way) {
    next[giver]! += prices[lead]!;
    next[taker]! -= prices[lead]!;
  }
  return next;
}

const unevenness = (balance: readonly bigint[]): bigint => balance.reduce((sum, owed) => sum + owed * owed, 0n);

/** The first way that makes the balances more even: from who is owed least, to who is owed most. */
function firstImprovement(
  draws: readonly BatchDraw[],
  prices: readonly bigint[],
  receivers: readonly number[],
  balance: readonly bigint[],
): readonly Pass[] | undefined {
  const byOwed = balance.map((_, member) => member).sort((a, b) => compare(balance[a]!, balance[b]!) || a - b);
  for (const giver of byOwed) {
    const end = (way: readonly Pass[]): number => way.at(-1)!.taker;
    const ways = waysFrom(giver, draws, receivers)
      .filter((way) => balance[end(way)]! > balance[giver]!)
      .sort((a, b) => compare(balance[end(b)]!, balance[end(a)]!) || end(a) - end(b));
    const found = ways.find((way) => unevenness(afterPasses(balance, prices, way)) < unevenness(balance));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Who gets each lead, and how many times leads were passed on, by how many passes at once. */
export function plainBatch(
  ledger: BatchLedger,
  draws: readonly BatchDraw[],
): { readonly receivers: readonly number[]; readonly passes: readonly number[] } {
  let balance = ledger.balance.map(BigInt);
  const lastSeq = [...ledger.lastSeq];
  const prices = draws.map((draw) => {
    const shares = sharesOf(draw);
    for (const [member, share] of shares) balance[member]! += share;
    return shares.reduce((total, [, share]) => total + share, 0n);
  });
  const receivers = draws.map(() => -1);
  const dearest = draws.map((_, lead) => lead).sort((a, b) => compare(prices[b]!, prices[a]!) || a - b);
  let seq = Math.max(0, ...lastSeq);
  for (const lead of dearest) {
    const draw = draws[lead]!;
    const [member] = [...listOf(draw)].sort(
      (a, b) =>
        compare(balance[b]!, balance[a]!) || lastSeq[a]! - lastSeq[b]! || draw.tieKey(a) - draw.tieKey(b) || a - b,
    );
    receivers[lead] = member!;
    balance[member!]! -= prices[lead]!;
    seq += 1;
    lastSeq[member!] = seq;
  }
  const passes: number[] = [];
  for (;;) {
    const way = firstImprovement(draws, prices, receivers, balance);
    if (way === undefined) return { receivers, passes };
    balance = afterPasses(balance, prices, way);
    for (const { lead, taker } of way) receivers[lead] = taker;
    passes.push(way.length);
  }
}
