// A second, slow matcher: no index, no groups kept, every account looked at for every lead, fractions of big integers.
import type { Account, AccountMatch, TieBreaker } from '../../src/account/index.js';
import type { Lead } from '../../src/lead/index.js';
import { companyKey } from '../../src/normalize/index.js';

/** Jaro–Winkler as the two definitions say, in thousandths rounded down. */
export function slowJaroWinkler(a: string, b: string): number {
  if (a === '' && b === '') return 1_000;
  const reach = Math.max(Math.floor(Math.max(a.length, b.length) / 2) - 1, 0);
  const partner = new Map<number, number>();
  for (let i = 0; i < a.length; i++)
    for (let j = 0; j < b.length; j++)
      if (!partner.has(i) && Math.abs(i - j) <= reach && a[i] === b[j] && ![...partner.values()].includes(j))
        partner.set(i, j);
  const m = BigInt(partner.size);
  if (m === 0n) return 0;
  const ofA = [...partner.keys()].map((i) => a[i]);
  const ofB = [...partner.values()].sort((x, y) => x - y).map((j) => b[j]);
  const halves = BigInt(ofA.filter((letter, i) => letter !== ofB[i]).length);
  const [la, lb] = [BigInt(a.length), BigInt(b.length)];
  // (m/la + m/lb + (m − halves/2)/m) / 3 over one denominator
  const denominator = 6n * la * lb * m;
  const jaro = 2n * m * lb * m + 2n * m * la * m + (2n * m - halves) * la * lb;
  let prefix = 0n;
  while (prefix < 4n && a[Number(prefix)] !== undefined && a[Number(prefix)] === b[Number(prefix)]) prefix++;
  return Number((1_000n * (10n * jaro + prefix * (denominator - jaro))) / (10n * denominator));
}

/** Every text one edit away over the letters that may matter. */
function neighbours(text: string, letters: ReadonlySet<string>): ReadonlySet<string> {
  const found = new Set<string>();
  for (let i = 0; i <= text.length; i++) {
    const [before, after] = [text.slice(0, i), text.slice(i)];
    if (after !== '') found.add(before + after.slice(1));
    if (after.length > 1) found.add(before + after[1] + after[0] + after.slice(2));
    for (const letter of letters) {
      found.add(before + letter + after);
      if (after !== '') found.add(before + letter + after.slice(1));
    }
  }
  return found;
}

const byStart = (key: string): string => [...key.split(' ')].sort().join(' ');
const backwards = (text: string): string => text.split('').reverse().join('');
const byEnd = (key: string): string => backwards(byStart(backwards(key)).split(' ').reverse().join(' '));

export function slowNameScore(a: string, b: string): number {
  if (byStart(a) === byStart(b)) return 1_000;
  const likeness = Math.max(slowJaroWinkler(byStart(a), byStart(b)), slowJaroWinkler(byEnd(a), byEnd(b)));
  const near = [byStart, byEnd].some((order) => neighbours(order(a), new Set(b)).has(order(b)));
  const digits = (key: string): string => JSON.stringify(byStart(key).match(/[0-9]+/g));
  if (!near || digits(a) !== digits(b)) return Math.min(949, likeness);
  return Math.max(a.length, b.length) >= 8 ? Math.max(950, likeness) : likeness;
}

const groupsOf = (key: string): ReadonlySet<string> =>
  new Set(
    key.split(' ').flatMap((word) => {
      const letters = [' ', ...word, ' '];
      return letters.slice(2).map((letter, i) => `${letters[i]}${letters[i + 1]}${letter}`);
    }),
  );

/** The 32 names with the largest part of their groups in common. */
export function slowBlock(key: string, keys: readonly string[]): readonly string[] {
  const wanted = groupsOf(key);
  const ranked = [...new Set(keys.map(byStart))].flatMap((text) => {
    const groups = groupsOf(text);
    const shared = [...groups].filter((group) => wanted.has(group)).length;
    return shared === 0 ? [] : [{ text, rank: Math.floor((2_000 * shared) / (wanted.size + groups.size)) }];
  });
  return ranked
    .sort((a, b) => b.rank - a.rank || (a.text < b.text ? -1 : 1))
    .slice(0, 32)
    .map(({ text }) => text);
}

const anonymous = new Set(['gmail.com', 'mailinator.com']);
const isDomain = (text: string): boolean => /^[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}$/.test(text) && !anonymous.has(text);
const domainsOf = (account: Account): readonly string[] => (account.domains ?? []).filter(isDomain);
const aliasDomainsOf = (account: Account): readonly string[] => (account.aliases ?? []).filter(isDomain);
const aliasKeysOf = (account: Account): readonly string[] =>
  (account.aliases ?? []).map((alias) => companyKey(alias).key).filter((key) => key !== '');

