import { expect, test } from 'vitest';
import { leadWith } from '../../test/support/samples.js';
import type { Lead } from '../lead/index.js';
import { copyLead } from './copy-lead.js';

const own = {
  accountId: null,
  accountOwner: null,
  score: { points: 0, byCard: {}, grade: '', segment: null, priority: 0, qualification: 'none', because: [] },
};
const keys = (lead: object): readonly string[] => Object.keys(copyLead(lead as Lead));
const usual = Object.keys(leadWith());
/** The order of the members tells how a copy was made: written out, or by spreading. */
const writtenOut = [...usual, 'accountId', 'accountOwner', 'score'];
const scored = { accountId: 'a', accountOwner: 'kim', score: { ...own.score, points: 5 } };

test('a usual lead is copied member by member, with or without an account and a score of its own', () => {
  for (const lead of [leadWith({ email: 'a@b.c', tags: ['x'] }), leadWith()]) {
    const copy = copyLead(lead);
    expect(copy).toStrictEqual({ ...lead, ...own });
    expect(copy).not.toBe(lead);
  }
  for (const more of [
    {},
    scored,
    { accountId: 'a' },
    { accountOwner: 'kim' },
    { score: scored.score },
    { accountId: null, score: scored.score },
  ]) {
    expect(copyLead({ ...leadWith(), ...more } as Lead)).toStrictEqual({ ...leadWith(), ...own });
    expect(keys({ ...leadWith(), ...more })).toEqual(writtenOut);
  }
  const competitor = { ...leadWith(), competitor: true };
  expect(copyLead(competitor)).toStrictEqual({ ...competitor, ...own });
  expect(keys(competitor)).toEqual([...writtenOut, 'competitor']);
});

test('members that a lead lacks stay away, and others come along', () => {
  const { email: _, ...without } = leadWith();
  expect(copyLead(without as Lead)).toStrictEqual({ ...without, ...own });
  expect(copyLead({ ...without, mail: 'x' } as never)).toStrictEqual({ ...without, mail: 'x', ...own });
  expect(copyLead({ ...leadWith(), invalid: { field: 'x', expected: 'y' } } as Lead)).toHaveProperty(
    'invalid.field',
    'x',
  );
  expect(copyLead({ id: 'l' } as Lead)).toStrictEqual({ id: 'l', ...own });
});

test('members that are undefined are left out, which JSON would lose', () => {
  expect(copyLead({ ...leadWith(), email: undefined } as never)).not.toHaveProperty('email');
  expect(copyLead({ ...leadWith(), extra: undefined } as never)).toStrictEqual({ ...leadWith(), ...own });
  const { email: _, ...without } = leadWith();
  expect(copyLead({ ...without, extra: undefined } as never)).toStrictEqual({ ...without, ...own });
});

test('what stands in a prototype is no part of a lead', () => {
  const { email: _, ...without } = leadWith();
  const inherited = Object.assign(Object.create({ email: 'a@b.c' }), without) as Lead;
  expect(copyLead(inherited)).toStrictEqual({ ...without, ...own });
  const bare = Object.assign(Object.create(null), leadWith()) as Lead;
  expect(copyLead(bare)).toStrictEqual({ ...leadWith(), ...own });
  expect(keys(bare).slice(0, 3)).toEqual(['accountId', 'accountOwner', 'score']);
});

test.each(usual)('a lead whose `%s` is undefined, or not there, is copied without it', (member) => {
  const { [member as keyof Lead]: _, ...without } = leadWith();
  expect(copyLead({ ...leadWith(), [member]: undefined } as never)).toStrictEqual({ ...without, ...own });
  expect(copyLead(without as never)).toStrictEqual({ ...without, ...own });
});
