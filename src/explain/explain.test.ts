import { expect, test } from 'vitest';
import type { ReasonCode, ReasonParams } from '../core/reason.js';
import type { Decision, PickTrace, Trace } from '../router/index.js';
import { explain, explainCounts, explainReason } from './index.js';
import { counted, messages } from './messages.js';

const at = Date.UTC(2026, 2, 2, 9);
const samples: { readonly [C in ReasonCode]: readonly [ReasonParams[C], string] } = {
  'lead.invalid_field': [
    { field: 'email', expected: 'an address' },
    'field `email` cannot be used: expected an address',
  ],
  'lead.duplicate': [{ ofLeadId: 'l-1' }, 'the same person as lead `l-1`'],
  'lead.disqualified': [{ ruleId: 'students' }, 'rule `students` says so'],
  'match.requirement_unmet': [{ requirement: 'language de' }, 'does not meet: language de'],
  'match.skill_missing': [{ skill: 'closing', needed: 3, has: 1 }, 'skill `closing` at level 1, needed 3'],
  'match.off_shift': [{ nextShiftAt: at }, 'off shift, next 2026-03-02T09:00:00Z'],
  'match.on_leave': [{ until: at }, 'on leave, until 2026-03-02T09:00:00Z'],
  'match.offline': [{}, 'offline'],
  'match.at_capacity': [{ open: 5, capacity: 5 }, 'at capacity 5/5'],
  'match.at_cap': [{ per: 'day', count: 3, cap: 3, resetsAt: at }, 'at cap 3/3 per day, resets 2026-03-02T09:00:00Z'],
  'match.excluded_owner': [{ since: at }, 'lost this lead, at 2026-03-02T09:00:00Z'],
  'match.overdrawn': [{ owedMilli: -2_500, overdraftMilli: 2_000 }, 'would be 2.5 leads ahead, overdraft 2'],
  'match.already_declined': [{ at }, 'declined, at 2026-03-02T09:00:00Z'],
  'match.custom': [{ filterId: 'vip', message: 'not today' }, 'filter `vip`: not today'],
  'input.ignored': [{ type: 'accept', because: 'the lead is closed' }, '`accept` ignored: the lead is closed'],
  'clock.went_back': [
    { given: at - 60_000, readAs: at },
    'the clock went back to 2026-03-02T08:59:00Z, read as 2026-03-02T09:00:00Z',
  ],
  'rule.faulted': [{ ruleId: 'big', message: 'no table' }, '`big` threw and was skipped: no table'],
};
const codes = Object.keys(samples) as ReasonCode[];

