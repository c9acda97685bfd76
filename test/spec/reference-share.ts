/** Section 4: who gets the lead, in exact integers. */
import type { ScoredLead } from '../../src/lead/index.js';
import type { Measure, Policy, Queue, Rep } from '../../src/policy/index.js';
import { unitsOf, zoneOf } from './reference-match.js';
import { day, startOf } from './reference-time.js';

export interface Entry {
  balance: bigint;
  /** When in the order of assignments the last one was; 0 for never. */
  last: number;
}
export type Ledger = Map<string, Entry>;
export interface Candidate {
  readonly repId: string;
  readonly x: bigint;
  readonly inc: bigint;
  readonly last: number;
  readonly tie: number;
}

/** 32-bit FNV-1a over code units with the finish of MurmurHash3. */
export function hashText(text: string, seed = 0x811c9dc5): number {
  let hash = seed;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));

export function weightsOf(policy: Policy, queue: Queue, now: number): Map<string, number> {
  const members = queue.repIds.map((id) => policy.reps.find((rep) => rep.id === id)!);
  const plain = (rep: Rep): number => queue.weights?.[rep.id] ?? rep.weight ?? 1;
  const ramped = members.some((rep) => rep.ramp !== undefined);
  const divisor = members.map(plain).reduce(gcd, 0);
  const percent = ({ ramp, ...rep }: Rep): number => {
    if (ramp === undefined) return 100;
    const from100 = Math.round(ramp.from * 100);
    const grown = Math.floor(
      ((100 - from100) * (now - startOf(rep as Rep, zoneOf(policy, rep as Rep)))) / (ramp.days * day),
    );
    return Math.max(1, from100, Math.min(100, from100 + grown));
  };
  return new Map(members.map((rep) => [rep.id, ramped ? plain(rep) * percent(rep) : plain(rep) / divisor]));
}

/** What a lead counts by a measure; without a lead: the most that one can. */
export function countOf(queue: Queue, by: Measure, lead: ScoredLead | null): number {
  const { valueUnit = 100, valueMax = 1_000_000 } = queue.strategy.type === 'fair_share' ? queue.strategy : {};
  if (by === 'count') return 1;
  if (by === 'value')
    return lead ? Math.min(valueMax, Math.max(1, Math.floor((lead.value ?? 0) / valueUnit))) : valueMax;
  return lead ? unitsOf(queue, lead) : Math.max(queue.units ?? 1, ...(queue.unitsWhen ?? []).map(({ units }) => units));
}

/** The largest lcm(1..k), k up to 28, with which shares and balances stay safe integers. */
export function unitOf(weightMax: number, most: number, members: number): bigint {
  const lcms = [1];
  for (let k = 2; k <= 28; k++) lcms.push((lcms.at(-1)! / gcd(lcms.at(-1)!, k)) * k);
  return BigInt(
    lcms.findLast(
      (unit) => unit * most * weightMax <= Number.MAX_SAFE_INTEGER && 2 * members * unit * most <= 2 ** 52,
    )!,
  );
}

/** What each of the pool gains: floor(U * w / W). */
export function gains(pool: readonly string[], weights: Map<string, number>, unit: bigint): Map<string, bigint> {
  const sum = pool.reduce((total, id) => total + weights.get(id)!, 0);
  return new Map(pool.map((id) => [id, (unit * BigInt(weights.get(id)!)) / BigInt(sum)]));
}

export const sign = (x: bigint): number => (x > 0n ? 1 : x < 0n ? -1 : 0);
export const byBalance = (a: Candidate, b: Candidate): number => sign(b.x - a.x) || a.last - b.last || a.tie - b.tie;
const floorDiv = (a: bigint, b: bigint): bigint => a / b - (a < 0n && a % b !== 0n ? 1n : 0n);

