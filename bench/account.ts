// Lead-to-account matching over many accounts: time and quality. Run: npx tsx bench/account.ts [accounts] [queries]
// Time is CPU time of this process, median of rounds, so that a busy machine does not count. Names are made from random words by a fixed
// seed; what people write has one edit (insert, delete, replace, swap of neighbours) and, in 30 %, another order of words.
import { type Account, type AccountIndex, buildAccountIndex, matchAccount } from '../src/account/index.js';
import { median, processorMs } from './lib/timing.js';

const accountCount = Number(process.argv[2] ?? 100_000);
const queryCount = Number(process.argv[3] ?? 1_000);

let seed = 20_260_301;
/** Whole number below a bound, by mulberry32. */
const random = (below: number): number => {
  seed = (seed + 0x6d2b79f5) | 0;
  let bits = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
  return Math.floor((((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32) * below);
};
const pick = <T>(list: readonly T[]): T => list[random(list.length)]!;
const distinct = (count: number, make: () => string): readonly string[] => {
  const made = new Set<string>();
  while (made.size < count) made.add(make());
  return [...made];
};

const syllables = distinct(
  160,
  () => `${pick([...'bcdfghjklmnprstvwz', 'st', 'br', 'ch'])}${pick([...'aeiou', 'ei', 'or', 'an', 'el'])}`,
);
const word = (): string => Array.from({ length: 2 + random(3) }, () => pick(syllables)).join('');
const roots = distinct(6_000, word);
const sectors = (
  'logistics systems software health partners industries foods energy media robotics analytics consulting capital motors textiles ' +
  'chemicals steel marine aviation insurance bank design labs networks security solutions services technologies trading construction'
).split(' ');
const forms = ['', ' Inc.', ' Ltd', ' GmbH', ' LLC', ' S.A.', ', Corp.'];
const nameOf = (): string => [pick(roots), ...(random(3) === 0 ? [pick(roots)] : []), pick(sectors)].join(' ');
const names = distinct(accountCount, nameOf);
const accounts: readonly Account[] = names.map((name, i) => ({
  id: `account-${i}`,
  name: `${name}${pick(forms)}`,
  domains: [`${name.replaceAll(' ', '-')}.com`, ...(random(4) === 0 ? [`${name.replaceAll(' ', '')}.io`] : [])],
  aliases: random(10) === 0 ? [`${pick(roots)} ${pick(roots)} group`] : [],
  ownerRepId: `rep-${i % 200}`,
  country: pick(['US', 'DE', 'GB', 'FR']),
  openValue: random(1_000_000),
}));

function edited(name: string): string {
  const letters = [...name];
  let at = random(letters.length);
  while (letters[at] === ' ') at = random(letters.length);
  const letter = pick([...'abcdefghijklmnopqrstuvwxyz']);
  const kind = random(4);
  if (kind === 0) letters.splice(at, 0, letter);
  else if (kind === 1) letters.splice(at, 1);
  else if (kind === 2) letters[at] = letter;
  else {
    const next = at + 1 < letters.length && letters[at + 1] !== ' ' ? at + 1 : Math.max(0, at - 1);
    [letters[at], letters[next]] = [letters[next]!, letters[at]!];
  }
  return letters.join('');
}
const reordered = (name: string): string => {
  const [first, ...rest] = name.split(' ');
  return [...rest, first].join(' ');
};

const cpuMs = (task: () => void): number => {
  const start = processorMs();
  task();
  return processorMs() - start;
};
const rounds = (count: number, task: () => void): number => median(Array.from({ length: count }, () => cpuMs(task)));

console.log(
  `node ${process.version}, ${process.arch}; ${accountCount} accounts, ${queryCount} queries; CPU time, medians`,
);

let index!: AccountIndex;
const buildMs = rounds(5, () => {
  index = buildAccountIndex(accounts);
});
const text = JSON.stringify(index);
const parseMs = rounds(3, () => {
  index = JSON.parse(text) as AccountIndex;
});
console.log(
  `build ${buildMs.toFixed(0)} ms; JSON ${(text.length / 1e6).toFixed(1)} MB, parsed in ${parseMs.toFixed(0)} ms; ${index.problemCount} problems`,
);

const asked = Array.from({ length: queryCount }, () => random(accountCount));
const timeEach = (leads: readonly Parameters<typeof matchAccount>[1][], fuzzy: boolean, count: number): number => {
  const run = (): void => {
    for (const lead of leads) matchAccount(index, lead, { fuzzy });
  };
  run();
  return rounds(count, run) / leads.length;
};
const byDomain = Array.from({ length: 50_000 }, () => {
  const emailDomain = accounts[random(accountCount)]!.domains![0]!;
  return { email: `jane@${emailDomain}`, emailDomain, emailClass: 'business' as const };
});
const bySubdomain = byDomain.map((lead) => ({ ...lead, email: `jane@mail.${lead.emailDomain}` }));
const byKey = Array.from({ length: 50_000 }, () => ({ companyKey: names[random(accountCount)]! }));
const unknown = byDomain.map((_, i) => ({ emailDomain: `nobody-${i}.com` }));
for (const [name, leads] of Object.entries({ domain: byDomain, subdomain: bySubdomain, 'company key': byKey, unknown }))
  console.log(`exact, ${name}: ${(timeEach(leads, false, 11) * 1_000).toFixed(2)} µs`);

const written = asked.map((i) => {
  const name = edited(names[i]!);
  return { expected: `account-${i}`, lead: { company: random(10) < 3 ? reordered(name) : name } };
});
console.log(
  `fuzzy: ${timeEach(
    written.map(({ lead }) => lead),
    true,
    5,
  ).toFixed(2)} ms`,
);
const found = written.map(({ expected, lead }) => ({ expected, match: matchAccount(index, lead, { fuzzy: true }) }));
const share = (count: number, of: number = found.length): string => `${((100 * count) / of).toFixed(1)} %`;
const right = found.filter(({ expected, match }) => match.candidates[0]?.accountId === expected);
const auto = found.filter(({ match }) => match.band === 'auto');
const autoWrong = auto.filter(({ expected, match }) => match.accountId !== expected);
console.log(
  `top-1 right ${share(right.length)}; auto ${share(auto.length)}, wrong among those ${share(autoWrong.length, auto.length)}`,
);

const known = new Set(names);
const strangers = distinct(queryCount, nameOf).filter((name) => !known.has(name));
const strangerBands = strangers.map((company) => matchAccount(index, { company }, { fuzzy: true }).band);
const strangerShare = (band: string): string =>
  share(strangerBands.filter((found) => found === band).length, strangers.length);
console.log(
  `${strangers.length} names of no account, from the same words: auto ${strangerShare('auto')}, review ${strangerShare('review')}, none ${strangerShare('none')}`,
);
