/**
 * Routers written by hand for one policy by somebody who minds speed. `careful`: rules as closures, one loop over objects,
 * one `Intl` call per zone, a smallest-load pick, date-fns-tz for the due time. `limit`: the same decision with generated
 * rules, typed arrays and prepared hours, and nothing else: no reasons, no record, no events, no next state beside the old one.
 */
import { addOpenTime, type Calendar, compileCalendar, isOpen } from '../../src/calendar/index.js';
import type { Lead, Policy } from '../../src/index.js';
import { loadPeer } from '../lib/peer.js';
import { atomsOf, type DecisionWorkload, dueMinutes, enterpriseMin, type HandRouter, queueOf } from './workload.js';

const [minuteMs, dayMs] = [60_000, 86_400_000];
const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

type RuleTest = (lead: Lead) => boolean;

const testOf = ({ field, op, value }: ReturnType<typeof atomsOf>[number]): RuleTest => {
  if (op === 'between') {
    const [min, max] = value as readonly [number, number];
    return ({ employees }) => employees !== null && employees.min >= min && employees.min <= max;
  }
  const values = new Set(op === 'eq' ? [value as string] : (value as readonly string[]));
  if (field === 'country') return ({ country }) => country !== null && values.has(country);
  if (field === 'industry') return ({ industry }) => industry !== null && values.has(industry);
  return ({ source }) => source !== null && values.has(source);
};

/** The first rule that fits, by closures in order. */
function ruleFinder({ rules }: Policy): (lead: Lead) => number {
  const tests = rules.map((rule) => atomsOf(rule).map(testOf));
  return (lead) => {
    for (let i = 0; i < tests.length; i++) {
      const all = tests[i]!;
      let fits = true;
      for (let k = 0; k < all.length && fits; k++) fits = all[k]!(lead);
      if (fits) return i;
    }
    return -1;
  };
}

interface Clock {
  readonly day: (typeof weekdays)[number];
  readonly time: string;
  readonly date: string;
}

