import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { numberFields, numberOf } from './number-fields.js';
import { runCli } from './run-cli.js';

const folder = mkdtempSync(join(tmpdir(), 'fairlead-calibrate-'));
afterAll(() => rmSync(folder, { recursive: true }));
const save = (name: string, content: string): string => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
const example = (name: string): string => fileURLToPath(new URL(`../../examples/calibrate/${name}`, import.meta.url));

async function run(...argv: readonly string[]) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const texts = ['', ''];
  stdout.on('data', (chunk: Buffer) => (texts[0] += chunk.toString()));
  stderr.on('data', (chunk: Buffer) => (texts[1] += chunk.toString()));
  const code = await runCli(argv, { stdin: Readable.from([]), stdout, stderr, clock: () => 0, version: '1.2.3' });
  await new Promise((resolve) => setImmediate(resolve));
  return { code, out: texts[0]!, err: texts[1]! };
}
const calibrate = (...argv: readonly string[]) => run('calibrate', ...argv);

const deals = example('deals.csv');
const policy = example('policy.json');

test('says how good the proposal is, and what it would change', async () => {
  const proposal = join(folder, 'proposal.json');
  const { code, out, err } = await calibrate(
    '--policy',
    policy,
    '--outcomes',
    deals,
    '--won',
    'stage=Won',
    '--out',
    proposal,
  );
  expect([code, err]).toEqual([0, '']);
  expect(out).toMatch(
    /^1298 leads with an outcome: 444 won \(34\.2 %\), 854 lost \(stage=Lost\); 202 neither, 0 unusable\n/,
  );
  expect(out).toMatch(/^holdout AUC of the proposal +0\.6\d\d ± 0\.0\d\d /m);
  expect(out).toMatch(
    /^what it would change: points of \d+ criteria and 2 thresholds; the proposal tells won from lost better/m,
  );
  expect(out).toMatch(/^healthcare +30 +0 /m);
  expect(out).toContain('fields.amount signed: some value of it is all won or all lost');
  const { scorecards, qualification } = JSON.parse(readFileSync(proposal, 'utf8'));
  const adopted = { ...JSON.parse(readFileSync(policy, 'utf8')), scorecards, qualification };
  const checked = await run('check', '--policy', save('adopted.json', JSON.stringify(adopted)));
  expect([checked.code, checked.out]).toEqual([0, expect.stringMatching(/^policy is valid/)]);
});

test('the page about calibration shows what the command prints', async () => {
  const { out } = await calibrate('--policy', policy, '--outcomes', deals, '--won', 'stage=Won');
  const page = readFileSync(fileURLToPath(new URL('../../docs/calibrate.md', import.meta.url)), 'utf8');
  const shown = /```text\n([\s\S]*?)```/.exec(page)![1]!.trimEnd().split('\n');
  expect(shown.length).toBeGreaterThan(10);
  const printed = out.split('\n');
  for (const line of shown.filter((text) => text !== '…')) expect(printed).toContain(line);
});

test('joins another table by the column that both have', async () => {
  const rows = Array.from(
    { length: 600 },
    (_, n) => `l${n},c${n % 4},${n % 4 < 2 ? n % 3 === 0 : n % 3 !== 0 ? 'true' : 'false'}`,
  );
  const outcomes = save('o.csv', `id,account,won\n${rows.join('\n')}\n`);
  const tiers = save('t.csv', 'account,tier\nc0,gold\nc1,gold\nc2,iron\nc3,iron\n');
  const { code, out } = await calibrate('--outcomes', outcomes, '--won', 'won=TRUE', '--join', tiers);
  expect(code).toBe(0);
  expect(out).toMatch(/^fields\.tier eq iron +- +\d+ /m);
  const strange = await calibrate(
    '--outcomes',
    outcomes,
    '--won',
    'won=true',
    '--join',
    save('s.csv', 'name,tier\nc0,gold\n'),
  );
  expect(strange.err).toMatch(/expected one column in common with the outcomes, found the columns `name`, `tier`\n$/);
  const twice = await calibrate(
    '--outcomes',
    outcomes,
    '--won',
    'won=true',
    '--join',
    save('d.csv', 'account,tier\nc0,a\nc0,b\n'),
  );
  expect(twice.err).toMatch(/expected `account` once each, found `c0` again in line 3\n$/);
});

