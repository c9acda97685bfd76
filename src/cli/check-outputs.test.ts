import { linkSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { checkOutputs } from './check-outputs.js';
import type { RouteArguments } from './parse-arguments.js';

const folder = mkdtempSync(join(tmpdir(), 'fairlead-'));
afterAll(() => rmSync(folder, { recursive: true }));

const at = (name: string): string => join(folder, name);
for (const name of ['policy', 'leads', 'accounts', 'state', 'saved.part', 'own']) writeFileSync(at(name), name);
mkdirSync(at('sub'));
symlinkSync(at('leads'), at('soft'));
linkSync(at('leads'), at('hard'));
symlinkSync(folder, at('folder'));
symlinkSync(at('later'), at('dangling'));
symlinkSync(at('loop'), at('loop'));

const nothing = { map: [], accounts: null, now: null, zone: null, clock: null, out: null, explain: null };
const check = (more: Partial<RouteArguments>): Promise<string | null> =>
  checkOutputs({ ...nothing, policy: at('policy'), leads: at('leads'), state: null, saveState: null, ...more }).then(
    (failed) => (failed === null ? null : `${failed.exit} ${failed.lines.join('|')}`),
  );

test.each([
  ['the policy', { saveState: at('policy') }, 'policy'],
  ['the leads', { saveState: at('leads') }, 'leads'],
  ['the accounts', { accounts: at('accounts'), saveState: at('accounts') }, 'accounts'],
  ['the leads by another way', { saveState: at('sub/../folder/leads') }, 'leads'],
  ['the leads by a soft link', { saveState: at('soft') }, 'leads'],
  ['the leads by a hard link', { saveState: at('hard') }, 'leads'],
  ['the output', { out: at('own'), saveState: at('own') }, 'own'],
  ['an output that is not there yet', { out: at('new'), saveState: at('folder/new') }, 'new'],
  ['an output behind a link to nothing', { out: at('dangling'), saveState: at('later') }, 'dangling'],
  [
    'leads that stand where the state is written first',
    { leads: at('saved.part'), saveState: at('saved') },
    'saved.part',
  ],
  ['a state that stands there', { state: at('saved.part'), saveState: at('saved') }, 'saved.part'],
])('--save-state never overwrites %s', async (_, more, name) => {
  expect(await check(more)).toBe(`2 \`--save-state\` would overwrite ${at(name)}`);
});

test.each(['policy', 'leads', 'state', 'soft'])('--out never overwrites an input: %s', async (name) => {
  const input = name === 'soft' ? 'leads' : name;
  expect(await check({ out: at(name), state: at('state') })).toBe(`2 \`--out\` would overwrite ${at(input)}`);
});

test('a state is saved where it was loaded, and outputs of their own are fine', async () => {
  expect(await check({ state: at('state'), saveState: at('state') })).toBe(null);
  expect(await check({ state: at('state'), saveState: at('next'), out: at('new') })).toBe(null);
  expect(await check({ leads: '-', accounts: '-', out: '-', saveState: '-' })).toBe(null);
  expect(await check({ saveState: at('no/such/folder'), out: at('no/such/file') })).toBe(null);
  expect(await check({ out: at('loop'), saveState: at('new') })).toBe(null);
});