/** The least h with N(h) >= h + 1, as long as the leader itself is not due by then; null: no guard. */
function fullSlot(pool: readonly Candidate[], leader: Candidate, sum: bigint): bigint | null {
  const rows = pool.map((one) => {
    const full = floorDiv(one.x, sum);
    return { one, full: Number(full), rest: Number(one.x - full * sum), inc: Number(one.inc) };
  });
  for (let h = 0; ; h++) {
    if (rows.some(({ one, full }) => one === leader && full > 0)) return null;
    if (rows.reduce((due, { full }) => due + Math.max(0, full), 0) >= h + 1) return BigInt(h);
    for (const row of rows) {
      row.rest += row.inc;
      if (row.rest < Number(sum)) continue;
      row.rest -= Number(sum);
      row.full++;
    }
  }
}
export function fairShare(pool: readonly Candidate[]): string {
  const sum = pool.reduce((total, { inc }) => total + inc, 0n);
  const leader = [...pool].sort(byBalance)[0]!;
  if (pool.length === 1 || leader.x >= sum) return leader.repId;
  if (pool.length > 128) {
    const scale = 2n * BigInt(pool.length) - 2n;
    const deadline = ({ x, inc }: Candidate): bigint => -floorDiv(scale * x - (scale - 1n) * sum, scale * inc);
    const byDeadline = (a: Candidate, b: Candidate): number => sign(deadline(a) - deadline(b)) || byBalance(a, b);
    return (pool.filter(({ x }) => x > 0n && x * scale >= sum).sort(byDeadline)[0] ?? leader).repId;
  }
  const h = leader.x > 0n ? fullSlot(pool, leader, sum) : null;
  if (h === null) return leader.repId;
  return (pool.filter(({ x, inc }) => x > 0n && x + h * inc >= sum).sort(byBalance)[0] ?? leader).repId;
}

/** The best match that the budget, in hundredths of a lead, and the guard allow. */
export function bestMatch(pool: readonly Candidate[], scoreOf: (repId: string) => number, budget: number): string {
  const sum = pool.reduce((total, { inc }) => total + inc, 0n);
  const leader = [...pool].sort(byBalance)[0]!;
  const least = leader.x - (sum * BigInt(budget)) / 100n;
  const byMatch = (a: Candidate, b: Candidate): number => scoreOf(b.repId) - scoreOf(a.repId) || byBalance(a, b);
  const ranked = pool.filter(({ x }) => x >= least).sort(byMatch);
  if (pool.length > 128) return ranked[0]!.repId;
  if (pool.length === 1 || leader.x >= sum) return leader.repId;
  const safe = ranked.find((one) => one.x > 0n && fullSlot(pool, one, sum) === null);
  return safe?.repId ?? fairShare(pool);
}

/** −log2 of (2h + 1) / 2³³ in units of 2⁻²⁰, by squaring a mantissa of 26 bits. */
function surprise(hash: number): bigint {
  const odd = 2n * BigInt(hash) + 1n;
  const exponent = BigInt(odd.toString(2).length - 1);
  let mantissa = (odd << 26n) >> (exponent + 1n);
  let bits = 0n;
  for (let k = 0; k < 20; k++) {
    const square = mantissa * mantissa;
    const bit = square >= 1n << 51n ? 1n : 0n;
    bits = 2n * bits + bit;
    mantissa = square >> (25n + bit);
  }
  return ((33n - exponent) << 20n) - bits;
}

/** Whose key it is, where that rep may have the lead: overdraft in hundredths of a lead. */
export function sticky(
  pool: readonly Candidate[],
  weights: Map<string, number>,
  key: string,
  overdraft: number,
): string | null {
  const sum = pool.reduce((total, { inc }) => total + inc, 0n);
  if (pool.length === 1) return pool[0]!.repId;
  const ahead = (sum * BigInt(overdraft)) / 100n;
  if (pool.some(({ x }) => x >= sum && x >= ahead)) return null;
  const far = ({ repId }: Candidate): bigint => surprise(hashText(repId, hashText(key)));
  const weight = ({ repId }: Candidate): bigint => BigInt(weights.get(repId)!);
  const byRank = (a: Candidate, b: Candidate): number =>
    sign(far(a) * weight(b) - far(b) * weight(a)) || a.last - b.last || a.tie - b.tie;
  const home = [...pool].sort(byRank)[0]!;
  return home.x - sum >= -ahead ? home.repId : null;
}

export function leastLoaded(
  pool: readonly Candidate[],
  load: (repId: string) => { open: number; capacity: number | null },
): string {
  const byLoad = (a: Candidate, b: Candidate): number => {
    const [p, q] = [load(a.repId), load(b.repId)];
    if (p.capacity === null || q.capacity === null) {
      return p.capacity === q.capacity ? p.open - q.open : p.capacity === null ? -1 : 1;
    }
    return p.open * q.capacity - q.open * p.capacity;
  };
  return [...pool].sort((a, b) => byLoad(a, b) || byBalance(a, b))[0]!.repId;
}
