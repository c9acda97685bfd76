import { expect, test } from 'vitest';
import { normalizeLead } from '../normalize/index.js';
import { buildAccountIndex } from './build-account-index.js';
import { matchAccount } from './match-account.js';
import { nameScore } from './nearest-names.js';
import type { Account, TieBreaker } from './types.js';

const index = buildAccountIndex([
  {
    id: 'acme',
    name: 'Acme GmbH',
    domains: ['acme.de'],
    aliases: ['Roadrunner Supplies', 'roadrunner.io'],
    ownerRepId: 'eva',
  },
  { id: 'acme-uk', name: 'Acme UK', domains: ['uk.acme.de'], ownerRepId: 'tom' },
  { id: 'holding', name: 'Big Holding', domains: ['holding.com'], aliases: ['holding.org'], matchable: false },
  { id: 'child', name: 'Small Works', parentId: 'holding', ownerRepId: 'kim' },
  { id: 'grandchild', name: 'Tiny Works', parentId: 'child' },
  { id: 'store-12', name: 'Store 12 Supermarkets' },
  { id: 'vel', name: 'Velmora Logistics Systems', ownerRepId: 'li' },
]);
const found = (lead: Parameters<typeof matchAccount>[1], fuzzy = false): string => {
  const { accountId, method, score, band } = matchAccount(index, lead, { fuzzy });
  return `${accountId} ${method} ${score} ${band}`;
};
const leadOf = (email: string, company = ''): Parameters<typeof matchAccount>[1] =>
  normalizeLead({ id: '1', email, company });

test('the methods in their order', () => {
  expect(found(leadOf('jane@acme.de', 'Velmora Logistics Systems'))).toBe('acme domain 1000 auto');
  expect(found(leadOf('jane@mail.acme.de'))).toBe('acme domain 1000 auto');
  expect(found(leadOf('jane@a.uk.acme.de'))).toBe('acme-uk domain 1000 auto');
  expect(found(leadOf('jane@shop.roadrunner.io'))).toBe('acme alias_domain 1000 auto');
  expect(found(leadOf('jane@holding.com'))).toBe('child parent_domain 1000 auto');
  expect(found(leadOf('jane@holding.org'))).toBe('child parent_domain 1000 auto');
  expect(found(leadOf('jane@other.com', 'ACME Ltd.'))).toBe('acme company_key 1000 auto');
  expect(found({ company: 'roadrunner supplies inc' })).toBe('acme alias 1000 auto');
  expect(found({ company: 'Big Holding' })).toBe('null none 0 none');
  expect(found({})).toBe('null none 0 none');
});

test('addresses of free and disposable mail say nothing about the account', () => {
  const own = buildAccountIndex([{ id: 'g', name: 'Google', domains: ['gmail.com', 'mailinator.com', 'google.com'] }]);
  expect(matchAccount(own, leadOf('jane@gmail.com')).method).toBe('none');
  expect(matchAccount(own, { emailDomain: 'gmail.com' }).method).toBe('none');
  expect(matchAccount(own, leadOf('jane@mailinator.com')).method).toBe('none');
  expect(matchAccount(own, { email: 'jane@google.com', emailDomain: 'google.com', emailClass: 'free' }).method).toBe(
    'none',
  );
  expect(matchAccount(own, leadOf('jane@google.com')).accountId).toBe('g');
});

test('a lead without a registrable domain of its own is looked up by its host', () => {
  expect(found({ email: 'jane@mail.acme.de' })).toBe('acme domain 1000 auto');
  expect(found({ email: 'no address' })).toBe('null none 0 none');
});

test('names that are alike are looked for only when asked', () => {
  expect(found({ company: 'Velmora Logistics Sytems' })).toBe('null none 0 none');
  expect(found({ company: 'Velmora Logistics Sytems' }, true)).toBe('vel fuzzy 975 auto');
  expect(found({ company: 'Systems Velmora Logistics' }, true)).toBe('vel fuzzy 1000 auto');
  expect(found({ company: 'Systems elmora Logistics' }, true)).toBe('vel fuzzy 986 auto');
});

test('one typing error decides in a name of 8 characters and more', () => {
  expect([nameScore('abcdefgh', 'zbcdefgh'), nameScore('abcdefg', 'zbcdefg')]).toEqual([950, 904]);
});

test('a match in the review band names nobody, but proposes', () => {
  const match = matchAccount(index, { company: 'Velmorra Logistic Systems' }, { fuzzy: true });
  expect(match).toEqual({
    accountId: null,
    ownerRepId: null,
    band: 'review',
    score: 949,
    method: 'fuzzy',
    candidates: [{ accountId: 'vel', ownerRepId: 'li', score: 949, band: 'review' }],
  });
  expect(found({ company: 'Store 13 Supermarkets' }, true)).toBe('null fuzzy 949 review');
});

const twins: readonly Account[] = [
  { id: 'c', name: 'Twin', country: 'DE', openValue: 5, ownerRepId: 'eva', fields: { tier: 'gold', rank: 2 } },
  { id: 'b', name: 'Twin', country: 'US', openValue: 9, fields: { rank: 1 } },
  { id: 'a', name: 'Twin', country: 'US', openValue: 9, lastActivityAt: 0 },
];
test.each<[string, TieBreaker[], string]>([
  ['none: the smaller id', [], 'a b c'],
  ['highest', [{ field: 'openValue', prefer: 'highest' }], 'a b c'],
  ['lowest', [{ field: 'openValue', prefer: 'lowest' }], 'c a b'],
  ['present', [{ field: 'ownerRepId', prefer: 'present' }], 'c a b'],
  ['present at zero', [{ field: 'lastActivityAt', prefer: 'present' }], 'a b c'],
  ['equal to the lead', [{ field: 'country', prefer: 'equal_to_lead' }], 'c a b'],
  ['own field', [{ field: 'fields.tier', prefer: 'equal_to_lead' }], 'c a b'],
  ['unknown last, highest', [{ field: 'fields.rank', prefer: 'highest' }], 'c b a'],
  ['unknown last, lowest', [{ field: 'fields.rank', prefer: 'lowest' }], 'b c a'],
  ['text is no number', [{ field: 'fields.tier', prefer: 'highest' }], 'a b c'],
  ['no such field', [{ field: 'toString', prefer: 'equal_to_lead' }], 'a b c'],
  [
    'one after another',
    [
      { field: 'openValue', prefer: 'highest' },
      { field: 'fields.rank', prefer: 'lowest' },
    ],
    'b a c',
  ],
])('tie-breakers, %s', (_, tieBreakers, order) => {
  const lead = { company: 'Twin', country: 'DE', fields: { tier: 'gold' } };
  const { candidates, accountId } = matchAccount(buildAccountIndex(twins), lead, { tieBreakers });
  expect(candidates.map((candidate) => candidate.accountId).join(' ')).toBe(order);
  expect(accountId).toBe(candidates[0]!.accountId);
});

test('at most five candidates', () => {
  const many = buildAccountIndex(Array.from({ length: 9 }, (_, i) => ({ id: `id-${i}`, name: 'Same' })));
  expect(matchAccount(many, { company: 'Same' }).candidates.map(({ accountId }) => accountId)).toEqual([
    'id-0',
    'id-1',
    'id-2',
    'id-3',
    'id-4',
  ]);
});
