import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { runCli } from './run-cli.js';

const folder = mkdtempSync(join(tmpdir(), 'fairlead-'));
afterAll(() => rmSync(folder, { recursive: true }));

const save = (name: string, content: string | Buffer): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function run(argv: readonly string[], stdin: Readable = Readable.from([]), tty = false): Promise<Ran> {
  const [stdout, stderr] = [new PassThrough(), Object.assign(new PassThrough(), { isTTY: tty })];
  const texts = ['', ''];
  stdout.on('data', (chunk: Buffer) => (texts[0] += chunk.toString()));
  stderr.on('data', (chunk: Buffer) => (texts[1] += chunk.toString()));
  let ticks = 0;
  const clock = (): number => Date.UTC(2026, 2, 2, 9) + 150 * ticks++;
  const code = await runCli(argv, { stdin, stdout, stderr, clock, version: '1.2.3' });
  await new Promise((resolve) => setImmediate(resolve));
  return { code, out: texts[0]!, err: texts[1]! };
}

const policy = {
  behavior: 1,
  reps: [{ id: 'ana' }, { id: 'bo' }],
  queues: [
    { id: 'pool', repIds: ['ana', 'bo'], strategy: { type: 'fair_share' }, nobodyEligible: { type: 'nurture' } },
  ],
  rules: [
    { id: 'no-thanks', when: { field: 'country', op: 'eq', value: 'DE' }, then: { disposition: 'rejected' } },
    { id: 'everyone', when: true, then: { queueId: 'pool' } },
  ],
};
const policyPath = save('policy.json', JSON.stringify(policy));
const now = ['--now', '2026-03-02T09:00:00Z'];

const route = (csv: string | Buffer, ...more: string[]): Promise<Ran> =>
  run(['route', '--policy', policyPath, '--leads', save('leads.csv', csv), ...now, ...more]);

const lastLine = ({ out }: Ran): string | undefined => out.trimEnd().split('\n').at(-1);

/** Numbers of the total line, and whether they add up. */
function total(ran: Ran): number[] {
  const [rows, ...parts] = [...(lastLine(ran) ?? '').matchAll(/\d+/g)].map(Number);
  expect(parts.reduce((sum, part) => sum + part, 0)).toBe(rows);
  return [rows!, ...parts];
}

test('routes a file and accounts for every row', async () => {
  const ran = await route(
    '\ufeffid,E-Mail,Country\r\n1,a@one.example,USA\r\n2,b@two.example,Deutschland\r\n3,A@ONE.example,\r\n4,c@three.example\r\n5,"d@four.example","Fra\r\nnce"\r\n1,e@five.example,US\r\n',
  );
  expect(ran.code).toBe(1);
  expect(ran.err).toBe('');
  expect(ran.out.split('\n')).toEqual([
    'rep  assigned  owed  received  difference  open',
    'ana         1  1.00         1        0.00     1',
    'bo          1  1.00         1        0.00     1',
    '',
    'rule               assigned  held  nurtured  rejected  duplicate',
    'no-thanks                 0     0         0         1          0',
    'everyone                  2     0         0         0          0',
    '(before any rule)         0     0         0         0          1',
    '',
    'rejected (1)',
    '  line 3  2  rule no-thanks',
    '',
    'duplicate (1)',
    '  line 4  3  same person as 1',
    '',
    'bad rows (2)',
    '  line 5: expected 3 columns, found 2 columns',
    '  line 8: id: expected an id of its own, found `1`, as in line 2',
    '',
    '6 rows in = 2 assigned + 0 held + 0 nurtured + 1 rejected + 1 duplicate + 2 bad rows',
    '',
  ]);
});

test('--out holds one line per row, and the table goes to stderr when it is stdout', async () => {
  const csv = 'email\na@one.example\n"broken\nb@two.example\n';
  const path = join(folder, 'out.jsonl');
  const filed = await route(csv, '--out', path);
  const piped = await route(csv, '--out', '-');
  expect(piped.out).toBe(readFileSync(path, 'utf8'));
  expect(piped.err).toBe(filed.out);
  const rows = piped.out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { line: number });
  expect(rows).toMatchObject([
    { line: 2, type: 'assigned', leadId: 'line-2', ruleId: 'everyone', queueId: 'pool' },
    { line: 3, field: null, expected: 'a closing quote', found: 'the end of the file' },
    { line: 4, type: 'assigned', leadId: 'line-4' },
  ]);
});

