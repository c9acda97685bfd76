/** Rule libraries on the same table, each in its fastest idiomatic form. */
import { loadPeer, nameWithVersion } from '../lib/peer.js';
import type { Facts, PlainRule } from '../workloads/territory.js';
import type { RuleContender } from './by-hand.js';

type Value = readonly (string | number)[];
const entriesOf = (rule: PlainRule): readonly (readonly [field: string, value: Value, isRange: boolean])[] =>
  Object.entries(rule).map(([field, value]) => [field, value as Value, field === 'employeesMin' || field === 'points']);

const always = Number.POSITIVE_INFINITY;

interface JsonRulesEngine {
  readonly addRule: (rule: object) => void;
  readonly stop: () => void;
  readonly run: (facts: Facts) => Promise<{ readonly events: readonly { readonly type: string }[] }>;
}

/** First match: priorities in order, and the first success ends the run. */
const jsonRulesEngine: RuleContender = {
  name: nameWithVersion('json-rules-engine'),
  rulesMax: always,
  prepare: async (rules) => {
    const { Engine } = loadPeer<{ readonly Engine: new () => JsonRulesEngine }>('json-rules-engine');
    const engine = new Engine();
    for (const [i, rule] of rules.entries()) {
      const all = entriesOf(rule).flatMap(([fact, value, isRange]): object[] =>
        isRange
          ? [
              { fact, operator: 'greaterThanInclusive', value: value[0] },
              { fact, operator: 'lessThanInclusive', value: value[1] },
            ]
          : [{ fact, operator: 'in', value }],
      );
      engine.addRule({
        conditions: { all },
        event: { type: String(i) },
        priority: rules.length - i,
        onSuccess: () => engine.stop(),
      });
    }
    return async (facts) => {
      const { events } = await engine.run(facts);
      return events.length === 0 ? -1 : Number(events[0]!.type);
    };
  },
};

interface LogicEngine {
  readonly build: (logic: unknown) => (facts: Facts) => number;
  readonly run: (logic: unknown, facts: Facts) => number;
}

const logicOf = (rules: readonly PlainRule[]): unknown => {
  const branches = rules.flatMap((rule, i) => [
    {
      and: entriesOf(rule).map(([field, value, isRange]) =>
        isRange ? { '<=': [value[0], { var: field }, value[1]] } : { in: [{ var: field }, value] },
      ),
    },
    i,
  ]);
  return { if: [...branches, -1] };
};
const logicEngine = (): LogicEngine =>
  new (loadPeer<{ readonly LogicEngine: new () => LogicEngine }>('json-logic-engine').LogicEngine)();

/** One chain of so many rules; in a longer one the parser of JavaScript runs out of stack. */
const chainMax = 1_000;

/** Chains one after the other until one has a rule that fits. */
function inChains(rules: readonly PlainRule[], ready: (logic: unknown) => (facts: Facts) => number) {
  const chains: ((facts: Facts) => number)[] = [];
  for (let from = 0; from < rules.length; from += chainMax)
    chains.push(ready(logicOf(rules.slice(from, from + chainMax))));
  return (facts: Facts): number => {
    for (let i = 0; i < chains.length; i++) {
      const found = chains[i]!(facts);
      if (found >= 0) return i * chainMax + found;
    }
    return -1;
  };
}

const jsonLogicCompiled: RuleContender = {
  name: `${nameWithVersion('json-logic-engine')}, compiled`,
  rulesMax: always,
  prepare: async (rules) => inChains(rules, (logic) => logicEngine().build(logic)),
};

const jsonLogicInterpreted: RuleContender = {
  name: `${nameWithVersion('json-logic-engine')}, interpreted`,
  rulesMax: always,
  prepare: async (rules) => {
    const engine = logicEngine();
    return inChains(rules, (logic) => (facts) => engine.run(logic, facts));
  },
};

interface NodeRulesApi {
  readonly when: (truth: boolean) => void;
  readonly stop: () => void;
}
interface NodeRulesFact {
  readonly facts: Facts;
  found: number;
}
interface NodeRules {
  readonly execute: (fact: NodeRulesFact, done: (result: NodeRulesFact) => void) => void;
}

const nodeRules: RuleContender = {
  name: nameWithVersion('node-rules'),
  rulesMax: 1_000,
  prepare: async (rules) => {
    const { RuleEngine } = loadPeer<{ readonly RuleEngine: new (rules: object[], options: object) => NodeRules }>(
      'node-rules',
    );
    const engine = new RuleEngine(
      rules.map((rule, i) => {
        const entries = entriesOf(rule);
        return {
          condition(api: NodeRulesApi, { facts }: NodeRulesFact) {
            api.when(
              entries.every(([field, value, isRange]) => {
                const found = facts[field as keyof Facts] as string | number;
                return isRange ? found >= value[0]! && found <= value[1]! : value.includes(found);
              }),
            );
          },
          consequence(api: NodeRulesApi, fact: NodeRulesFact) {
            fact.found = i;
            api.stop();
          },
        };
      }),
      { ignoreFactChanges: true },
    );
    return (facts) => new Promise((resolve) => engine.execute({ facts, found: -1 }, ({ found }) => resolve(found)));
  },
};

