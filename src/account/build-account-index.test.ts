import { expect, test } from 'vitest';
import { buildAccountIndex } from './build-account-index.js';
import { matchAccount } from './match-account.js';
import type { Account } from './types.js';

const hostile = (...rows: readonly unknown[]): readonly Account[] => rows as readonly Account[];
const codesOf = (accounts: readonly Account[]): readonly string[] =>
  buildAccountIndex(accounts).problems.map(({ code, accountId }) => `${accountId} ${code}`);

test('an index holds what each account can be found by, and nothing twice', () => {
  const index = buildAccountIndex([
    {
      id: 'b',
      name: 'Bolt',
      domains: ['bolt.io', 'https://www.bolt.io/'],
      aliases: ['Bolt Inc.', 'Zap', 'zap.dev'],
      ownerRepId: 'li',
    },
    { id: 'a', name: 'The Acme Company', domains: ['Acme.COM'], country: 'US', openValue: -0 },
  ]);
  expect(index).toEqual({
    format: 'fairlead/account-index@1',
    accounts: [
      { id: 'a', ownerRepId: null, values: { country: 'US', openValue: 0 } },
      { id: 'b', ownerRepId: 'li', values: {} },
    ],
    domains: { 'acme.com': 0, 'bolt.io': 1 },
    aliasDomains: { 'zap.dev': 1 },
    parentDomains: {},
    names: { acme: 0, bolt: 1 },
    aliases: { zap: 1 },
    grams: {
      texts: ['acme', 'bolt', 'zap'],
      holders: [0, 1, 1],
      sizes: [4, 4, 3],
      postings: {
        ' ac': 0,
        acm: 0,
        cme: 0,
        'me ': 0,
        ' bo': 1,
        bol: 1,
        olt: 1,
        'lt ': 1,
        ' za': 2,
        zap: 2,
        'ap ': 2,
      },
    },
    problems: [],
    problemCount: 0,
  });
});

test.each([
  ['acme.com', 'acme.com'],
  [' ACME.com ', 'acme.com'],
  ['https://www.acme.com/about?x=1', 'acme.com'],
  ['http://user@acme.com:8080/', 'acme.com'],
  ['mailto:info@acme.com', 'acme.com'],
  ['@acme.com', 'acme.com'],
  ['www.acme.com', 'acme.com'],
  ['*.acme.com', 'acme.com'],
  ['eu.acme.co.uk', 'eu.acme.co.uk'],
  ['müller.de', 'xn--mller-kva.de'],
])('the domain in %s is %s', (text, host) => {
  const { domains, problems } = buildAccountIndex([{ id: 'a', name: 'Acme', domains: [text] }]);
  expect(Object.keys(domains)).toEqual([host]);
  expect(problems).toEqual([]);
});

test('problems name the account, the field and what was expected', () => {
  const accounts = hostile(
    { id: 'a', name: 'Acme', domains: ['gmail.com', 'not a domain', 'shared.com'] },
    { id: 'b', name: ' ', domains: ['shared.com', 7], parentId: 'nobody', employees: 'many', matchable: 'no' },
    { id: 'c', name: 'Cyc', parentId: 'd' },
    { id: 'd', name: 'Dyc', parentId: 'c' },
    { id: 'd', name: 'Dyc again' },
    { name: 'Nameless' },
    null,
  );
  expect(codesOf(accounts)).toEqual([
    'a account.free_domain',
    'a account.invalid_domain',
    'a account.shared_domain',
    'b account.invalid_value',
    'b account.invalid_value',
    'b account.invalid_value',
    'b account.missing_name',
    'b account.shared_domain',
    'b account.unknown_parent',
    'c account.parent_cycle',
    'd account.duplicate_id',
    'd account.parent_cycle',
    'null account.unreadable',
    'null account.unreadable',
  ]);
  expect(buildAccountIndex(accounts).problems[0]).toEqual({
    code: 'account.free_domain',
    accountId: 'a',
    field: 'domains',
    found: 'gmail.com',
    expected: 'a domain of its own, not one of free or disposable mail',
  });
});

test('a cycle of parents is told of every account in it, and ends', () => {
  const cycle = [
    { id: 'a', name: 'A', parentId: 'b' },
    { id: 'b', name: 'B', parentId: 'a', matchable: false, domains: ['b.com'] },
    { id: 'c', name: 'C', parentId: 'c' },
    { id: 'e', name: 'E', parentId: 'a' },
  ];
  expect(codesOf(cycle)).toEqual(['a account.parent_cycle', 'b account.parent_cycle', 'c account.parent_cycle']);
});

test('of accounts with one id the one active last counts, then the smaller text', () => {
  const name = (...accounts: readonly Account[]): string => Object.keys(buildAccountIndex(accounts).names).join();
  const old: Account = { id: 'a', name: 'Old', lastActivityAt: 1 };
  const recent: Account = { id: 'a', name: 'Recent', lastActivityAt: 2 };
  const never: Account = { id: 'a', name: 'Aardvark' };
  const nought: Account = { id: 'a', name: 'Bear' };
  expect([name(old, recent, never), name(never, recent, old)]).toEqual(['recent', 'recent']);
  expect([name(never, nought), name(nought, never)]).toEqual(['aardvark', 'aardvark']);
});

test('data that is not plain is left out, never thrown', () => {
  const trap = new Proxy(
    {},
    {
      get: () => {
        throw new Error('trap');
      },
    },
  );
  const index = buildAccountIndex(
    hostile(trap, 'text', [], { id: '' }, { id: 'x'.repeat(201) }, { id: 'ok', name: 'Fine' }),
  );
  expect(index.accounts.map(({ id }) => id)).toEqual(['ok']);
  expect(index.problemCount).toBe(5);
  expect(buildAccountIndex(null as never).problemCount).toBe(1);
});

test('domains are lent to the nearest children that may be matched, over at most ten generations', () => {
  const holding = (i: number, more: Partial<Account> = {}): Account => ({
    id: `h${i}`,
    name: `Holding ${i}`,
    matchable: false,
    domains: [`h${i}.com`],
    ...(i === 0 ? {} : { parentId: `h${i - 1}` }),
    ...more,
  });
  const chain = Array.from({ length: 12 }, (_, i) => holding(i));
  const works = { id: 'works', name: 'Works', parentId: 'h11', domains: ['works.com'] };
  const branch = { id: 'branch', name: 'Branch', parentId: 'works' };
  const { parentDomains } = buildAccountIndex([...chain, works, branch]);
  expect(Object.keys(parentDomains).sort()).toEqual(
    chain
      .slice(2)
      .map(({ domains }) => domains![0]!)
      .sort(),
  );
  expect(new Set(Object.values(parentDomains))).toEqual(new Set([1]));
});

test('at most 1,000 problems are listed, and all counted', () => {
  const index = buildAccountIndex(hostile(...Array.from({ length: 1_200 }, () => null)));
  expect([index.problems.length, index.problemCount]).toEqual([1_000, 1_200]);
});

test('keys that objects are born with are names like any other', () => {
  const index = buildAccountIndex([
    { id: 'constructor', name: 'toString', domains: ['constructor.com'], aliases: ['__proto__'] },
  ]);
  expect(matchAccount(index, { companyKey: 'tostring' }).accountId).toBe('constructor');
  expect(matchAccount(index, { companyKey: 'constructor' }).method).toBe('none');
  expect(matchAccount(index, { company: '__proto__' }).method).toBe('alias');
  expect(matchAccount(index, { emailDomain: 'hasOwnProperty' }).method).toBe('none');
});
