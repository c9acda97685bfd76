import { expect, test } from 'vitest';
import { leadWith, monday, officeHours, policyWith } from '../../test/support/samples.js';
import { compileOrThrow } from '../policy/index.js';
import { initialState } from './initial-state.js';
import { route } from './route.js';
import { matchReps, scoreLead } from './stages.js';
import { whyNot } from './why-not.js';

const hour = 3_600_000;

const policy = policyWith({
  reps: [
    { id: 'ana', calendarId: 'berlin', languages: ['en'], capacity: 2 },
    { id: 'ben', calendarId: 'york', languages: ['en', 'de'], caps: [{ per: 'hour', max: 1 }] },
    { id: 'cyd', languages: ['de'], leave: [{ from: '2026-03-03', to: '2026-03-03' }] },
    { id: 'dee', languages: ['en'], skills: { big: 1 } },
  ],
  calendars: [officeHours('berlin', 'Europe/Berlin'), officeHours('york', 'America/New_York')],
  pool: {
    requirements: [
      { all: [{ language: 'lead' }, { skill: 'big', min: 2, when: { field: 'value', op: 'gte', value: 1_000 } }] },
    ],
  },
});

test('says of each member what a full trace says, whatever was asked before', () => {
  const asked = compileOrThrow(policy);
  let state = initialState(asked);
  const seen = new Set<string>();
  // back and forth in time, so that what is remembered of one instant must not be taken for another
  for (let step = 0; step < 120; step++) {
    const now = monday + ((step * 29) % 72) * hour - 12 * hour;
    const lead = leadWith({ id: `l${step}`, language: ['en', 'de', null][step % 3]!, value: (step % 2) * 2_000 });
    const rows = whyNot(asked, state, lead, now);
    const fresh = compileOrThrow(policy);
    const { trace } = matchReps(fresh, state, scoreLead(fresh, lead, now), now);
    expect(rows).toEqual(trace.candidates!.map(({ repId, verdict }) => ({ repId, verdict })));
    expect(matchReps(asked, state, scoreLead(asked, lead, now), now).trace).toEqual(trace);
    const outcome = route(asked, state, lead, now);
    const counts = new Map<string, number>();
    for (const { verdict } of rows) {
      const code = verdict.type === 'eligible' ? 'eligible' : verdict.reason.code;
      seen.add(code);
      if (verdict.type !== 'eligible') counts.set(code, (counts.get(code) ?? 0) + 1);
    }
    expect(outcome.decision.trace.counts).toEqual(Object.fromEntries(counts));
    state = outcome.state;
  }
  expect([...seen].sort()).toEqual([
    'eligible',
    'match.at_cap',
    'match.at_capacity',
    'match.off_shift',
    'match.on_leave',
    'match.requirement_unmet',
    'match.skill_missing',
  ]);
});

test('is empty where the rule gives the lead a disposition', () => {
  const rejecting = policyWith({ rules: [{ id: 'no', when: true, then: { disposition: 'rejected' } }] });
  const router = compileOrThrow(rejecting);
  expect(whyNot(router, initialState(router), leadWith(), monday)).toEqual([]);
});

test('gives a list that the caller may change, of rows that later lists hold too', () => {
  const router = compileOrThrow(policy);
  const ask = () =>
    whyNot(router, initialState(router), leadWith({ language: 'en' }), monday) as unknown as { repId: string }[];
  const [first, before] = [ask(), ask()];
  first.reverse().pop();
  expect(ask()).toEqual(before);
  expect(before.map(({ repId }) => repId)).toEqual(['ana', 'ben', 'cyd', 'dee']);
  expect(() => {
    before[0]!.repId = 'eve';
  }).toThrow();
});
