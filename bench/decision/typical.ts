/** A router as most teams put one together: json-rules-engine, filter and sort over objects, date-fns-tz for hours. */
import type { Lead } from '../../src/index.js';
import { loadPeer } from '../lib/peer.js';
import { atomsOf, type DecisionWorkload, dueMinutes, enterpriseMin, type HandRouter, queueOf } from './workload.js';

interface Engine {
  readonly addRule: (rule: object) => void;
  readonly stop: () => void;
  readonly run: (facts: object) => Promise<{ readonly events: readonly { readonly type: string }[] }>;
}
interface DateFnsTz {
  readonly formatInTimeZone: (at: Date, timeZone: string, pattern: string) => string;
  readonly fromZonedTime: (local: string, timeZone: string) => Date;
}

const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
const [minuteMs, dayMs] = [60_000, 86_400_000];

export async function typicalRouter({ policy, now }: DecisionWorkload): Promise<HandRouter> {
  const { Engine } = loadPeer<{ readonly Engine: new () => Engine }>('json-rules-engine');
  const { formatInTimeZone, fromZonedTime } = loadPeer<DateFnsTz>('date-fns-tz');
  const engine = new Engine();
  for (const [i, rule] of policy.rules.entries()) {
    const all = atomsOf(rule).flatMap(({ field, op, value }): object[] => {
      if (op === 'eq') return [{ fact: field, operator: 'equal', value }];
      if (op === 'in') return [{ fact: field, operator: 'in', value }];
      const [min, max] = value as readonly [number, number];
      return [
        { fact: field, operator: 'greaterThanInclusive', value: min },
        { fact: field, operator: 'lessThanInclusive', value: max },
      ];
    });
    const conditions = all.length === 0 ? [{ fact: 'employeesMin', operator: 'greaterThanInclusive', value: 0 }] : all;
    engine.addRule({
      conditions: { all: conditions },
      event: { type: String(i) },
      priority: policy.rules.length - i,
      onSuccess: () => engine.stop(),
    });
  }
  const reps = policy.reps.map((rep, position) => ({
    ...rep,
    position,
    calendar: policy.calendars!.find(({ id }) => id === rep.calendarId)!,
    open: 0,
    today: 0,
    week: 0,
    assigned: 0,
  }));
  type Rep = (typeof reps)[number];

  const isWorking = (rep: Rep): boolean => {
    const { timeZone, weekly } = rep.calendar;
    const [day, time, date] = formatInTimeZone(new Date(now), timeZone, 'i HH:mm yyyy-MM-dd').split(' ') as [
      string,
      string,
      string,
    ];
    const away = (rep.leave ?? []).some(({ from, to }) => date >= from && date <= to);
    const hours = weekly![weekdays[Number(day) % 7]!] ?? [];
    return !away && hours.some(([from, to]) => time >= from && time < to);
  };
  const canTake = (rep: Rep, lead: Lead): boolean =>
    (lead.language === null || rep.languages!.includes(lead.language)) &&
    ((lead.employees?.min ?? 0) < enterpriseMin || rep.skills!['enterprise']! >= 2);
  const hasRoom = (rep: Rep): boolean =>
    rep.open < rep.capacity! && rep.caps!.every(({ per, max }) => (per === 'day' ? rep.today : rep.week) < max);

  const look = async (lead: Lead) => {
    const facts = {
      country: lead.country,
      industry: lead.industry,
      source: lead.source,
      employeesMin: lead.employees?.min ?? 0,
    };
    const { events } = await engine.run(facts);
    const rule = Number(events[0]!.type);
    const queue = policy.queues.find(({ id }) => id === queueOf(policy.rules[rule]!))!;
    const members = reps.filter(({ id }) => queue.repIds.includes(id));
    return { rule, pool: members.filter((rep) => canTake(rep, lead) && hasRoom(rep) && isWorking(rep)) };
  };
  const dueOf = ({ calendar: { timeZone, weekly } }: Rep): number => {
    let left = dueMinutes * minuteMs;
    for (let day = 0; ; day++) {
      const [weekday, date] = formatInTimeZone(new Date(now + day * dayMs), timeZone, 'i yyyy-MM-dd').split(' ') as [
        string,
        string,
      ];
      for (const [from, to] of weekly![weekdays[Number(weekday) % 7]!] ?? []) {
        const start = Math.max(now, fromZonedTime(`${date}T${from}`, timeZone).getTime());
        const end = fromZonedTime(`${date}T${to}`, timeZone).getTime();
        if (end <= start) continue;
        if (end - start >= left) return start + left;
        left -= end - start;
      }
    }
  };
  return {
    look: async (lead) => {
      const { rule, pool } = await look(lead);
      return { rule, eligible: pool.map(({ id }) => id) };
    },
    dueAt: (repId) => dueOf(reps.find(({ id }) => id === repId)!),
    decide: async (lead) => {
      const { pool } = await look(lead);
      const [winner] = [...pool].sort((a, b) => a.assigned / a.weight! - b.assigned / b.weight!);
      if (winner === undefined) return -1;
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