test('asks what was lost where that is not plain, and refuses what is too little', async () => {
  const three = save('three.csv', 'id,stage\n1,Won\n2,Talking\n3,Gone\n');
  expect(await calibrate('--outcomes', three, '--won', 'stage=Won')).toMatchObject({
    code: 2,
    err: 'fairlead: expected `--lost stage=…`, because `stage` has several other values: `Gone`, `Talking`, `Won`\n',
  });
  expect(await calibrate('--outcomes', three, '--won', 'stage=Won', '--lost', 'stage=gone')).toMatchObject({
    code: 4,
    err: 'fairlead: not calibrated: expected at least 50 won and 50 lost leads, found 1 won and 1 lost\n',
  });
  expect((await calibrate('--outcomes', three, '--won', 'stage=Yes')).err).toContain('no row has `Yes` in `stage`');
  expect((await calibrate('--outcomes', three, '--won', 'phase=Won')).err).toContain('no column `phase`');
  expect((await calibrate('--outcomes', three, '--won', 'stage')).err).toContain('`--won` expects column=value');
  expect((await calibrate('--won', 'stage=Won')).err).toContain('`calibrate` expects `--outcomes`');
  expect((await calibrate('--outcomes', three, '--won', 'stage=Won', '--model', 'magic')).err).toContain(
    'naive_bayes or logistic',
  );
  expect((await calibrate('--outcomes', three, '--won', 'stage=Won', '--out', three)).err).toContain('would overwrite');
  expect(
    (await calibrate('--outcomes', three, '--won', 'stage=Won', '--lost', 'stage=Gone', '--ignore', 'x')).err,
  ).toContain('`--ignore`: no column `x`');
});

test('who worked on a lead is nothing to learn from', async () => {
  const rows = Array.from(
    { length: 400 },
    (_, n) => `l${n},${n % 2 ? 'eva' : 'jo'},${n % 2 ? 'Won' : 'Lost'},${n % 3}`,
  );
  const outcomes = save('w.csv', `id,Sales Rep,stage,size\n${rows.join('\n')}\n`);
  const { err, out } = await calibrate('--outcomes', outcomes, '--won', 'stage=Won');
  expect(err).toBe('fairlead: not learned from, because it names who worked on the lead: Sales Rep\n');
  expect(out).toContain('what it would change: nothing; on the leads held out, nothing here tells won from lost');
});

test('route reads a column as numbers where the policy compares it with numbers', async () => {
  const when = { field: 'fields.pages seen', op: 'gte', value: 5 };
  const rules = [
    { id: 'keen', when, then: { queueId: 'pool' } },
    { id: 'rest', when: true, then: { disposition: 'rejected' } },
  ];
  const routing = save(
    'r.json',
    JSON.stringify({ ...JSON.parse(readFileSync(policy, 'utf8')), scorecards: [], rules }),
  );
  const leads = save('leads.csv', 'id,email,pages seen\n1,a@acme.com,7\n2,b@acme.com,3\n3,c@acme.com,many\n');
  const { out } = await run('route', '--policy', routing, '--leads', leads);
  expect(out).toContain('3 rows in = 1 assigned + 0 held + 0 nurtured + 2 rejected + 0 duplicate + 0 bad rows');
  expect([...numberFields({ rules })]).toEqual(['pages seen']);
  expect(['7', '-0.5', '007', '1,5', '1e3', '', null].map(numberOf)).toEqual([7, -0.5, null, null, null, null, null]);
});
