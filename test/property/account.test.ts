import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Account,
  type AccountIndex,
  buildAccountIndex,
  matchAccount,
  type TieBreaker,
} from '../../src/account/index.js';
import { jaroWinkler } from '../../src/account/jaro-winkler.js';
import { sortedWords } from '../../src/account/name-words.js';
import { blockOf, nameScore } from '../../src/account/nearest-names.js';
import type { Lead } from '../../src/lead/index.js';
import { companyKey } from '../../src/normalize/index.js';
import { enough, runs } from '../support/runs.js';
import { slowBlock, slowJaroWinkler, slowMatch, slowNameScore } from './account-reference.js';

const from = <T>(values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(arbitrary, { nil: undefined });
const clean = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

// few words, so that names meet, and near misses of them
const words = [
  'acme',
  'acne',
  'acmes',
  'velmora',
  'velmorra',
  'logistics',
  'logistic',
  'global',
  'store',
  '12',
  '13',
  'a',
  '𠮷野家',
  'ab',
];
const name = fc
  .tuple(fc.array(from(words), { minLength: 1, maxLength: 4 }), from(['', ' GmbH', ' Inc.', ', Ltd']))
  .map(([parts, form]) => parts.join(' ') + form);
const hosts = ['acme.com', 'eu.acme.com', 'acme.co.uk', 'velmora.io', 'global.com', 'gmail.com', 'mailinator.com'];

const account: fc.Arbitrary<Account> = fc
  .record({
    id: fc.nat(15).map((n) => `a${n}`),
    name: fc.oneof({ weight: 9, arbitrary: name }, { weight: 1, arbitrary: from(['', '???']) }),
    domains: maybe(fc.array(from(hosts), { maxLength: 3 })),
    aliases: maybe(fc.array(fc.oneof(name, from(hosts)), { maxLength: 3 })),
    parentId: maybe(fc.nat(15).map((n) => `a${n}`)),
    ownerRepId: maybe(from(['eva', 'tom'])),
    matchable: maybe(fc.boolean()),
    country: maybe(from(['DE', 'US'])),
    employees: maybe(fc.nat(3)),
    openValue: maybe(fc.integer({ min: -2, max: 2 })),
    fields: maybe(fc.record({ tier: from(['gold', 'plain']) })),
  })
  // members that are undefined are absent, as JSON has it
  .map((record) => clean(record) as Account);
const accounts = fc.uniqueArray(account, { maxLength: 12, selector: ({ id }) => id });

const lead: fc.Arbitrary<Partial<Lead>> = fc
  .record({
    host: maybe(fc.tuple(from(['', 'mail.', 'a.b.']), from(hosts))),
    emailClass: from(['business', 'business', 'academic', 'free', 'disposable', 'invalid', null] as const),
    withEmail: fc.boolean(),
    company: maybe(name),
    country: maybe(from(['DE', 'US'])),
    fields: from([{}, { tier: 'gold' }]),
  })
  .map(({ host, emailClass, withEmail, company, country, fields }): Partial<Lead> => {
    const domain = host === undefined ? null : host[1].replace(/^eu\./, '');
    return {
      email: host === undefined || !withEmail ? null : `jane@${host.join('')}`,
      emailDomain: domain,
      emailClass,
      companyKey: company === undefined ? null : companyKey(company).key || null,
      country: country ?? null,
      fields,
    };
  });
const tieBreakers: fc.Arbitrary<TieBreaker[]> = fc.array(
  fc.record({
    field: from(['country', 'employees', 'openValue', 'ownerRepId', 'parentId', 'fields.tier', 'fields.none', 'none']),
    prefer: from(['highest', 'lowest', 'present', 'equal_to_lead'] as const),
  }),
  { maxLength: 3 },
);
const given = { accounts, lead, tieBreakers };

/** Anything at all where accounts are expected. */
const hostileAccounts: fc.Arbitrary<Account[]> = fc.array(
  fc.oneof(
    account,
    fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true, withMap: true }),
    fc.record(
      {
        id: fc.oneof(fc.string(), fc.nat(3).map(String)),
        name: fc.anything(),
        domains: fc.anything(),
        aliases: fc.array(fc.anything()),
      },
      { requiredKeys: ['id'] },
    ),
    fc.record({
      id: fc.nat(3).map(String),
      name: fc.string({ unit: 'binary' }),
      domains: fc.array(fc.oneof(fc.domain(), fc.webUrl(), fc.emailAddress(), fc.string({ unit: 'binary' }))),
      aliases: fc.array(fc.string({ unit: 'binary' })),
      fields: fc.dictionary(fc.string(), fc.anything()),
      lastActivityAt: fc.oneof(fc.double(), fc.maxSafeInteger()),
    }),
  ) as fc.Arbitrary<Account>,
  { maxLength: 10 },
);

