// Prints the host's offsets and a digest of what a corpus comes to, as one line of JSON. Run under several zones by
// host-zones.test.ts.
import { createHash } from 'node:crypto';
import {
  addOpenTime,
  compileCalendar,
  explain,
  formatInstant,
  nextClose,
  nextOpen,
  offsetAt,
  openTimeBetween,
  zonedToInstant,
} from '../../src/index.js';
import { normalizeLead } from '../../src/normalize/index.js';
import { historiesOf, playAlone } from '../support/corpus.js';

const digest = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex');

const zones = ['UTC', 'America/New_York', 'Europe/Berlin', 'Australia/Lord_Howe', 'Asia/Kolkata', 'Pacific/Apia'];
/** Instants around which clocks change in the zones above, in both halves of 2026. */
const instants = [
  '2026-03-08T06:59',
  '2026-03-29T00:30',
  '2026-04-04T14:59',
  '2026-10-03T15:30',
  '2026-11-01T05:30',
].map((text) => Date.parse(`${text}Z`));

const calendars = zones.map((timeZone) => {
  const calendar = compileCalendar({
    timeZone,
    weekly: { fri: [['22:00', '03:00']], sat: [['00:30', '02:45']], sun: [['01:00', '24:00']] },
    holidays: ['2026-04-05'],
  });
  return instants.map((at) => [
    [offsetAt(timeZone, at), nextOpen(calendar, at), nextClose(calendar, at)],
    [addOpenTime(calendar, at, 36_000_000), openTimeBetween(calendar, at, at + 1_000_000_000)],
    [zonedToInstant('2026-03-08T02:30', timeZone), zonedToInstant('2026-11-01T01:30', timeZone, 'later')],
    formatInstant(at),
  ]);
});

const routing = historiesOf(4, 60).map((one) =>
  playAlone(one).map((step) => ({ ...step, text: step.decision === null ? null : explain(step.decision) })),
);

const normalized = [
  { id: '1', created_at: '2026-03-08 02:30', country: 'Germany', phone: '030 123456' },
  { id: '2', created_at: '3/8/2026', timezone: 'EST', state: 'New York', country: 'US' },
  { id: '3', created_at: '2026-11-01T01:30:00-05:00', employees: '11-50', budget: '€1.000,50' },
].map((raw) => normalizeLead(raw));

const hostOffsets = instants.map((at) => new Date(at).getTimezoneOffset());
process.stdout.write(
  JSON.stringify({
    hostOffsets,
    calendars: digest(calendars),
    routing: digest(routing),
    normalized: digest(normalized),
  }),
);