test('two runs give the same bytes, whatever the clock says', async () => {
  const csv = `id,email\n${Array.from({ length: 300 }, (_, n) => `${n},p${n}@x${n % 7}.example`).join('\n')}\n`;
  const first = await route(csv, '--out', '-', '--explain', '17');
  const second = await route(csv, '--out', '-', '--explain', '17');
  expect(second).toEqual(first);
  expect(first.out.split('\n')).toHaveLength(301);
});

test('--explain shows where the points come from', async () => {
  const scorecards = [
    { id: 'fit', max: 20, criteria: [{ id: 'acme', points: 30, when: { field: 'email', op: 'exists' } }] },
  ];
  const scored = save('scored.json', JSON.stringify({ ...policy, scorecards, qualification: { mql: { min: 10 } } }));
  const leads = save('scored.csv', 'id,email\nL-1,a@one.example\n');
  const { out } = await run(['route', '--policy', scored, '--leads', leads, '--explain', 'L-1']);
  const lines = out.split('\n');
  const from = lines.indexOf('20 points, mql');
  expect(lines.slice(from + 2, from + 5).map((line) => line.split(/ {2,}/))).toEqual([
    ['scorecard', 'from', 'points'],
    ['fit', 'acme', '30'],
    ['fit', 'limit of scorecard fit', '-10'],
  ]);
});

test('--explain shows every rep that was looked at', async () => {
  const ran = await route('id,email\nL-1,a@one.example\n', '--explain', 'L-1');
  expect(ran.code).toBe(0);
  const lines = ran.out.trimEnd().split('\n');
  expect(lines.find((line) => line.startsWith('lead `L-1` assigned'))).toContain('by rule `everyone`');
  expect(lines.slice(-3)[0]).toMatch(/^rank +rep +owed +open +weight +verdict/);
  expect(lines.slice(-2).map((line) => line.trim().split(/ +/)[0])).toEqual(['1', '2']);
  const missing = await route('id,email\nL-1,a@one.example\n', '--explain', 'L-2');
  expect(missing).toMatchObject({ code: 1, err: 'fairlead: no lead `L-2` was routed, nothing to explain\n' });
});

test('--map names columns, loosely, and a missing one is named with those that are there', async () => {
  const csv = 'Key,Adresse\nK-1,a@one.example\nK-2,<mailto:a@one.example>\n';
  expect(lastLine(await route(csv, '--map', 'email=adresse', '--map', 'id=Key'))).toContain('1 duplicate');
  expect(await route(csv, '--map', 'email=E-Mail')).toMatchObject({
    code: 2,
    err: 'fairlead: `--map email=E-Mail`: no column `E-Mail`, found the columns Key, Adresse\n',
  });
  expect(await route(csv, '--map', 'emial=Key')).toMatchObject({
    code: 2,
    err: 'fairlead: `--map` names no lead field `emial`, did you mean `email`\n',
  });
  const own = await route(csv, '--map', 'seller=Key', '--map', 'account=Adresse');
  expect(own.err).toContain('`seller` is no lead field: policies read it as `fields.seller`');
});

test('a duplicate header is read under another name, and said', async () => {
  const ran = await route('id,email,email\n1,a@one.example,b@two.example\n2,,a@one.example\n');
  expect(ran.code).toBe(0);
  expect(ran.err).toBe('fairlead: column `email` occurs again as column 3, read as `email_2`\n');
});

test('columns that are no lead field can be routed by', async () => {
  const own = {
    ...policy,
    rules: [
      { id: 'ours', when: { field: 'fields.Team', op: 'eq', value: 'red' }, then: { queueId: 'pool' } },
      { id: 'rest', when: true, then: { disposition: 'nurtured' } },
    ],
  };
  const path = save('own.jsonc', `// ours\n${JSON.stringify(own)} /* done */`);
  const ran = await run([
    'route',
    '--policy',
    path,
    '--leads',
    save('own.csv', 'email,Team\na@x.example,red\nb@x.example,blue\nc@x.example,\n'),
    ...now,
  ]);
  expect(total(ran)).toEqual([3, 1, 0, 2, 0, 0, 0]);
});