export async function carefulRouter({ policy, now }: DecisionWorkload): Promise<HandRouter> {
  const { fromZonedTime } = loadPeer<{ readonly fromZonedTime: (local: string, timeZone: string) => Date }>(
    'date-fns-tz',
  );
  const findRule = ruleFinder(policy);
  const calendars = new Map(policy.calendars!.map((calendar) => [calendar.id, calendar]));
  const formats = new Map(
    policy.calendars!.map(({ timeZone }) => [
      timeZone,
      new Intl.DateTimeFormat('en-CA', {
        timeZone,
        hourCycle: 'h23',
        weekday: 'short',
        year: 'numeric',
        month: '2-digit',
        day: '2-digit',
        hour: '2-digit',
        minute: '2-digit',
      }),
    ]),
  );
  const reps = policy.reps.map((rep, position) => ({
    id: rep.id,
    position,
    weight: rep.weight!,
    languages: new Set(rep.languages),
    skill: rep.skills!['enterprise']!,
    capacity: rep.capacity!,
    dayMax: rep.caps!.find(({ per }) => per === 'day')?.max ?? Number.POSITIVE_INFINITY,
    weekMax: rep.caps!.find(({ per }) => per === 'week')?.max ?? Number.POSITIVE_INFINITY,
    calendar: calendars.get(rep.calendarId!)!,
    leave: rep.leave ?? [],
    open: 0,
    today: 0,
    week: 0,
    assigned: 0,
  }));
  type Rep = (typeof reps)[number];
  const byId = new Map(reps.map((rep) => [rep.id, rep]));
  const queues = new Map(policy.queues.map(({ id, repIds }) => [id, repIds.map((repId) => byId.get(repId)!)]));
  const members = policy.rules.map((rule) => queues.get(queueOf(rule))!);

  const clockIn = (timeZone: string, at: number): Clock => {
    const parts: { [type: string]: string } = {};
    for (const { type, value } of formats.get(timeZone)!.formatToParts(at)) parts[type] = value;
    const day = parts['weekday']!.toLowerCase() as Clock['day'];
    return {
      day,
      time: `${parts['hour']}:${parts['minute']}`,
      date: `${parts['year']}-${parts['month']}-${parts['day']}`,
    };
  };
  const mayTake = (rep: Rep, lead: Lead, clocks: Map<string, Clock>): boolean => {
    if (lead.language !== null && !rep.languages.has(lead.language)) return false;
    if ((lead.employees?.min ?? 0) >= enterpriseMin && rep.skill < 2) return false;
    if (rep.open >= rep.capacity || rep.today >= rep.dayMax || rep.week >= rep.weekMax) return false;
    const { timeZone, weekly } = rep.calendar;
    let clock = clocks.get(timeZone);
    if (clock === undefined) {
      clock = clockIn(timeZone, now);
      clocks.set(timeZone, clock);
    }
    for (const { from, to } of rep.leave) if (clock.date >= from && clock.date <= to) return false;
    for (const [from, to] of weekly![clock.day] ?? []) if (clock.time >= from && clock.time < to) return true;
    return false;
  };
  const dueOf = ({ calendar: { timeZone, weekly } }: Rep): number => {
    let left = dueMinutes * minuteMs;
    for (let day = 0; ; day++) {
      const { day: weekday, date } = clockIn(timeZone, now + day * dayMs);
      for (const [from, to] of weekly![weekday] ?? []) {
        const end = fromZonedTime(`${date}T${to}`, timeZone).getTime();
        if (end <= now) continue;
        const start = Math.max(now, fromZonedTime(`${date}T${from}`, timeZone).getTime());
        if (end - start >= left) return start + left;
        left -= end - start;
      }
    }
  };
  return {
    look: (lead) => {
      const rule = findRule(lead);
      const clocks = new Map<string, Clock>();
      return { rule, eligible: members[rule]!.filter((rep) => mayTake(rep, lead, clocks)).map(({ id }) => id) };
    },
    dueAt: (repId) => dueOf(byId.get(repId)!),
    decide: (lead) => {
      const clocks = new Map<string, Clock>();
      let winner: Rep | null = null;
      let least = Number.POSITIVE_INFINITY;
      for (const rep of members[findRule(lead)]!) {
        if (!mayTake(rep, lead, clocks)) continue;
        const load = (rep.assigned + 1) / rep.weight;
        if (load < least) {
          least = load;
          winner = rep;
        }
      }
      if (winner === null) return -1;
      winner.assigned += 1;
      winner.open += 1;
      winner.today += 1;
      winner.week += 1;
      return dueOf(winner) > now ? winner.position : -1;
    },
    reset: () => {
      for (const rep of reps) rep.open = rep.today = rep.week = rep.assigned = 0;
    },
  };
}

/** A bit per language. */
const languageBits = (languages: readonly string[], known: readonly string[]): number =>
  languages.reduce((bits, language) => bits | (1 << known.indexOf(language)), 0);

const sourceOf = ({ field, op, value }: ReturnType<typeof atomsOf>[number]): string => {
  if (op === 'between') {
    const [min, max] = value as readonly [number, number];
    return `employees >= ${min} && employees <= ${max}`;
  }
  const values = op === 'eq' ? [value as string] : (value as readonly string[]);
  return `(${values.map((one) => `lead.${field} === ${JSON.stringify(one)}`).join(' || ')})`;
};

/** The first rule that fits, by generated source, 50 rules to a function: the fastest there is for some hundred rules. */
function generatedFinder({ rules }: Policy): (lead: Lead) => number {
  const parts: ((lead: Lead, employees: number) => number)[] = [];
  for (let from = 0; from < rules.length; from += 50) {
    const lines = rules
      .slice(from, from + 50)
      .map((rule, i) => `if (${atomsOf(rule).map(sourceOf).join(' && ') || 'true'}) return ${from + i};`);
    parts.push(new Function('lead', 'employees', `${lines.join('\n')} return -1;`) as (typeof parts)[number]);
  }
  return (lead) => {
    const employees = lead.employees === null ? Number.NaN : lead.employees.min;
    for (const part of parts) {
      const rule = part(lead, employees);
      if (rule >= 0) return rule;
    }
    return -1;
  };
}

