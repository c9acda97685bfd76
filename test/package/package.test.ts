// The package as people get it: built, packed, unpacked, imported and required, with its types and its size.
import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../support/files.js';
import { blocksOf, withChecks } from '../support/snippets.js';

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  readonly version: string;
  readonly exports: { readonly [entry: string]: unknown };
  readonly peerDependencies: { readonly [name: string]: string };
};
const entries = Object.keys(manifest.exports)
  .filter((entry) => entry !== './package.json')
  .map((entry) => entry.replace(/^\./, 'fairlead'));

const work = mkdtempSync(join(tmpdir(), 'fairlead-package-'));
const source = join(work, 'source');
/** An application with nothing but fairlead, and one with its optional peers as well. */
const bare = join(work, 'bare');
const full = join(work, 'full');
const installed = join(bare, 'node_modules/fairlead');

const run = promisify(execFile);
const bin = (name: string): string => join(root, 'node_modules/.bin', name);
// npm's own variables would tell it that it runs inside another npm
const environment = Object.fromEntries(Object.entries(process.env).filter(([key]) => !/^npm_/i.test(key)));
const call = async (file: string, args: readonly string[], cwd: string): Promise<string> => {
  const { stdout } = await run(file, args, { cwd, env: environment }).catch(
    (error: { stdout?: string; stderr?: string }) => {
      throw new Error(`${file} ${args.join(' ')} failed:\n${error.stdout}\n${error.stderr}`);
    },
  );
  return stdout;
};

async function pack(): Promise<string> {
  mkdirSync(source, { recursive: true });
  await call(bin('tsup'), ['--silent', '--out-dir', join(source, 'dist')], root);
  for (const file of ['package.json', 'README.md', 'LICENSE', 'NOTICE']) {
    if (existsSync(join(root, file))) cpSync(join(root, file), join(source, file));
  }
  const [packed] = JSON.parse(await call('npm', ['pack', '--json', '--ignore-scripts'], source)) as [
    { filename: string },
  ];
  return join(source, packed.filename);
}

let tarball = '';
beforeAll(async () => {
  tarball = await pack();
  for (const app of [bare, full]) {
    mkdirSync(join(app, 'node_modules/fairlead'), { recursive: true });
    writeFileSync(join(app, 'package.json'), '{ "name": "app", "private": true, "type": "module" }');
    await call('tar', ['-xzf', tarball, '--strip-components=1', '-C', join(app, 'node_modules/fairlead')], work);
  }
  for (const peer of Object.keys(manifest.peerDependencies)) {
    symlinkSync(join(root, 'node_modules', peer), join(full, 'node_modules', peer));
  }
}, 300_000);
afterAll(() => rmSync(work, { recursive: true }));