describe('matching accounts', () => {
  test('is what looking at every account for every lead gives', () => {
    const methods = new Map<string, number>();
    fc.assert(
      fc.property(
        accounts,
        fc.array(lead, { minLength: 1, maxLength: 6 }),
        fc.boolean(),
        tieBreakers,
        (list, leads, fuzzy, ties) => {
          const index = buildAccountIndex(list);
          for (const each of leads) {
            const match = matchAccount(index, each, { fuzzy, tieBreakers: ties });
            methods.set(match.method, (methods.get(match.method) ?? 0) + 1);
            expect(match).toEqual(slowMatch(list, each, fuzzy, ties));
          }
        },
      ),
      runs(400),
    );
    // every way of matching was taken
    for (const method of ['domain', 'alias_domain', 'parent_domain', 'company_key', 'alias', 'fuzzy', 'none'])
      expect(methods.get(method) ?? 0, method).toBeGreaterThan(enough(3));
  });

  test('the 32 names compared are those with the most in common, in order, in a crowd too', () => {
    const parts = ['velmora', 'velmorra', 'global', 'a', 'bb', 'ccc', '12', '𠮷野家', 'グローバル'];
    const crowd = fc.uniqueArray(
      fc.array(from(parts), { minLength: 1, maxLength: 3 }).map((list) => list.join(' ')),
      {
        minLength: 50,
        maxLength: 90,
      },
    );
    fc.assert(
      fc.property(crowd, name, (list, company) => {
        const { grams } = buildAccountIndex(list.map((each, i) => ({ id: `c${i}`, name: each })));
        const key = companyKey(company).key;
        const block = blockOf(grams, sortedWords(key)).map((position) => grams.texts[position]);
        expect(block).toEqual(
          slowBlock(
            key,
            list.map((each) => companyKey(each).key),
          ),
        );
        expect(block.length).toBeLessThanOrEqual(32);
      }),
      runs(60),
    );
  });

  test('does not depend on the order of the accounts, and leaves its arguments as they are', () => {
    fc.assert(
      fc.property(hostileAccounts, fc.integer(), (list, at) => {
        const turn = list.length === 0 ? 0 : Math.abs(at) % list.length;
        const turned = [...list.slice(turn), ...list.slice(0, turn)].reverse();
        expect(JSON.stringify(buildAccountIndex(turned))).toBe(JSON.stringify(buildAccountIndex(list)));
      }),
      runs(300),
    );
    fc.assert(
      fc.property(accounts, lead, tieBreakers, (list, each, ties) => {
        const before = JSON.stringify([list, each, ties]);
        const index = buildAccountIndex(list);
        const written = JSON.stringify(index);
        matchAccount(index, each, { fuzzy: true, tieBreakers: ties });
        expect([JSON.stringify([list, each, ties]), JSON.stringify(index)]).toEqual([before, written]);
      }),
      runs(100),
    );
  });

  test('never throws, and an index from JSON is the same index', () => {
    fc.assert(
      fc.property(hostileAccounts, lead, tieBreakers, (list, each, ties) => {
        const index = buildAccountIndex(list);
        const text = JSON.stringify(index);
        const parsed = JSON.parse(text) as AccountIndex;
        expect(parsed).toEqual(index);
        expect(JSON.stringify(parsed)).toBe(text);
        const options = { fuzzy: true, tieBreakers: ties };
        expect(matchAccount(parsed, each, options)).toEqual(matchAccount(index, each, options));
      }),
      runs(300),
    );
  });

  test('every account that is left out, and every one whose data was dropped, has a problem', () => {
    fc.assert(
      fc.property(hostileAccounts, (list) => {
        const { accounts: kept, problems, problemCount } = buildAccountIndex(list);
        const hidden = list.filter((each) => each?.matchable === false).length;
        const missing = problems.filter(
          ({ code }) => code === 'account.unreadable' || code === 'account.duplicate_id',
        ).length;
        expect(kept.length).toBeGreaterThanOrEqual(list.length - missing - hidden);
        expect(kept.length).toBeLessThanOrEqual(list.length - missing);
        expect(problemCount).toBe(problems.length);
      }),
      runs(200),
    );
  });

  test('the answer for an account added twice is the answer for one', () => {
    fc.assert(
      fc.property(given.accounts, given.lead, given.tieBreakers, (list, each, ties) => {
        const options = { fuzzy: true, tieBreakers: ties };
        const twice = buildAccountIndex([...list, ...list]);
        expect(matchAccount(twice, each, options)).toEqual(matchAccount(buildAccountIndex(list), each, options));
        expect(twice.problems.filter(({ code }) => code === 'account.duplicate_id')).toHaveLength(list.length);
      }),
      runs(150),
    );
  });

  test('a domain of free or disposable mail never matches, whatever accounts and leads say of it', () => {
    fc.assert(
      fc.property(accounts, lead, from(['gmail.com', 'mailinator.com', 'yahoo.co.uk']), (list, each, free) => {
        const index = buildAccountIndex(
          list.map((entry) => ({ ...entry, domains: [...(entry.domains ?? []), free], aliases: [free] })),
        );
        const match = matchAccount(index, { ...each, companyKey: null, email: `jane@${free}`, emailDomain: free });
        expect(match.method).toBe('none');
      }),
      runs(100),
    );
  });

  test('the band follows from the score, exact goes before alike, and only `auto` names an account', () => {
    const bandOf = (score: number): string => (score >= 950 ? 'auto' : score >= 850 ? 'review' : 'none');
    fc.assert(
      fc.property(accounts, lead, (list, each) => {
        const index = buildAccountIndex(list);
        const match = matchAccount(index, each, { fuzzy: true });
        const exact = matchAccount(index, each);
        expect(match.band).toBe(bandOf(match.score));
        for (const candidate of match.candidates) expect(candidate.band).toBe(bandOf(candidate.score));
        for (const [i, { score }] of match.candidates.slice(1).entries())
          expect(score).toBeLessThanOrEqual(match.candidates[i]!.score);
        if (exact.method !== 'none') expect(match).toEqual(exact);
        expect(match.accountId).toBe(match.band === 'auto' ? match.candidates[0]!.accountId : null);
        if (match.band !== 'auto') expect(match.ownerRepId).toBe(null);
      }),
      runs(300),
    );
  });
});