export async function limitRouter({ policy, now }: DecisionWorkload): Promise<HandRouter> {
  const findRule = generatedFinder(policy);
  const known = [...new Set(policy.reps.flatMap(({ languages }) => languages!))];
  const count = policy.reps.length;
  const byId = new Map(policy.reps.map(({ id }, i) => [id, i]));
  const calendars = new Map<string, Calendar>(policy.calendars!.map(({ id, ...spec }) => [id, compileCalendar(spec)]));
  const hours = policy.reps.map(({ calendarId }) => calendars.get(calendarId!)!);
  const languages = Int32Array.from(policy.reps, (rep) => languageBits(rep.languages!, known));
  const skills = Int32Array.from(policy.reps, (rep) => rep.skills!['enterprise']!);
  const weights = Int32Array.from(policy.reps, (rep) => rep.weight!);
  const today = new Date(now).toISOString().slice(0, 10);
  const atWork = Uint8Array.from(policy.reps, (rep, i) =>
    isOpen(hours[i]!, now) && !(rep.leave ?? []).some(({ from, to }) => today >= from && today <= to) ? 1 : 0,
  );
  const capOf = (per: string) =>
    Int32Array.from(policy.reps, (rep) => rep.caps!.find((cap) => cap.per === per)?.max ?? 0x7fffffff);
  const [dayMax, weekMax] = [capOf('day'), capOf('week')];
  const capacity = Int32Array.from(policy.reps, (rep) => rep.capacity!);
  const [assigned, open, day, week] = [0, 1, 2, 3].map(() => new Int32Array(count)) as [
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
  ];
  const queues = new Map(
    policy.queues.map(({ id, repIds }) => [id, Int32Array.from(repIds, (repId) => byId.get(repId)!)]),
  );
  const members = policy.rules.map((rule) => queues.get(queueOf(rule))!);
  const mayTake = (rep: number, language: number, skill: number): boolean =>
    atWork[rep] === 1 &&
    (languages[rep]! & language) === language &&
    skills[rep]! >= skill &&
    open[rep]! < capacity[rep]! &&
    day[rep]! < dayMax[rep]! &&
    week[rep]! < weekMax[rep]!;
  const asksOf = (lead: Lead): readonly [language: number, skill: number] => [
    lead.language === null ? 0 : 1 << known.indexOf(lead.language),
    (lead.employees?.min ?? 0) >= enterpriseMin ? 2 : 0,
  ];
  const dueOf = (rep: number): number => addOpenTime(hours[rep]!, now, dueMinutes * minuteMs)!;
  return {
    look: (lead) => {
      const rule = findRule(lead);
      const [language, skill] = asksOf(lead);
      const eligible = [...members[rule]!].filter((rep) => mayTake(rep, language, skill));
      return { rule, eligible: eligible.map((rep) => policy.reps[rep]!.id) };
    },
    dueAt: (repId) => dueOf(byId.get(repId)!),
    decide: (lead) => {
      const pool = members[findRule(lead)]!;
      const [language, skill] = asksOf(lead);
      let winner = -1;
      let least = Number.POSITIVE_INFINITY;
      for (let i = 0; i < pool.length; i++) {
        const rep = pool[i]!;
        if (!mayTake(rep, language, skill)) continue;
        const load = (assigned[rep]! + 1) / weights[rep]!;
        if (load < least) {
          least = load;
          winner = rep;
        }
      }
      if (winner < 0) return -1;
      assigned[winner]! += 1;
      open[winner]! += 1;
      day[winner]! += 1;
      week[winner]! += 1;
      return dueOf(winner) > now ? winner : -1;
    },
    reset: () => {
      for (const column of [assigned, open, day, week]) column.fill(0);
    },
  };
}
