/**
 * Time to add up to 8 open hours in a New York week (9 to 17, two holidays, 2026 and 2027): the compiled calendar, a walk
 * over days with date-fns-tz, and a walk over minutes with a kept Intl format. All answers are compared first. Each round
 * times the three one after the other on the same questions; the table gives medians and the range of the ratios per round.
 * Then what a calendar costs when it is new. Run: npx tsx bench/calendar.ts
 */
import { cpus } from 'node:os';
import { fromZonedTime } from 'date-fns-tz/fromZonedTime';
import { addOpenTime, compileCalendar, isOpen, nextOpen, openTimeBetween } from '../src/calendar/index.js';
import { median } from './lib/timing.js';

const [minute, day] = [60_000, 86_400_000];
const timeZone = 'America/New_York';
const holidays = ['2026-11-26', '2026-12-25'];
const hours = [['09:00', '17:00']] as const;
const spec = { timeZone, weekly: { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours }, holidays };
const calendar = compileCalendar(spec);

const format = new Intl.DateTimeFormat('en-CA', {
  timeZone,
  hourCycle: 'h23',
  weekday: 'short',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
});
const partsAt = (at: number): { [type: string]: string } =>
  Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));

function walkDays(at: number, duration: number): number {
  const { year, month, day: date } = partsAt(at);
  let left = duration;
  for (let local = Date.parse(`${year}-${month}-${date}`); ; local += day) {
    const text = new Date(local).toISOString().slice(0, 10);
    const weekday = new Date(local).getUTCDay();
    if (weekday === 0 || weekday === 6 || holidays.includes(text)) continue;
    const open = Math.max(at, fromZonedTime(`${text}T09:00`, timeZone).getTime());
    const close = fromZonedTime(`${text}T17:00`, timeZone).getTime();
    if (close - open >= left && (left > 0 || close > open)) return open + left;
    if (close > open) left -= close - open;
  }
}

function walkMinutes(at: number, duration: number): number {
  let left = duration;
  for (let now = at; ; now += minute) {
    const { weekday, year, month, day: date, hour } = partsAt(now);
    const closed = weekday === 'Sat' || weekday === 'Sun' || holidays.includes(`${year}-${month}-${date}`);
    if (closed || Number(hour) < 9 || Number(hour) >= 17) continue;
    if (left === 0) return now;
    left -= minute;
    if (left === 0) return now + minute;
  }
}

let seed = 1;
const random = (): number => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return seed / 2 ** 32;
};
const start = Date.UTC(2026, 0, 1);
const questions = Array.from({ length: 20_000 }, () => ({
  at: start + Math.floor(random() * 700 * 1440) * minute,
  duration: Math.floor(random() * 481) * minute,
}));

const contenders = [
  {
    name: 'compiled calendar',
    add: (at: number, duration: number) => addOpenTime(calendar, at, duration)!,
    count: 20_000,
  },
  { name: 'days, date-fns-tz', add: walkDays, count: 400 },
  { name: 'minutes, Intl', add: walkMinutes, count: 4 },
];
for (const { at, duration } of questions.slice(0, 200)) {
  const [expected, ...others] = contenders
    .slice(0, duration % (20 * minute) === 0 ? 3 : 2)
    .map(({ add }) => add(at, duration));
  if (others.some((other) => other !== expected)) throw new Error(`different answers for ${at} + ${duration}`);
}

const timed = (count: number, ask: (i: number) => unknown): number => {
  const before = process.hrtime.bigint();
  for (let i = 0; i < count; i++) ask(i);
  return Number(process.hrtime.bigint() - before) / count;
};
const show = (ns: number): string => (ns < 1_000 ? `${ns.toFixed(0)} ns` : `${(ns / 1_000).toFixed(1)} µs`);

const rounds = Array.from({ length: 25 }, (_, round) =>
  contenders.map(({ add, count }) => {
    const from = (round * count) % questions.length;
    return timed(count, (i) =>
      add(questions[(from + i) % questions.length]!.at, questions[(from + i) % questions.length]!.duration),
    );
  }),
).slice(5); // the first rounds warm up

console.log(`${cpus()[0]?.model}, Node ${process.version}`);
for (const [i, { name }] of contenders.entries()) {
  const ratios = rounds.map((round) => round[i]! / round[0]!);
  const range =
    i === 0
      ? ''
      : `${median(ratios).toFixed(0)} times (${Math.min(...ratios).toFixed(0)} to ${Math.max(...ratios).toFixed(0)})`;
  console.log(`${name.padEnd(20)} ${show(median(rounds.map((round) => round[i]!))).padStart(10)}  ${range}`);
}
const one = (name: string, ask: (i: number) => unknown): void => {
  for (let i = 0; i < 5; i++) timed(questions.length, ask);
  console.log(`${name.padEnd(20)} ${show(timed(questions.length, ask)).padStart(10)}`);
};
one('isOpen', (i) => isOpen(calendar, questions[i]!.at));
one('nextOpen', (i) => nextOpen(calendar, questions[i]!.at));
one('openTimeBetween', (i) => openTimeBetween(calendar, questions[i]!.at, questions[i]!.at + questions[i]!.duration));
const built = median(
  Array.from({ length: 200 }, () => timed(1, () => openTimeBetween(compileCalendar(spec), start, start + 3650 * day))),
);
console.log(`${'compile and 10 years'.padEnd(20)} ${show(built).padStart(10)}`);
