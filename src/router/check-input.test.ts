import { expect, test } from 'vitest';
import { leadWith, monday } from '../../test/support/samples.js';
import { findInputFault, inputType } from './check-input.js';

const types =
  'tick, accept, decline, respond, pause, resume, activity, merge, assign, release, recycle, nurture, reject, close';
const text = 'a text of at most 200 characters';
const call = { type: 'call', at: monday };
const long = 'x'.repeat(201);
const activity = 'expected `activity` to be a `type`, a whole `at`, and a whole `count` from 1 where there is one';

test.each<[unknown, string]>([
  [null, `expected the type to be one of ${types}`],
  [undefined, `expected the type to be one of ${types}`],
  ['tick', `expected the type to be one of ${types}`],
  [{}, `expected the type to be one of ${types}`],
  [{ type: '' }, `expected the type to be one of ${types}`],
  [{ type: 'toString' }, `expected the type to be one of ${types}`],
  [Object.assign(() => {}, { type: 'tick' }), `expected the type to be one of ${types}`],
  [{ type: 'accept' }, `expected \`repId\` to be ${text}`],
  [{ type: 'decline', repId: 5 }, `expected \`repId\` to be ${text}`],
  [{ type: 'respond', repId: long }, `expected \`repId\` to be ${text}`],
  [{ type: 'assign', repId: 'ana' }, `expected \`by\` to be ${text}`],
  [{ type: 'close', outcome: 'won' }, 'expected `outcome` to be `converted` or `lost`'],
  [{ type: 'close', outcome: 'lost', value: 1.5 }, 'expected `value` to be a whole number'],
  [{ type: 'close', outcome: 'lost', value: '5' }, 'expected `value` to be a whole number'],
  [{ type: 'tick', id: 5 }, `expected \`id\` to be ${text}`],
  [{ type: 'tick', epoch: -1 }, 'expected `epoch` to be a whole number from 0'],
  [{ type: 'tick', epoch: '1' }, 'expected `epoch` to be a whole number from 0'],
  [{ type: 'activity' }, activity],
  [{ type: 'activity', activity: null }, activity],
  [{ type: 'activity', activity: { ...call, type: 5 } }, activity],
  [{ type: 'activity', activity: { ...call, at: 0.5 } }, activity],
  [{ type: 'activity', activity: { ...call, count: 0 } }, activity],
  [{ type: 'activity', activity: { ...call, count: 1.5 } }, activity],
  [{ type: 'merge' }, 'expected `lead` to be a lead that can be used'],
  [{ type: 'merge', lead: null }, 'expected `lead` to be a lead that can be used'],
  [{ type: 'merge', lead: { id: 5 } }, 'expected `lead` to be a lead that can be used'],
  [
    { type: 'merge', lead: { ...leadWith(), invalid: { field: 'id', expected: 'x' } } },
    'expected `lead` to be a lead that can be used',
  ],
])('%j cannot be read', (input, fault) => {
  expect(findInputFault(input)).toBe(fault);
});

test.each(['accept', 'decline', 'respond', 'release', 'recycle', 'nurture', 'reject'])(
  'the reason of `%s` is a text of so many characters, where there is one',
  (type) => {
    const input = { type, repId: 'ana' };
    expect(findInputFault({ ...input, reason: 5 })).toMatch(
      /^expected `reason` to be a text of at most \d+ characters$/,
    );
    expect(findInputFault({ ...input, reason: 'away' })).toBe(null);
    expect(findInputFault(input)).toBe(null);
  },
);

test.each<[object]>([
  [{ type: 'tick' }],
  [{ type: 'tick', id: 'a', epoch: 0 }],
  [{ type: 'pause' }],
  [{ type: 'close', outcome: 'lost' }],
  [{ type: 'close', outcome: 'converted', value: -3 }],
  [{ type: 'activity', activity: call }],
  [{ type: 'activity', activity: { ...call, count: 1 } }],
  [{ type: 'merge', lead: leadWith() }],
])('%j can be read', (input) => {
  expect(findInputFault(input)).toBe(null);
});

test('what an input says that it is can be shown', () => {
  expect(inputType({ type: 'tick' })).toBe('tick');
  expect([null, 5, 'tick', { type: 5 }, { type: long }].map(inputType)).toEqual(['', '', '', '', '']);
});
