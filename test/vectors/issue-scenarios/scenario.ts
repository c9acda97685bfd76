// One test per scenario of issue-scenarios.json, named by its id. Where they are told otherwise than there, it is said
// beside the test.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
  advance,
  type Input,
  initialState,
  type Lead,
  type LeadRecord,
  type Outcome,
  type RouteOptions,
  type Router,
  type RoutingState,
  route,
} from '../../../src/index.js';

interface Scenario {
  readonly id: string;
  readonly sources: readonly string[];
  readonly given: string;
  readonly when: string;
  readonly wanted: string;
}

export const { scenarios } = JSON.parse(readFileSync(new URL('../issue-scenarios.json', import.meta.url), 'utf8')) as {
  readonly scenarios: readonly Scenario[];
};

/** Defines the test of a scenario. */
export function scenario(id: string, run: () => void | Promise<void>): void {
  const found = scenarios.find((one) => one.id === id);
  test(`${id}: ${found?.wanted}`, async () => {
    expect(found, `no scenario has the id \`${id}\``).toBeDefined();
    await run();
  });
}

export interface Desk {
  state: RoutingState;
  readonly records: Map<string, LeadRecord>;
  readonly route: (lead: Lead, now: number, options?: RouteOptions) => Outcome;
  readonly advance: (leadId: string, input: Input, now: number) => Outcome;
}

/** A caller that keeps state and records, and nothing else. */
export function deskOf(router: Router, state: RoutingState = initialState(router)): Desk {
  const keep = (outcome: Outcome): Outcome => {
    desk.state = outcome.state;
    desk.records.set(outcome.record.leadId, outcome.record);
    return outcome;
  };
  const desk: Desk = {
    state,
    records: new Map(),
    route: (lead, now, options) => keep(route(router, desk.state, lead, now, options)),
    advance: (leadId, input, now) => keep(advance(router, desk.state, desk.records.get(leadId)!, input, now)),
  };
  return desk;
}

/** How many leads each got, of those that somebody got. */
export function countsOf(repIds: readonly (string | null)[]): { readonly [repId: string]: number } {
  const counts: { [repId: string]: number } = {};
  for (const repId of repIds) if (repId !== null) counts[repId] = (counts[repId] ?? 0) + 1;
  return counts;
}