describe('likeness of names', () => {
  const letters = fc.string({ unit: from([...'abc 1']), maxLength: 14 });
  const keys = letters.map((text) => text.trim().replace(/ +/g, ' '));

  test('equals the two definitions in big integers; whether it is sure does not depend on the side', () => {
    fc.assert(
      fc.property(fc.oneof(letters, fc.string({ unit: 'binary' })), letters, (a, b) => {
        expect(jaroWinkler(a, b)).toBe(slowJaroWinkler(a, b));
        expect(jaroWinkler(a, a)).toBe(1_000);
        if (a !== b) expect(jaroWinkler(a, b)).toBeLessThan(1_000);
      }),
      runs(600),
    );
    fc.assert(
      fc.property(keys, keys, (a, b) => {
        const score = nameScore(sortedWords(a), sortedWords(b));
        expect(score).toBe(slowNameScore(a, b));
        expect(nameScore(sortedWords(b), sortedWords(a)) >= 950).toBe(score >= 950);
      }),
      runs(600),
    );
  });

  test('the order of words makes no difference', () => {
    const list = fc.array(from(words), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(list, list, (a, b) => {
        const score = (left: readonly string[], right: readonly string[]): number =>
          nameScore(sortedWords(left.join(' ')), sortedWords(right.join(' ')));
        expect(score([...a].reverse(), b)).toBe(score(a, [...b].reverse()));
      }),
      runs(200),
    );
  });
});
