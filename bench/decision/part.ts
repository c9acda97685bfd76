/** Whole decisions, one size of policy: `route` and `routeMany` against routers put together by hand. Prints JSON. */
import { addOpenTime, compileCalendar } from '../../src/calendar/index.js';
import { type Lead, matchReps, type RouteOptions, route, routeMany, scoreLead } from '../../src/index.js';
import { bytesPerCall, pair, type Work } from '../lib/pair.js';
import { type Options, printRows, type Row } from '../lib/part.js';
import { carefulRouter, limitRouter } from './careful.js';
import { typicalRouter } from './typical.js';
import { type DecisionWorkload, decisionWorkload, dueMinutes, type HandRouter } from './workload.js';

/** Leads per call of `routeMany`, and per start from fresh counts of the others. */
const chunk = 128;
const contenders = [
  { name: 'careful: closures, objects, Intl, date-fns-tz', make: carefulRouter },
  { name: 'the limit: generated rules, typed arrays, no reasons', make: limitRouter },
  { name: 'typical: json-rules-engine, filter and sort, date-fns-tz', make: typicalRouter },
];

/** The same rule, the same members who may take the lead, and the same due time for each of them. */
async function verify(
  name: string,
  hand: HandRouter,
  { policy, router, state, leads, now }: DecisionWorkload,
): Promise<void> {
  const hours = new Map(policy.calendars!.map(({ id, ...spec }) => [id, compileCalendar(spec)]));
  for (const lead of leads.slice(0, 40)) {
    const expected = matchReps(router, state, scoreLead(router, lead, now), now);
    const { rule, eligible } = await hand.look(lead);
    const [found, wanted] = [[...eligible].sort().join(), [...expected.eligibleRepIds].sort().join()];
    if (policy.rules[rule]!.id !== expected.ruleId || found !== wanted)
      throw new Error(`${name}: ${policy.rules[rule]!.id} ${found}, expected ${expected.ruleId} ${wanted}`);
  }
  for (const rep of policy.reps.slice(0, 20)) {
    const due = addOpenTime(hours.get(rep.calendarId!)!, now, dueMinutes * 60_000);
    if (hand.dueAt(rep.id) !== due) throw new Error(`${name}: due ${hand.dueAt(rep.id)}, expected ${due}`);
  }
}

export async function measureDecisions(size: string, options: Options): Promise<readonly Row[]> {
  const workload = decisionWorkload(size);
  const { policy, router, state, leads, now } = workload;
  const chunks: Lead[][] = [];
  for (let at = 0; at < leads.length; at += chunk) chunks.push(leads.slice(at, at + chunk));
  const perQueue = policy.queues[0]!.repIds.length;
  const where = {
    part: 'decision',
    size: `${policy.reps.length} reps (${perQueue} per queue), ${policy.rules.length} rules`,
  };
  let current = state;
  /** One lead after another: each from the state that the one before left. */
  const chained =
    (options?: RouteOptions): Work =>
    (i) => {
      if (i % chunk === 0) current = state;
      const outcome = route(router, current, leads[i % leads.length]!, now, options);
      current = outcome.state;
      return outcome.events.length;
    };
  const single = chained();
  /** One call routes a whole chunk: figures are divided by its leads. */
  const many: Work = (i) => routeMany(router, state, chunks[i % chunks.length]!, now).outcomes.length;
  const untraced = chained({ trace: 'none' });
  const rows: Row[] = [];
  const timed = async (
    workload: string,
    contender: string,
    own: Work,
    ownLeads: number,
    other: Work,
    otherLeads: number,
  ) => {
    const { ownNs, otherNs, ratio, ratioMin, ratioMax } = await pair(own, other, {
      ...options,
      callsMin: ownLeads > 1 ? 1 : 8,
    });
    const scale = ownLeads / otherLeads;
    rows.push({
      ...where,
      workload,
      contender,
      ownNs: ownNs / ownLeads,
      otherNs: otherNs / otherLeads,
      ratio: ratio * scale,
      ratioMin: ratioMin * scale,
      ratioMax: ratioMax * scale,
    });
  };
  if (options.bytes) {
    rows.push({ ...where, workload: 'route', contender: 'fairlead', bytes: await bytesPerCall(single) });
    rows.push({ ...where, workload: 'routeMany', contender: 'fairlead', bytes: (await bytesPerCall(many)) / chunk });
  }
  for (const { name, make } of contenders) {
    const hand = await make(workload);
    await verify(name, hand, workload);
    const other: Work = (i) => {
      if (i % chunk === 0) hand.reset();
      return hand.decide(leads[i % leads.length]!);
    };
    if (options.bytes) rows.push({ ...where, workload: 'route', contender: name, bytes: await bytesPerCall(other) });
    else {
      await timed('route', name, single, 1, other, 1);
      await timed('routeMany', name, many, chunk, other, 1);
    }
  }
  // last, when everything of fairlead's is warm
  if (!options.bytes) {
    await timed('routeMany', 'fairlead `route`', many, chunk, single, 1);
    await timed('route', 'fairlead `route` without trace', single, 1, untraced, 1);
  }
  return rows;
}

await printRows((options, [size]) => measureDecisions(size!, options));
