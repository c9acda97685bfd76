/**
 * One cold start per process: the time to compile a policy with so many rules and to look up the first lead, and then
 * the first look-up that builds the index. Times are those of the main thread's processor. Prints JSON.
 */
import { existsSync, readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { buildRuleIndex } from '../../src/condition/index.js';
import { compile, type Policy } from '../../src/index.js';
import { leadField } from '../../src/lead/index.js';
import { printRows, type Row } from '../lib/part.js';
import { processorMs } from '../lib/timing.js';
import { type RuleWorkload, ruleWorkload } from '../workloads/territory.js';

const schedule = `/proc/self/task/${process.pid}/schedstat`;
/** Milliseconds that the main thread has run; where the system does not say, all threads of the process. */
function ranMs(): number {
  if (existsSync(schedule)) return Number(readFileSync(schedule, 'utf8').split(' ')[0]) / 1e6;
  return processorMs();
}

/** Collects what making the workload has left, which is not for the policy to pay. */
function collect(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}

/** A team of 50 in five queues. */
function policyOf({ conditions }: Pick<RuleWorkload, 'conditions'>): Policy {
  const repIds = Array.from({ length: 50 }, (_, i) => `rep-${i}`);
  return {
    behavior: 1,
    reps: repIds.map((id, i) => ({ id, weight: 1 + (i % 4) })),
    queues: Array.from({ length: 5 }, (_, q) => ({
      id: `queue-${q}`,
      repIds: repIds.filter((_, i) => i % 5 === q),
      strategy: { type: 'fair_share' as const },
    })),
    rules: [
      ...conditions.map((when, i) => ({ id: `rule-${i}`, when, then: { queueId: `queue-${i % 5}` } })),
      { id: 'rest', when: true, then: { queueId: 'queue-0' } },
    ],
  };
}

await printRows(async (_, [count]) => {
  const { conditions, leads } = ruleWorkload('territory', Number(count));
  const text = JSON.stringify(policyOf({ conditions }));
  const lead = leads[0]!;
  const policy = JSON.parse(text) as Policy;
  collect();
  const times = [ranMs()];
  if (!compile(policy).ok) throw new Error('expected the policy to compile');
  times.push(ranMs());
  const index = buildRuleIndex(conditions, (field) => leadField(field)!.read, { scansFirst: 0 });
  index.select(lead);
  times.push(ranMs());
  const figures: Row['figures'] = {
    compileMs: times[1]! - times[0]!,
    buildIndexMs: times[2]! - times[1]!,
    indexBytesPerRule: index.size() / conditions.length,
  };
  return [{ part: 'start', workload: 'territory', size: `${count} rules`, contender: 'fairlead', figures }];
});