test('a known account goes to its owner', async () => {
  const owned = {
    ...policy,
    rules: [
      {
        id: 'named',
        when: { field: 'accountOwner', op: 'exists' },
        then: { owner: 'account', ownerAbsent: { type: 'cover', queueId: 'pool' } },
      },
      ...policy.rules,
    ],
  };
  const argv = [
    'route',
    '--policy',
    save('owned.json', JSON.stringify(owned)),
    '--leads',
    save('owned.csv', 'id,email\n1,a@mail.big.example\n2,b@big.example\n3,c@big.example\n'),
    ...now,
  ];
  const accounts = save('accounts.csv', 'Domain,Account ID,Owner\nBIG.example,acc-1,bo\n');
  const ran = await run([...argv, '--accounts', accounts, '--out', '-']);
  expect(
    ran.out
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { repId: string }).repId),
  ).toEqual(['bo', 'bo', 'bo']);
  const broken = await run([...argv, '--accounts', save('no-owner.csv', 'domain,account_id\nbig.example,1\n')]);
  expect(broken).toMatchObject({
    code: 4,
    err: expect.stringContaining('no column `owner`, found the columns domain, account_id'),
  });
  const ragged = await run([...argv, '--accounts', save('ragged.csv', 'domain,account_id,owner\nbig.example,1\n')]);
  expect(ragged).toMatchObject({
    code: 4,
    err: expect.stringContaining('line 2: expected 3 columns, found 2 columns'),
  });
});

test('a lead that counts in several ledgers of a queue is received once, and load is no debt', async () => {
  const strategies = [
    { type: 'fair_share', ledgers: [{ id: 'all' }, { id: 'hot', when: { field: 'country', op: 'eq', value: 'US' } }] },
    { type: 'load_balance' },
  ];
  const outs: string[] = [];
  for (const strategy of strategies) {
    const path = save('several.json', JSON.stringify({ ...policy, queues: [{ ...policy.queues[0]!, strategy }] }));
    const leads = save('several.csv', 'id,country\n1,US\n2,US\n3,FR\n4,FR\n');
    outs.push((await run(['route', '--policy', path, '--leads', leads, ...now])).out);
  }
  const received = outs.map((out) =>
    [...out.matchAll(/^(?:ana|bo) +\d+ +[\d.]+ +(\d+)/gm)].map(([, count]) => Number(count)),
  );
  expect(received).toEqual([
    [2, 2],
    [2, 2],
  ]);
  expect(outs.map((out) => out.includes('does not decide where open work does: pool'))).toEqual([false, true]);
});

test('a state is saved, carried on, and carried onto an edited policy', async () => {
  const [one, two] = [join(folder, 's1.json'), join(folder, 's2.json')];
  const csv = 'id,email\n1,a@one.example\n';
  const first = await route(csv, '--save-state', one);
  const second = await route('id,email\n2,b@one.example\n', '--state', one, '--save-state', two);
  expect([first.code, second.code]).toEqual([0, 0]);
  expect(second.out).toMatch(/ana +\d +1.00 +1 +0.00 +1\nbo +\d +1.00 +1 +0.00 +1/);
  const third = {
    ...policy,
    reps: [...policy.reps, { id: 'cy' }],
    queues: [{ ...policy.queues[0]!, repIds: ['ana', 'bo', 'cy'] }],
  };
  const edited = await run([
    'route',
    '--policy',
    save('third.json', JSON.stringify(third)),
    '--leads',
    save('leads3.csv', csv),
    ...now,
    '--state',
    two,
  ]);
  expect(edited.code).toBe(0);
  expect(edited.out).toMatch(/\ncy +/);
  expect(await route(csv, '--state', save('no-state.json', '[]'))).toMatchObject({
    code: 4,
    err: expect.stringContaining('expected a state of version 1'),
  });
});

test('--clock replays each row at its own instant', async () => {
  const csv =
    'id,email,when\n1,a@x.example,2026-03-02T09:00:00Z\n2,b@x.example,10/20/2016\n3,c@x.example,\n4,d@x.example,2026-03-02 09:00\n';
  const plain = await route(csv, '--clock', 'when', '--out', '-');
  const at = (ran: Ran): unknown[] =>
    ran.out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as object)
      .map((row) => ('at' in row ? row.at : row));
  expect(at(plain)).toEqual([
    Date.UTC(2026, 2, 2, 9),
    { line: 3, field: 'when', expected: 'an instant such as `2026-03-02T09:00:00Z`', found: '`10/20/2016`' },
    { line: 4, field: 'when', expected: 'an instant such as `2026-03-02T09:00:00Z`', found: 'an empty cell' },
    {
      line: 5,
      field: 'when',
      expected: 'an offset or Z behind a local time, or `--zone`',
      found: '`2026-03-02 09:00`',
    },
  ]);
  expect(at(await route(csv, '--clock', 'WHEN', '--zone', 'America/New_York', '--out', '-'))[3]).toBe(
    Date.UTC(2026, 2, 2, 14),
  );
  expect(await route(csv, '--clock', 'then')).toMatchObject({
    code: 2,
    err: expect.stringContaining('no column `then`'),
  });
});