test('every entry is there in both forms, with types, and nothing else is in the tarball', () => {
  const files = JSON.stringify(manifest.exports).match(/\.\/dist\/[^"]+/g)!;
  expect(files).toHaveLength(4 * entries.length);
  for (const file of files) expect([file, existsSync(join(installed, file))]).toEqual([file, true]);
  for (const folder of ['src', 'test', 'node_modules', 'bench'])
    expect(existsSync(join(installed, folder))).toBe(false);
});

const needsPeers = (entry: string): boolean =>
  ['fairlead/schema', 'fairlead/testing', 'fairlead/normalize/phone', 'fairlead/normalize/domains'].includes(entry);

describe.each(entries)('%s', (entry) => {
  test('is imported and required, with the same names in both forms', async () => {
    const app = needsPeers(entry) ? full : bare;
    const names = 'JSON.stringify(Object.keys(all).filter((name) => name !== "default").sort())';
    const esm = `import * as all from '${entry}'; console.log(${names});`;
    const cjs = `const all = require('${entry}'); console.log(${names});`;
    const imported = await call(process.execPath, ['--input-type=module', '-e', esm], app);
    const required = await call(process.execPath, ['--input-type=commonjs', '-e', cjs], app);
    expect(JSON.parse(imported).length).toBeGreaterThan(0);
    expect(JSON.parse(required)).toEqual(JSON.parse(imported));
  });
});

test('the first lines of the README come to what they say', async () => {
  const { code, claims } = withChecks(blocksOf('README.md')[0]!.code);
  const script = [
    "import { isDeepStrictEqual } from 'node:util';",
    'let held = 0;',
    'const __check = (found, stated) => { if (isDeepStrictEqual(found, stated)) held++; };',
    code,
    'console.log(held);',
  ].join('\n');
  expect(claims).toBeGreaterThan(0);
  expect((await call(process.execPath, ['--input-type=module', '-e', script], bare)).trim()).toBe(String(claims));
});

test('the command runs with nothing else installed', async () => {
  const { bin: commands } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
  const command = join(installed, commands.fairlead);
  expect(readFileSync(command, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
  expect(await call(process.execPath, [command, '--version'], bare)).toContain(manifest.version);
  expect(await call(process.execPath, [command, '--help'], bare)).toContain('fairlead');
});

/** An entry with everything it takes along, as a bundler ships it. */
async function bundled(entry: string): Promise<string> {
  const file = `${entry === 'fairlead' ? 'index' : entry.slice('fairlead/'.length)}.js`;
  const result = await build({
    entryPoints: [join(installed, 'dist', file)],
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'neutral',
    external: Object.keys(manifest.peerDependencies),
    write: false,
  });
  return result.outputFiles[0]!.text;
}

test('the engine imports nothing, waits for nothing, and carries no library', async () => {
  const text = await bundled('fairlead');
  expect(text).not.toMatch(/\bimport\s*[({*"']|\bimport\s+\w|\brequire\s*\(/);
  for (const word of ['ZodError', 'formatInTimeZone', 'Promise', 'Math.random', 'Date.now', 'eval(', 'new Function']) {
    expect([word, text.includes(word)]).toEqual([word, false]);
  }
});

test('the normaliser leaves the libraries that it can use to its adapters', async () => {
  for (const entry of ['fairlead/normalize', 'fairlead/normalize/world'])
    expect(await bundled(entry)).not.toMatch(/\bimport\s*[({*"']|\bimport\s+\w|\brequire\s*\(/);
  expect(await bundled('fairlead/normalize/phone')).toContain('libphonenumber-js/min');
  expect(await bundled('fairlead/normalize/domains')).toContain('tldts');
});

const sizes = JSON.parse(readFileSync(join(root, '.size-limit.json'), 'utf8')) as readonly {
  readonly name: string;
  readonly limit: string;
}[];

test.each(sizes)('$name is at most $limit', async ({ name, limit }) => {
  expect(gzipSync(await bundled(name)).length).toBeLessThanOrEqual(Number.parseFloat(limit) * 1_000);
});

test('matching accounts adds at most 4 kB to what normalising weighs, and the whole entry at most 7', async () => {
  const weigh = async (...lines: readonly string[]): Promise<number> => {
    const contents = ["export * from 'fairlead/normalize';", ...lines].join('\n');
    const stdin = { contents, resolveDir: bare };
    const result = await build({ stdin, bundle: true, minify: true, format: 'esm', platform: 'neutral', write: false });
    return gzipSync(result.outputFiles[0]!.text, { level: 9 }).length;
  };
  const alone = await weigh();
  expect((await weigh("export { buildAccountIndex, matchAccount } from 'fairlead/account';")) - alone).toBeLessThan(
    4_000,
  );
  expect((await weigh("export * from 'fairlead/account';")) - alone).toBeLessThan(7_000);
});

test('publint and attw find nothing wrong', async () => {
  await call(bin('publint'), ['--strict', source], root);
  await call(bin('attw'), [tarball, '--profile', 'node16'], root);
});
