import type { Random, Scenario } from './types.js';

/** Balances in twelfths of a lead, the largest first: of shares of a lead among two, three or four. */
type State = readonly number[];

const lead = 12;
const descending = (state: State): number[] => [...state].sort((a, b) => b - a);
const keyOf = (state: State): string => state.join();
const worstOf = (state: State): number => Math.max(...state.map(Math.abs));

/** What the largest deficit makes of a lead for the places in `mask`. Ties lead to the same balances. */
function after(state: State, mask: number): State {
  const places = state.map((_, place) => place).filter((place) => (mask >> place) % 2 === 1);
  const next = [...state];
  for (const place of places) next[place]! += lead / places.length;
  const [winner] = [...places].sort((a, b) => next[b]! - next[a]!);
  next[winner!]! -= lead;
  return descending(next);
}

interface Way {
  readonly from: string;
  readonly mask: number;
}

interface Game {
  /** By state: the pool that leads to the worst one soonest, as a mask of places. */
  readonly moves: ReadonlyMap<string, number>;
  readonly worst: number;
}

/** Every state that pools of equals can bring the largest deficit to, and the way from each to the worst of them. */
function solve(members: number): Game {
  const start: State = new Array<number>(members).fill(0);
  const states = new Map([[keyOf(start), start]]);
  const before = new Map<string, readonly Way[]>();
  const masks = Array.from({ length: (1 << members) - 3 }, (_, k) => k + 3);
  for (const [from, state] of states) {
    for (const mask of masks) {
      const next = after(state, mask);
      const key = keyOf(next);
      if (!states.has(key)) states.set(key, next);
      before.set(key, [...(before.get(key) ?? []), { from, mask }]);
    }
  }
  return wayBack(states, before);
}

/** From every state the first step of the shortest way to one of the worst, found from there. */
function wayBack(states: ReadonlyMap<string, State>, before: ReadonlyMap<string, readonly Way[]>): Game {
  const worst = Math.max(...[...states.values()].map(worstOf));
  const reached = new Set([...states].filter(([, state]) => worstOf(state) === worst).map(([key]) => key));
  const moves = new Map<string, number>();
  for (const key of reached) {
    for (const { from, mask } of before.get(key) ?? []) {
      if (reached.has(from)) continue;
      moves.set(from, mask);
      reached.add(from);
    }
  }
  return { moves, worst: worst / lead };
}

/**
 * The most that pools of equals can bring the rule of the largest deficit off by, in leads, by solving the game: 1/2 for
 * two members, 5/6 for three, 7/6 for four. No online rule can promise less.
 *
 * @param members - 2 to 4
 * @example
 * gameValue(3); //=> 0.8333333333333334
 */
export const gameValue = (members: number): number => solve(members).worst;

/**
 * The adversary that has solved the game of pools of equals: it takes the shortest way to the worst balances that the
 * largest deficit can be brought to, and from balances that this rule never comes to it sends everybody. Uses the first
 * four members.
 */
export function gameAdversary(_random: Random, members: number): Scenario {
  const players = Math.min(4, members);
  const { moves } = solve(players);
  const weights = new Array<number>(members).fill(1);
  const everybody = Array.from({ length: players }, (_, member) => member);
  return ({ owed }) => {
    const order = [...everybody].sort((a, b) => owed[b]! - owed[a]! || a - b);
    const mask = moves.get(keyOf(order.map((member) => Math.round(owed[member]! * lead) + 0))) ?? -1;
    const eligible = order.filter((_, place) => (mask >> place) & 1).sort((a, b) => a - b);
    return { eligible, weights, value: 1 };
  };
}
