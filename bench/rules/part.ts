/** One size and kind of rules: every contender against the index. Run by `npm run bench`; prints JSON. */
import { buildRuleIndex, selectRuleNaive } from '../../src/condition/index.js';
import { bytesPerCall, pair, type Work } from '../lib/pair.js';
import { type Options, printRows, type Row } from '../lib/part.js';
import { type Facts, type Kind, leadCount, type RuleWorkload, ruleWorkload } from '../workloads/territory.js';
import { byHand, type RuleContender } from './by-hand.js';
import { libraries } from './libraries.js';

const readers: { readonly [field in keyof Facts]: (facts: Facts) => unknown } = {
  country: (facts) => facts.country,
  region: (facts) => facts.region,
  industry: (facts) => facts.industry,
  jobFunction: (facts) => facts.jobFunction,
  source: (facts) => facts.source,
  language: (facts) => facts.language,
  employeesMin: (facts) => facts.employeesMin,
  points: (facts) => facts.points,
};
const readerOf = (field: string) => readers[field as keyof Facts];

/** Fails the whole bench where a contender gives another rule than the naive scan, on as many leads as time allows. */
async function verify(
  name: string,
  select: (facts: Facts) => number | Promise<number>,
  expected: readonly number[],
  leads: readonly Facts[],
): Promise<void> {
  const end = performance.now() + 300;
  for (let i = 0; i < expected.length && (i < 8 || performance.now() < end); i++) {
    const found = await select(leads[i]!);
    if (found !== expected[i]) throw new Error(`${name}: rule ${found} for lead ${i}, expected ${expected[i]}`);
  }
}

function naiveRules({ conditions, facts }: RuleWorkload): readonly number[] {
  const count = Math.max(64, Math.min(2_048, Math.floor(2_000_000 / conditions.length)));
  // the oracle takes conditions apart for each lead: fewer leads where there are many rules
  return facts
    .slice(0, Math.min(count, conditions.length > 1_000 ? 64 : 512))
    .map((lead) => selectRuleNaive(conditions, readerOf, lead));
}

export async function measureRules(kind: Kind, count: number, options: Options): Promise<readonly Row[]> {
  const workload = ruleWorkload(kind, count);
  const { rules, conditions, facts } = workload;
  const index = buildRuleIndex(conditions, readerOf, { scansFirst: 0 });
  const own: Work = (i) => index.select(facts[i & (leadCount - 1)]!);
  const expected = naiveRules(workload);
  await verify('fairlead', (lead) => index.select(lead), expected, facts);
  const where = { part: 'rules', workload: kind, size: `${count} rules` };
  const rows: Row[] = [];
  const measureOne = async ({ name, rulesMax, prepare }: RuleContender): Promise<void> => {
    if (count > rulesMax) {
      rows.push({ ...where, contender: name, skipped: `not run above ${rulesMax} rules` });
      return;
    }
    const select = await prepare(rules);
    await verify(name, select, expected, facts);
    const other: Work = (i) => select(facts[i & (leadCount - 1)]!);
    if (options.bytes) rows.push({ ...where, contender: name, bytes: await bytesPerCall(other) });
    else rows.push({ ...where, contender: name, ...(await pair(own, other, options)) });
  };
  if (options.bytes) rows.push({ ...where, contender: 'fairlead', bytes: await bytesPerCall(own) });
  for (const contender of [...byHand, ...libraries]) await measureOne(contender);
  return rows;
}

await printRows((options, [kind, count]) => measureRules(kind as Kind, Number(count), options));