function lentTo(account: Account, accounts: readonly Account[]): readonly string[] {
  const lent: string[] = [];
  for (let at = account, i = 0; i < 10; i++) {
    const parent = accounts.find(({ id }) => id === at.parentId);
    if (parent === undefined || parent.matchable !== false) return lent;
    lent.push(...domainsOf(parent), ...aliasDomainsOf(parent));
    at = parent;
  }
  return lent;
}

function prefers(a: Account, b: Account, tie: TieBreaker, lead: Partial<Lead>): number {
  const read = (record: object): unknown => {
    const path = tie.field.split('.');
    const value = path.reduce<unknown>((at, key) => (at as { [key: string]: unknown } | undefined)?.[key], record);
    return value ?? undefined;
  };
  const rank = (account: Account): number => {
    const value = read(account);
    if (tie.prefer === 'present') return value === undefined ? 1 : 0;
    if (tie.prefer === 'equal_to_lead') return value !== undefined && value === read(lead) ? 0 : 1;
    return typeof value === 'number' ? 0 : 1;
  };
  if (rank(a) !== rank(b)) return rank(a) - rank(b);
  if (rank(a) === 1 || tie.prefer === 'present' || tie.prefer === 'equal_to_lead') return 0;
  const difference = (read(a) as number) - (read(b) as number);
  return tie.prefer === 'lowest' ? difference : -difference;
}

/** What `matchAccount` promises, for accounts with one id each and well-formed values. */
export function slowMatch(
  accounts: readonly Account[],
  lead: Partial<Lead>,
  fuzzy: boolean,
  tieBreakers: readonly TieBreaker[],
): AccountMatch {
  const eligible = accounts.filter((account) => account.matchable !== false);
  const business = !['free', 'disposable', 'invalid'].includes(lead.emailClass ?? '');
  const host = lead.email?.split('@').at(-1) ?? lead.emailDomain ?? '';
  const domain = lead.emailDomain ?? '';
  const hosts = host.split('.').map((_, i, labels) => labels.slice(i).join('.'));
  const walk =
    !business || domain === '' ? [] : hosts.includes(domain) ? hosts.slice(0, hosts.indexOf(domain) + 1) : [domain];
  const key = lead.companyKey ?? '';
  const keyOf = (account: Account): readonly string[] => [companyKey(account.name).key].filter((name) => name !== '');
  const methods: readonly [AccountMatch['method'], readonly string[], (account: Account) => readonly string[]][] = [
    ['domain', walk, domainsOf],
    ['alias_domain', walk, aliasDomainsOf],
    ['parent_domain', walk, (account) => lentTo(account, accounts)],
    ['company_key', [key], keyOf],
    ['alias', [key], aliasKeysOf],
  ];
  const order = (a: Account, b: Account): number => {
    for (const tie of tieBreakers) {
      const preference = prefers(a, b, tie, lead);
      if (preference !== 0) return preference;
    }
    return a.id < b.id ? -1 : 1;
  };
  const result = (
    method: AccountMatch['method'],
    scored: readonly { account: Account; score: number }[],
  ): AccountMatch => {
    const sorted = [...scored].sort((a, b) => b.score - a.score || order(a.account, b.account));
    const candidates = sorted.slice(0, 5).map(({ account, score }) => ({
      accountId: account.id,
      ownerRepId: account.ownerRepId ?? null,
      score,
      band: score >= 950 ? ('auto' as const) : ('review' as const),
    }));
    const best = candidates[0];
    const sure = best?.band === 'auto';
    return {
      accountId: sure ? best.accountId : null,
      ownerRepId: sure ? best.ownerRepId : null,
      band: best?.band ?? 'none',
      score: best?.score ?? 0,
      method,
      candidates,
    };
  };
  for (const [method, wanted, read] of methods)
    for (const text of wanted) {
      const having = text === '' ? [] : eligible.filter((account) => read(account).includes(text));
      if (having.length > 0)
        return result(
          method,
          having.map((account) => ({ account, score: 1_000 })),
        );
    }
  if (!fuzzy || key === '') return result('none', []);
  const keysOf = (account: Account): readonly string[] => [...keyOf(account), ...aliasKeysOf(account)];
  const block = new Set(slowBlock(key, eligible.flatMap(keysOf)));
  const scored = eligible.flatMap((account) => {
    const scores = keysOf(account)
      .filter((name) => block.has(byStart(name)))
      .map((name) => slowNameScore(key, name));
    const score = Math.max(0, ...scores);
    return score >= 850 ? [{ account, score }] : [];
  });
  return scored.length === 0 ? result('none', []) : result('fuzzy', scored);
}
