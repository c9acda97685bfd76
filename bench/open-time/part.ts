/** Open-time arithmetic against the libraries. Runs with `TZ=America/New_York`, which two of them need. Prints JSON. */
import { addOpenTime, compileCalendar } from '../../src/calendar/index.js';
import { bytesPerCall, pair, type Work } from '../lib/pair.js';
import { type Options, printRows, type Row } from '../lib/part.js';
import { askOffset, contenders } from './contenders.js';
import {
  type Answer,
  closeHour,
  dayMs,
  holidays,
  hourMs,
  minuteMs,
  openHour,
  questionCount,
  questions,
  timeZone,
} from './questions.js';

const hours = [[`0${openHour}:00`, `${closeHour}:00`]] as const;
const calendar = compileCalendar({
  timeZone,
  weekly: { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours },
  holidays,
});
const own: Answer = (at, minutes) => addOpenTime(calendar, at, minutes * minuteMs)!;

/** The oracle: minute by minute. */
const minuteWalk: Answer = (at, minutes) => {
  let left = minutes;
  for (let now = at; ; now += minuteMs) {
    const local = now + askOffset(now);
    const day = Math.floor(local / dayMs);
    const hour = Math.floor((local % dayMs) / hourMs);
    const weekday = (day + 4) % 7;
    const isOpen =
      weekday !== 0 &&
      weekday !== 6 &&
      hour >= openHour &&
      hour < closeHour &&
      !holidays.includes(new Date(day * dayMs).toISOString().slice(0, 10));
    if (!isOpen) continue;
    left -= 1;
    if (left === 0) return now + minuteMs;
  }
};

export async function measureOpenTime(options: Options): Promise<readonly Row[]> {
  const asked = questions();
  for (const question of asked.slice(0, 25)) {
    const [found, expected] = [own(question.at, question.minutes), minuteWalk(question.at, question.minutes)];
    if (found !== expected) throw new Error(`fairlead: ${found} for ${JSON.stringify(question)}, expected ${expected}`);
  }
  const where = { part: 'open time', workload: 'due in 1 to 480 open minutes', size: 'New York, 9 to 17, 21 holidays' };
  const starts = Float64Array.from(asked, ({ at }) => at);
  const lengths = Int32Array.from(asked, ({ minutes }) => minutes);
  const last = questionCount - 1;
  const base = 1_767_225_600_000;
  /** Small whole numbers, so that handing them on costs nothing. */
  const minutesOf = (at: number): number => ((at - base) / minuteMs) | 0;
  const ownWork: Work = (i) => minutesOf(own(starts[i & last]!, lengths[i & last]!));
  const rows: Row[] = [];
  if (options.bytes) rows.push({ ...where, contender: 'fairlead', bytes: await bytesPerCall(ownWork) });
  for (const { name, make } of contenders) {
    const answer = make();
    for (const question of asked.slice(0, 300)) {
      const [found, expected] = [answer(question.at, question.minutes), own(question.at, question.minutes)];
      if (found !== expected)
        throw new Error(`${name}: ${found} for ${JSON.stringify(question)}, expected ${expected}`);
    }
    const other: Work = (i) => minutesOf(answer(starts[i & last]!, lengths[i & last]!));
    if (options.bytes) rows.push({ ...where, contender: name, bytes: await bytesPerCall(other) });
    else rows.push({ ...where, contender: name, ...(await pair(ownWork, other, options)) });
  }
  return rows;
}

await printRows((options) => measureOpenTime(options));
