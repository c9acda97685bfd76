import { expect, test } from 'vitest';
import { normalizeLead } from '../normalize/index.js';
import { duplicateKeys } from './duplicate-keys.js';
import { buildLeadIndex, findDuplicate } from './find-duplicate.js';

const day = 86_400_000;
const keysOf = (raw: object): readonly string[] => duplicateKeys(normalizeLead({ id: '1', ...raw }));

test.each([
  [
    { Email: 'Jane@ACME.com', Phone: '+1 212 555 0142', Name: 'Jané  Doe' },
    ['email:jane@acme.com', 'person:acme.com|doe jane', 'phone:+12125550142'],
  ],
  [
    { email: 'j@mail.acme.co.uk', 'First Name': 'Jane', 'Last Name': "O'Neil-Doe" },
    ['email:j@mail.acme.co.uk', 'person:acme.co.uk|doe jane oneil'],
  ],
  [{ email: 'j@acme.com', first_name: 'Jane' }, ['email:j@acme.com']],
  [{ email: 'j@acme.com', Name: '', 'Full Name': 'Doe, Jane' }, ['email:j@acme.com', 'person:acme.com|doe jane']],
  [{ email: 'j@gmail.com', name: 'Jane Doe' }, ['email:j@gmail.com']],
  [{ email: 'j@mit.edu', name: 'Jane Doe' }, ['email:j@mit.edu']],
  [{ email: 'nonsense', name: 'Jane Doe' }, []],
  [{ name: 'Jane Doe' }, []],
])('the keys of %j', (raw, keys) => {
  expect(keysOf(raw)).toEqual(keys);
});

const known = (id: string, raw: object, at: number | null, repId: string | null = `rep-${id}`) => ({
  lead: normalizeLead({ id, ...raw }),
  repId,
  at,
});
const jane = { email: 'jane@acme.com', phone: '+12125550142', name: 'Jane Doe' };

test('the strongest key that knows somebody decides, then the earliest lead', () => {
  const index = buildLeadIndex([
    known('c', { phone: '+12125550142' }, 1),
    known('b', { email: 'jane@acme.com' }, 7),
    known('a', { email: 'jane@acme.com' }, 7),
    known('d', { email: 'jane@acme.com' }, null),
    known('e', { email: 'j.doe@acme.com', name: 'Doe Jane' }, 2),
  ]);
  const find = (raw: object, id = 'new') => findDuplicate(index, normalizeLead({ id, ...raw }), { now: 9 });
  expect(find(jane)).toEqual({ leadId: 'a', repId: 'rep-a', at: 7, key: 'email:jane@acme.com', by: 'email' });
  expect(find(jane, 'a')?.leadId).toBe('b');
  expect(find({ ...jane, email: 'other@acme.com' })).toMatchObject({ leadId: 'e', by: 'person' });
  expect(find({ ...jane, email: 'other@else.com' })).toMatchObject({ leadId: 'c', by: 'phone' });
  expect(find({ email: 'somebody@acme.com' })).toBe(null);
});

test('the window ends after so many days, to the millisecond, and forgets nobody of unknown age', () => {
  const lead = normalizeLead({ id: 'new', ...jane });
  const since = (at: number | null, windowDays?: number): string | undefined =>
    findDuplicate(buildLeadIndex([known('x', jane, at)]), lead, {
      now: 30 * day,
      ...(windowDays === undefined ? {} : { windowDays }),
    })?.leadId;
  expect([since(0, 30), since(-1, 30), since(-1), since(null, 30)]).toEqual(['x', undefined, 'x', 'x']);
  expect([since(30 * day, 0), since(30 * day - 1, 0), since(30 * day + 1)]).toEqual(['x', undefined, undefined]);
});

test('an earlier lead that is too old does not hide a newer one, under the same key or a weaker one', () => {
  const index = buildLeadIndex([
    known('old', jane, 0),
    known('new', jane, 50 * day),
    known('phone', { phone: '+493012345678' }, 60 * day),
  ]);
  const find = (raw: object) =>
    findDuplicate(index, normalizeLead({ id: 'x', ...raw }), { now: 60 * day, windowDays: 10 });
  expect(find(jane)).toMatchObject({ leadId: 'new', by: 'email' });
  expect(find({ ...jane, phone: '+493012345678', email: 'jane@gone.com' })).toMatchObject({
    leadId: 'phone',
    by: 'phone',
  });
});

test('an index takes the time of the lead where it is told none, and holds plain JSON in one order', () => {
  const leads = [known('b', jane, 5), known('a', jane, 5, null)];
  const index = buildLeadIndex(leads);
  expect(JSON.stringify(buildLeadIndex([...leads].reverse()))).toBe(JSON.stringify(index));
  expect(JSON.parse(JSON.stringify(index))).toEqual(index);
  expect(Object.keys(index)).toEqual(['email:jane@acme.com', 'person:acme.com|doe jane', 'phone:+12125550142']);
  expect(buildLeadIndex([{ lead: { id: '1', phone: '+1', createdAt: 3 } }])).toEqual({
    'phone:+1': [{ leadId: '1', repId: null, at: 3 }],
  });
});