const quoted = (value: Value): string => value.map((one) => JSON.stringify(one)).join(', ');

interface ZenDecision {
  readonly evaluate: (facts: Facts) => Promise<{ readonly result: { readonly rule?: string } }>;
}
interface Zen {
  readonly ZenEngine: new () => { readonly createDecision: (content: unknown) => ZenDecision };
  readonly ZenDecisionContent: new (content: Buffer) => unknown;
}

/** One decision table with hit policy `first`; evaluating is asynchronous only. */
const zen: RuleContender = {
  name: nameWithVersion('@gorules/zen-engine'),
  rulesMax: always,
  prepare: async (rules) => {
    const { ZenEngine, ZenDecisionContent } = loadPeer<Zen>('@gorules/zen-engine');
    const fields = ['country', 'region', 'industry', 'jobFunction', 'source', 'language', 'employeesMin', 'points'];
    const cell = (rule: PlainRule, field: string): string => {
      const value = (rule as { readonly [name: string]: Value | undefined })[field];
      if (value === undefined) return '';
      return field === 'employeesMin' || field === 'points' ? `[${value[0]}..${value[1]}]` : quoted(value);
    };
    const table = {
      hitPolicy: 'first',
      inputs: fields.map((field) => ({ id: field, name: field, field })),
      outputs: [{ id: 'rule', name: 'rule', field: 'rule' }],
      rules: rules.map((rule, i) => ({
        _id: `r${i}`,
        ...Object.fromEntries(fields.map((field) => [field, cell(rule, field)])),
        rule: `"${i}"`,
      })),
    };
    const nodes = [
      { id: 'in', name: 'in', type: 'inputNode', position: { x: 0, y: 0 } },
      { id: 'table', name: 'table', type: 'decisionTableNode', position: { x: 0, y: 0 }, content: table },
      { id: 'out', name: 'out', type: 'outputNode', position: { x: 0, y: 0 } },
    ];
    const edges = [
      { id: 'e1', type: 'edge', sourceId: 'in', targetId: 'table' },
      { id: 'e2', type: 'edge', sourceId: 'table', targetId: 'out' },
    ];
    const content = new ZenDecisionContent(Buffer.from(JSON.stringify({ nodes, edges })));
    const decision = new ZenEngine().createDecision(content);
    return async (facts) => Number((await decision.evaluate(facts)).result.rule ?? -1);
  },
};

const cel: RuleContender = {
  name: nameWithVersion('@marcbachmann/cel-js'),
  rulesMax: always,
  prepare: async (rules) => {
    const { parse } = loadPeer<{ readonly parse: (text: string) => (facts: Facts) => boolean }>('@marcbachmann/cel-js');
    const parsed = rules.map((rule) =>
      parse(
        entriesOf(rule)
          .map(([field, value, isRange]) =>
            isRange
              ? `double(${field}) >= ${value[0]}.0 && double(${field}) <= ${value[1]}.0`
              : `${field} in [${quoted(value)}]`,
          )
          .join(' && ') || 'true',
      ),
    );
    return (facts) => parsed.findIndex((fitsFacts) => fitsFacts(facts));
  },
};

interface Casbin {
  readonly newModelFromString: (text: string) => {
    readonly addPolicy: (section: string, key: string, rule: readonly string[]) => void;
  };
  readonly newEnforcer: (model: unknown) => Promise<{
    readonly enforceExSync: (facts: Facts) => readonly [boolean, readonly string[]];
  }>;
}

const casbinModel = `[request_definition]
r = sub
[policy_definition]
p = sub_rule, id, eft
[policy_effect]
e = priority(p.eft) || deny
[matchers]
m = eval(p.sub_rule)`;

const casbin: RuleContender = {
  name: nameWithVersion('casbin'),
  rulesMax: 1_000,
  prepare: async (rules) => {
    const { newModelFromString, newEnforcer } = loadPeer<Casbin>('casbin');
    const model = newModelFromString(casbinModel);
    for (const [i, rule] of rules.entries()) {
      const parts = entriesOf(rule).map(([field, value, isRange]) =>
        isRange
          ? `r.sub.${field} >= ${value[0]} && r.sub.${field} <= ${value[1]}`
          : `(${value.map((one) => `r.sub.${field} == '${one}'`).join(' || ')})`,
      );
      model.addPolicy('p', 'p', [parts.join(' && ') || 'true', String(i), 'allow']);
    }
    const enforcer = await newEnforcer(model);
    return (facts) => {
      const [allowed, row] = enforcer.enforceExSync(facts);
      return allowed ? Number(row[1]) : -1;
    };
  },
};

export const libraries: readonly RuleContender[] = [
  jsonLogicCompiled,
  jsonLogicInterpreted,
  cel,
  nodeRules,
  zen,
  casbin,
  jsonRulesEngine,
];