test.each(codes)('%s has a text, and a text for a count', (code) => {
  const [params, text] = samples[code];
  expect(explainReason({ code, ...params } as Parameters<typeof explainReason>[0])).toBe(text);
  expect(text).toMatch(/^[a-z`][^\n]*[^.\n]$/);
  expect(counted[code]).toMatch(/^[a-z ]+$/);
});

test('no other code has a text', () => {
  expect(Object.keys(messages).sort()).toEqual([...codes].sort());
  expect(Object.keys(counted).sort()).toEqual([...codes].sort());
});

test('instants that are not known are left out', () => {
  expect(explainReason({ code: 'match.off_shift', nextShiftAt: null })).toBe('off shift');
  expect(explainReason({ code: 'match.on_leave', until: null })).toBe('on leave');
  expect(explainReason({ code: 'match.at_cap', per: 'day', count: 0, cap: 0, resetsAt: null })).toBe(
    'at cap 0/0 per day',
  );
});

const trace: Trace = { ruleId: 'everyone', considered: 0, counts: {}, candidates: null, pick: null };
const assigned = (pick: PickTrace | null, more: object = {}): string =>
  explain({
    leadId: 'l-7',
    at,
    faults: [],
    type: 'assigned',
    repId: 'ana',
    queueId: 'smb',
    ruleId: 'everyone',
    dueAt: null,
    trace: { ...trace, pick },
    ...more,
  } as Decision);
const pick = (method: PickTrace['method'], more: Partial<PickTrace> = {}): PickTrace => ({
  method,
  eligible: 3,
  owedMilli: 667,
  within: null,
  ...more,
});

test.each([
  [pick('sole', { eligible: 1 }), 'the only one eligible'],
  [pick('deficit'), 'owed 0.67 of a lead, most of 3 eligible'],
  [pick('deficit', { owedMilli: -1_340 }), 'owed -1.34 of a lead, most of 3 eligible'],
  [pick('deficit', { owedMilli: -4 }), 'owed 0.00 of a lead, most of 3 eligible'],
  [pick('deficit', { owedMilli: 1_995 }), 'owed 2.00 of a lead, most of 3 eligible'],
  [pick('quota_guard', { within: 4 }), 'quota guard: otherwise another rep falls a lead behind within 4'],
  [pick('deadline'), 'due soonest, owed 0.67 of a lead, one of 3 eligible'],
  [pick('least_load'), 'least loaded of 3 eligible'],
  [pick('least_load', { load: { units: 4, capacity: 10 } }), 'load 4/10 with this lead, least loaded of 3 eligible'],
  [pick('least_load', { load: { units: 4, capacity: null } }), 'load 4 with this lead, least loaded of 3 eligible'],
  [
    pick('best_match', { budgetMilli: 500, match: 91, owedMilli: 200 }),
    'within budget 0.5, best match 91, owed 0.20 of a lead, one of 3 eligible',
  ],
  [pick('ledgers'), 'owed most over several ledgers, owed 0.67 of a lead, one of 3 eligible'],
  [pick('custom'), 'picked by the custom strategy from 3 eligible'],
  [pick('accepted', { owedMilli: null }), 'accepted an offer, one of 3 eligible'],
  [pick('owner'), 'the owner'],
  [pick('manual'), 'assigned by hand'],
  [pick('earliest_owner'), 'had it first, and nobody new can take it'],
])('an assignment says how the rep was found: %o', (found, text) => {
  expect(assigned(found)).toBe(`lead \`l-7\` assigned to \`ana\` in \`smb\` by rule \`everyone\`: ${text}`);
});

test('an assignment also says who could not, what is due, and what threw', () => {
  const counts = { 'match.off_shift': 1, 'match.at_cap': 2, 'match.offline': 1 };
  const faults = [{ code: 'rule.faulted', ruleId: 'big', message: 'no table' }];
  const text = assigned(null, { trace: { ...trace, considered: 6, counts }, dueAt: at, faults });
  expect(text).toBe(
    'lead `l-7` assigned to `ana` in `smb` by rule `everyone`; 2/6 reps available: 2 at a cap, 1 off shift, 1 offline; ' +
      'due 2026-03-02T09:00:00Z; `big` threw and was skipped: no table',
  );
});

test('every other decision', () => {
  const head = { leadId: 'l-7', at, faults: [], trace };
  const held = { ...head, type: 'held', queueId: 'smb', ruleId: 'r', wakeOn: [] } as const;
  expect(explain({ ...held, retryAt: at })).toBe('lead `l-7` held in `smb` by rule `r`; next try 2026-03-02T09:00:00Z');
  const nobody = { ...trace, considered: 1, counts: { 'match.offline': 1 } };
  expect(explain({ ...held, retryAt: null, trace: nobody })).toBe(
    'lead `l-7` held in `smb` by rule `r`; 0/1 reps available: 1 offline; waits for a rep to come online or free',
  );
  const offered = { ...head, type: 'offered', repIds: ['a', 'b'], queueId: 'smb', ruleId: 'r', expiresAt: at } as const;
  expect(explain(offered)).toBe('lead `l-7` offered to `a`, `b` in `smb` by rule `r`; until 2026-03-02T09:00:00Z');
  const many = { ...offered, repIds: ['a', 'b', 'c', 'd', 'e', 'f'], trace: { ...trace, pick: pick('deficit') } };
  expect(explain(many)).toBe(
    'lead `l-7` offered to `a`, `b`, `c`, `d` and 2 more in `smb` by rule `r`: owed 0.67 of a lead, most of 3 eligible; ' +
      'until 2026-03-02T09:00:00Z',
  );
  const disposed = { ...head, type: 'disposed' } as const;
  expect(explain({ ...disposed, disposition: 'nurtured', reason: null })).toBe('lead `l-7` nurtured');
  expect(explain({ ...disposed, disposition: 'duplicate', reason: { code: 'lead.duplicate', ofLeadId: 'l-1' } })).toBe(
    'lead `l-7` duplicate: the same person as lead `l-1`',
  );
});

test('equal counts are ordered by code, so that the text does not depend on the order of keys', () => {
  const counts = { 'match.offline': 2, 'match.at_cap': 2 };
  const other = { 'match.at_cap': 2, 'match.offline': 2 };
  expect(explainCounts({ ...trace, considered: 4, counts })).toBe('0/4 reps available: 2 at a cap, 2 offline');
  expect(explainCounts({ ...trace, considered: 4, counts: other })).toBe(
    explainCounts({ ...trace, considered: 4, counts }),
  );
  expect(explainCounts(trace)).toBe('');
});
