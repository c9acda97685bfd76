/** Runs one pinned function so many times, for its instructions to be counted: `node … <name> <times>`. */
import { addOpenTime, compileCalendar } from '../../src/calendar/index.js';
import { buildRuleIndex } from '../../src/condition/index.js';
import { chargeLead, createLedger, createScratch, ledgerUnit, pickFairShare } from '../../src/distribute/index.js';
import { route } from '../../src/index.js';
import { kernelWorkload, workloadSizes } from '../kernel-workload.js';
import { randomFrom } from '../lib/random.js';
import { type Facts, leadCount, ruleWorkload } from '../workloads/territory.js';

type Run = (call: number) => number;

function ruleLookup(): Run {
  const { conditions, facts } = ruleWorkload('territory', 1_000);
  const readers: { readonly [field in keyof Facts]: (lead: Facts) => unknown } = {
    country: (lead) => lead.country,
    region: (lead) => lead.region,
    industry: (lead) => lead.industry,
    jobFunction: (lead) => lead.jobFunction,
    source: (lead) => lead.source,
    language: (lead) => lead.language,
    employeesMin: (lead) => lead.employeesMin,
    points: (lead) => lead.points,
  };
  const index = buildRuleIndex<Facts>(conditions, (field) => readers[field as keyof Facts], { scansFirst: 0 });
  return (i) => index.select(facts[i & (leadCount - 1)]!);
}

function openTime(): Run {
  const hours = [['09:00', '17:00']] as const;
  const calendar = compileCalendar({
    timeZone: 'America/New_York',
    weekly: { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours },
    holidays: ['2026-11-26', '2026-12-25'],
  });
  const random = randomFrom(7);
  const questions = Array.from({ length: 4_096 }, () => ({
    at: 1_767_225_600_000 + random.below(1_000_000) * 60_000,
    duration: random.below(481) * 60_000,
  }));
  return (i) => {
    const { at, duration } = questions[i & 4_095]!;
    return (addOpenTime(calendar, at, duration)! / 60_000) | 0;
  };
}

function fairPick(): Run {
  const count = 100;
  const weights = Array.from({ length: count }, (_, i) => 1 + (i % 4));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const unit = ledgerUnit(total, 4, 1, 2 * count)!;
  const ledger = createLedger(count);
  const scratch = createScratch();
  const random = randomFrom(11);
  const pools = Array.from({ length: 64 }, () => {
    const eligible = Array.from({ length: count }, (_, i) => i).filter(() => random.next() < 0.8);
    return { eligible, weights: weights.slice() };
  });
  return (i) => {
    const { eligible } = pools[i & 63]!;
    const draw = {
      eligible,
      count: eligible.length,
      weights,
      value: 1,
      unit,
      tieKey: (member: number) => member,
      scratch,
    };
    const pick = pickFairShare(ledger, draw);
    chargeLead(ledger, draw, pick.member, i + 1);
    return pick.member;
  };
}

function routing(): Run {
  const { router, state, leads, now } = kernelWorkload(workloadSizes.find(({ name }) => name === 'desk')!);
  return (i) => route(router, state, leads[i % leads.length]!, now).events.length;
}

const subjects: { readonly [name: string]: () => Run } = { ruleLookup, openTime, fairPick, routing };

const [name, times] = process.argv.slice(2);
const run = subjects[name ?? '']!();
let sum = 0;
for (let i = 0; i < Number(times); i++) sum = (sum + run(i)) | 0;
console.log(`${name} ${times} ${sum}`);