test('--now takes local times with --zone, and nothing else without an offset', async () => {
  const csv = 'id,email\n1,\n';
  const argv = ['route', '--policy', policyPath, '--leads', save('one.csv', csv), '--out', '-'];
  const local = await run([...argv, '--now', '2026-11-01T01:30', '--zone', 'America/New_York']);
  expect(JSON.parse(local.out)).toMatchObject({ at: Date.UTC(2026, 10, 1, 5, 30) });
  expect(local.err).toContain(
    'fairlead: --now: 2026-11-01T01:30 in America/New_York comes twice, the first is taken\n',
  );
  expect(JSON.parse((await run(argv)).out)).toMatchObject({ at: Date.UTC(2026, 2, 2, 9) });
  expect(await run([...argv, '--now', 'yesterday'])).toMatchObject({
    code: 2,
    err: 'fairlead: `--now`: expected an instant such as `2026-03-02T09:00:00Z`, found `yesterday`\n',
  });
  expect(await run([...argv, '--zone', 'Mars/Base'])).toMatchObject({
    code: 2,
    err: 'fairlead: `--zone`: expected an IANA time zone, found `Mars/Base`\n',
  });
});

test.each([
  ['an empty file', '', 'expected a CSV file, found an empty one'],
  ['a binary file', Buffer.from([0, 1, 2, 3]), 'expected UTF-8 text, found a binary file (a NUL byte)'],
  ['no header', '\n\n', 'expected a header line with column names, found only blank lines'],
])('%s is one line and exit 4', async (_, content, line) => {
  const ran = await route(content);
  expect(ran).toEqual({ code: 4, out: '', err: `fairlead: ${join(folder, 'leads.csv')}: ${line}\n` });
});

