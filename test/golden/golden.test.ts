// Frozen decisions. Each file of behavior-1/ is a policy and what happens under it, with what came of it when the file
// was added. Files are added, never changed: `FAIRLEAD_GOLDEN=add npx vitest run --project laws test/golden` fills in
// `expected` where a file has none and notes the file's digest; it touches no other file.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import {
  advance,
  compileOrThrow,
  type Decision,
  type Facts,
  type Input,
  initialState,
  type LeadRecord,
  type Outcome,
  type Policy,
  rebase,
  route,
  setAvailability,
} from '../../src/index.js';
import { leadWith } from '../support/samples.js';

interface Step {
  /** Instant of this step, as ISO 8601 in UTC. */
  readonly at: string;
  /** A new lead: what is known of it. */
  readonly route?: { readonly id: string; readonly [field: string]: unknown };
  readonly facts?: Facts;
  /** An input to an earlier lead; `repId: "owner"` is whoever has it. */
  readonly lead?: string;
  readonly input?: Input;
  readonly switch?: { readonly repId: string; readonly online: boolean };
  /** Goes over to the policy of this number in `edits`. */
  readonly edit?: number;
}

interface Golden {
  readonly about: string;
  readonly policy: Policy;
  /** Later versions of the policy. */
  readonly edits?: readonly Policy[];
  readonly steps: readonly Step[];
  readonly expected?: unknown;
}

const folder = fileURLToPath(new URL('./behavior-1/', import.meta.url));
const digestsFile = `${folder}digests.json`;
const read = (file: string): string => readFileSync(`${folder}${file}`, 'utf8');
const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');
const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

/** The decision without its trace, which says more from time to time. */
const decided = (decision: Decision | null): unknown => {
  if (decision === null) return null;
  const { trace, ...rest } = decision;
  return { ...rest, pickedBy: trace.pick?.method ?? null };
};

/** What a golden file comes to. */
function replay({ policy, edits = [], steps }: Golden): unknown {
  let router = compileOrThrow(policy);
  let state = initialState(router);
  const records = new Map<string, LeadRecord>();
  const seen = steps.map((step) => {
    const at = Date.parse(step.at);
    if (step.edit !== undefined) {
      router = compileOrThrow(edits[step.edit]!);
      state = rebase(router, state);
      return { edited: step.edit };
    }
    if (step.switch !== undefined) {
      const switched = setAvailability(router, state, step.switch.repId, step.switch.online, at);
      state = switched.state;
      return { events: switched.events };
    }
    const keep = ({ decision, record, events, ignored, state: next }: Outcome) => {
      state = next;
      records.set(record.leadId, record);
      const { status, repId, wakeAt } = record;
      return { decision: decided(decision), events, ignored, after: { status, repId, wakeAt } };
    };
    if (step.route !== undefined) {
      return keep(route(router, state, leadWith(step.route), at, step.facts === undefined ? {} : { facts: step.facts }));
    }
    const record = records.get(step.lead!)!;
    const given = step.input as Input & { readonly repId?: string };
    const input = given.repId === 'owner' ? { ...given, repId: record.repId } : given;
    return keep(advance(router, state, record, input as Input, at));
  });
  const { fingerprint: _, ...rest } = state;
  return plain({ seen, state: rest });
}

const files = readdirSync(folder)
  .filter((file) => file.endsWith('.json') && file !== 'digests.json')
  .sort();
const digests = JSON.parse(readFileSync(digestsFile, 'utf8')) as { [file: string]: string };

/** Adds what is missing, and nothing else. */
function addMissing(): void {
  for (const file of files) {
    const golden = JSON.parse(read(file)) as Golden;
    if (golden.expected !== undefined || digests[file] !== undefined) continue;
    const text = `${JSON.stringify({ ...golden, expected: replay(golden) }, null, 1)}\n`;
    writeFileSync(`${folder}${file}`, text);
    digests[file] = digestOf(text);
  }
  const rows = Object.entries(digests).sort(([a], [b]) => (a < b ? -1 : 1));
  writeFileSync(digestsFile, `${JSON.stringify(Object.fromEntries(rows), null, 1)}\n`);
}
if (process.env['FAIRLEAD_GOLDEN'] === 'add') addMissing();

test('there are golden files, and every one that was added is there still, unchanged', () => {
  expect(files.length).toBeGreaterThanOrEqual(6);
  expect(files).toEqual(Object.keys(digests).sort());
  for (const file of files) expect([file, digestOf(read(file))]).toEqual([file, digests[file]]);
});

test.each(files)('%s means what it meant', (file) => {
  const golden = JSON.parse(read(file)) as Golden;
  expect(golden.policy.behavior).toBe(1);
  expect(golden.expected).toBeDefined();
  expect(replay(golden)).toEqual(golden.expected);
});