test.each([
  ['foo,bar', 'columns `foo`, `bar`'],
  ['Lead ID', 'column `Lead ID`'],
  ['foo,foo', 'columns `foo`, `foo_2`'],
  ['id,agent', 'columns `id`, `agent`'],
  ['constructor;__proto__;', 'columns `constructor`, `column_2`, `column_3`'],
  ['"{""email"": ""a@one.example""}"', 'column `{"email": "a@one.example"}`'],
  [
    Array.from({ length: 14 }, (_, n) => `c${n}`).join(','),
    'columns `c0`, `c1`, `c2`, `c3`, `c4`, `c5`, `c6`, `c7`, `c8`, `c9`, `c10`, `c11` and 2 more',
  ],
  ['word '.repeat(60).trim(), `column \`${'word '.repeat(8).slice(0, 39)}…\``],
])('a header without a lead field is one line and exit 4: %s', async (header, found) => {
  const out = join(folder, 'untouched.jsonl');
  const cells = header.replace(/"[^"]*(?:""[^"]*)*"|[^,;]+/g, 'x');
  const ran = await route(`${header}\n${cells}\n`, '--out', out);
  expect(ran).toEqual({
    code: 4,
    out: '',
    err: `fairlead: ${join(folder, 'leads.csv')}: expected a column such as \`email\`, \`company\`, \`phone\` or \`country\`, found the ${found}\n`,
  });
  expect(existsSync(out)).toBe(false);
});

test('a header will do where a column is a lead field by its name, by --map or by the policy', async () => {
  const codes = async (...runs: Promise<Ran>[]): Promise<number[]> => (await Promise.all(runs)).map(({ code }) => code);
  expect(await codes(route('foo,Firma\n1,2\n'))).toEqual([0]);
  expect(await codes(route('id,foo\n1,2\n', '--map', 'agent=foo'))).toEqual([0]);
  expect(await codes(route('foo,bar\n1,2\n', '--map', 'company=bar'))).toEqual([0]);
  const mapped = (mapping: object): string[] => [
    'route',
    '--policy',
    save('mapped.json', JSON.stringify({ ...policy, normalize: { mapping } })),
    '--leads',
    save('mapped.csv', 'foo,bar\n1,2\n'),
    ...now,
  ];
  expect(await codes(run(mapped({ company: ['baz', 'bar'] })))).toEqual([0]);
  expect(await codes(run(mapped({ agent: 'bar' })))).toEqual([0]);
  expect(await codes(run(mapped({ company: 'baz' })))).toEqual([4]);
});

test('files that cannot be read or written are named', async () => {
  const csv = save('fine.csv', 'id,email\n1,\n');
  const argv = (leads: string, ...more: string[]): string[] => [
    'route',
    '--policy',
    policyPath,
    '--leads',
    leads,
    ...now,
    ...more,
  ];
  mkdirSync(join(folder, 'sub'));
  expect(await run(argv(join(folder, 'sub')))).toMatchObject({
    code: 4,
    err: `fairlead: ${join(folder, 'sub')}: is a directory\n`,
  });
  expect(await run(argv('/no/such.csv'))).toMatchObject({
    code: 4,
    err: 'fairlead: /no/such.csv: no such file or directory\n',
  });
  expect(await run(['check', '--policy', folder])).toMatchObject({
    code: 4,
    err: `fairlead: ${folder}: is a directory\n`,
  });
  expect(await run(argv(csv, '--out', folder))).toMatchObject({
    code: 5,
    err: `fairlead: cannot write ${folder}: is a directory\n`,
  });
  expect(await run(argv(csv, '--save-state', '/no/such/state.json'))).toMatchObject({ code: 5 });
  expect(await run(argv(csv, '--out', csv))).toMatchObject({
    code: 2,
    err: `fairlead: \`--out\` would overwrite ${csv}\n`,
  });
  expect(await run(argv(csv, '--save-state', csv))).toEqual({
    code: 2,
    out: '',
    err: `fairlead: \`--save-state\` would overwrite ${csv}\n`,
  });
  expect(readFileSync(csv, 'utf8')).toBe('id,email\n1,\n');
});

const hugeLine = function* (before: string, after: string): Generator<Buffer> {
  yield Buffer.from(before);
  const part = Buffer.alloc(1_048_576, 'x');
  for (let n = 0; n < 100; n++) yield part;
  yield Buffer.from(after);
};

test('a line of 100 MB is a bad row, and as a header the end', async () => {
  const argv = ['route', '--policy', policyPath, '--leads', '-', ...now];
  const row = await run(argv, Readable.from(hugeLine('id,email\n1,a@x.example\n2,', '\n3,c@x.example\n')));
  expect(row.code).toBe(1);
  expect(row.out).toContain('line 3: expected at most 1048576 bytes in a row, found 104857602 bytes');
  expect(total(row)).toEqual([3, 2, 0, 0, 0, 0, 1]);
  const header = await run(argv, Readable.from(hugeLine('', '\n1\n')));
  expect(header).toMatchObject({
    code: 4,
    out: '',
    err: expect.stringContaining('expected at most 1048576 bytes in a row'),
  });
});

test('a policy that is wrong is listed problem by problem, each with its place', async () => {
  const wrong = {
    ...policy,
    repz: [],
    queues: [{ ...policy.queues[0]!, repIds: ['ana', 'nobody'] }],
    rules: [policy.rules[0]!],
  };
  const ran = await run(['check', '--policy', save('wrong.json', JSON.stringify(wrong))]);
  expect(ran.code).toBe(3);
  expect(ran.out).toBe('');
  expect(ran.err).toMatch(/wrong.json: \d+ problems in the policy\n/);
  expect(ran.err).toMatch(/fairlead: warning repz: .*`repz`.*\(policy\.\w+\)\n/);
  expect(ran.err).toMatch(/fairlead: error queues\[0\]\.repIds\[1\]: .*nobody/);
  expect(ran.err).toMatch(/fairlead: error rules/);
  const doubtful = save('doubtful.json', JSON.stringify({ ...policy, repz: [] }));
  const warned = await run(['check', '--policy', doubtful]);
  expect(warned).toMatchObject({
    code: 0,
    err: '',
    out: expect.stringMatching(/1 warning, .*\nwarning repz: no such/),
  });
  const routed = await run(['route', '--policy', doubtful, '--leads', save('none.csv', 'id,email\n'), ...now]);
  expect(routed).toMatchObject({ code: 0, err: expect.stringMatching(/^fairlead: warning repz: .*\n$/) });
  expect(total(routed)).toEqual([0, 0, 0, 0, 0, 0, 0]);
  const text = await run(['check', '--policy', save('text.json', '{ "behavior": 1,\n  reps: [] }')]);
  expect(text).toMatchObject({
    code: 3,
    err: expect.stringContaining('text.json:2:3: expected JSON, found `reps: [] }`'),
  });
});

test('check, --help and --version', async () => {
  expect(await run(['check', '--policy', policyPath])).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^policy is valid: 2 reps, 1 queue, 2 rules, 0 warnings, fingerprint [0-9a-f]{16}\n$/),
  });
  expect(await run(['--version'])).toEqual({ code: 0, out: '1.2.3\n', err: '' });
  const help = await run(['route', '--help']);
  expect(help.code).toBe(0);
  expect(help.out).toContain('--save-state <file>');
  expect(Math.max(...help.out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(120);
  expect(await run(['rote'])).toMatchObject({
    code: 2,
    err: expect.stringContaining('found `rote`; see fairlead --help'),
  });
});

test('progress is for terminals only, and leaves nothing behind', async () => {
  const path = save(
    'many.csv',
    `email,id\n${Array.from({ length: 3_000 }, (_, n) => `,lead-${n}-${'with-a-long-name'.repeat(10)}`).join('\n')}\n`,
  );
  const argv = ['route', '--policy', policyPath, '--leads', path, ...now];
  expect((await run(argv)).err).toBe('');
  const { err } = await run(argv, undefined, true);
  expect(err).toMatch(/K\d+ leads, \d+ leads\/s/);
  expect(err.endsWith('\r\u001b[K')).toBe(true);
});

test('a reader that goes away ends the run quietly', async () => {
  const stdout = new Writable({
    write: (_chunk, _encoding, done) => done(Object.assign(new Error('gone'), { code: 'EPIPE' })),
  });
  const stderr = new PassThrough();
  const path = save('long.csv', `email,id\n${Array.from({ length: 5_000 }, (_, n) => `,lead-${n}`).join('\n')}\n`);
  const code = await runCli(['route', '--policy', policyPath, '--leads', path, ...now, '--out', '-'], {
    stdin: Readable.from([]),
    stdout,
    stderr,
    clock: () => 0,
    version: '',
  });
  expect(code).toBe(0);
  expect(stderr.read()).toBe(null);
});

const maven = fileURLToPath(new URL('../../../shared/data/maven_sales_pipeline.csv', import.meta.url));

test.skipIf(!existsSync(maven))('routes a real sales pipeline', async () => {
  const teams = {
    ...policy,
    rules: [
      {
        id: 'kept',
        when: { field: 'fields.sales_agent', op: 'in', value: ['Moses Frase', 'Darcel Schlecht'] },
        then: { disposition: 'nurtured' },
      },
      { id: 'gtx', when: { field: 'products', op: 'contains', value: 'GTXPro' }, then: { queueId: 'pool' } },
      { id: 'everyone', when: true, then: { queueId: 'pool' } },
    ],
  };
  const argv = [
    'route',
    '--policy',
    save('maven.json', JSON.stringify(teams)),
    '--leads',
    maven,
    ...now,
    '--map',
    'company=account',
    '--map',
    'products=product',
    '--map',
    'value=close_value',
  ];
  const ran = await run(argv);
  expect(ran.code).toBe(0);
  const [rows, assigned, held, nurtured, ...rest] = total(ran);
  expect([rows, held, ...rest]).toEqual([8_800, 0, 0, 0, 0]);
  const own = readFileSync(maven, 'utf8')
    .split('\n')
    .filter((line) => /,(?:Moses Frase|Darcel Schlecht),/.test(line)).length;
  expect([nurtured, assigned]).toEqual([own, 8_800 - own]);
  const unmapped = await run(argv.slice(0, argv.indexOf('--map')));
  expect([unmapped.code, total(unmapped)]).toEqual([0, total(ran)]);
  const replayed = await run([...argv, '--clock', 'engage_date']);
  expect(replayed.code).toBe(1);
  expect(total(replayed)).toEqual([8_800, 0, 0, 0, 0, 0, 8_800]);
});
