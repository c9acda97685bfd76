// A test runner for Stryker that loads the tests once, as one bundle, and runs them in its own process: a mutant costs
// milliseconds instead of the second that a fresh vitest takes. Options: `mutationTests`, the test files of the bundle;
// `mutationRuns`, their FAIRLEAD_RUNS (default 0.02); `mutationCases`, the most cases of a law (default: as many as it
// says); `mutationSkips`, beginnings of names of tests that take too long. The bundle is evaluated anew for every mutant, so that
// mutants of code that runs while a module loads count, and no cache outlives its mutant. Only the oracles in test/spec, which
// import nothing from src, are loaded once: what they remember holds for every mutant.
import { existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Script } from 'node:vm';
import { commonTokens, declareFactoryPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import {
  DryRunStatus,
  determineHitLimitReached,
  TestStatus,
  toMutantRunResult,
} from '@stryker-mutator/api/test-runner';

/** Vitest's `expect`, without vitest. */
async function expectOf(root) {
  const lib = await import(pathToFileURL(join(root, 'node_modules/@vitest/expect/dist/index.js')).href);
  const { chai, getState, setState } = lib;
  for (const plugin of [lib.JestExtend, lib.JestChaiExpect, lib.JestAsymmetricMatchers]) chai.use(plugin);
  const expect = (value, message) => {
    setState({ assertionCalls: getState(expect).assertionCalls + 1 }, expect);
    return chai.expect(value, message);
  };
  Object.assign(expect, chai.expect, globalThis[lib.ASYMMETRIC_MATCHERS_OBJECT]);
  expect.unreachable = (message) => chai.assert.fail(`expected${message ? ` "${message}"` : ''} not to be reached`);
  globalThis[lib.GLOBAL_EXPECT] = expect;
  setState({ assertionCalls: 0, isExpectingAssertions: false }, expect);
  return expect;
}

/** What the tests import as `vitest`: they are written down in `tests`, in order. */
function vitestWith(expect, tests) {
  let file = '';
  const hooks = { beforeEach: [], afterEach: [], beforeAll: [], afterAll: [] };
  const hook = (kind) => (run) => hooks[kind].push({ file, run });
  const test = (name, ...rest) => {
    const run = rest.find((one) => typeof one === 'function');
    const number = tests.filter((one) => one.file === file).length;
    tests.push({ id: `${file}#${number}`, file, name, run });
  };
  const each = (to) => (rows) => (name, run) => {
    for (const row of rows) {
      const args = Array.isArray(row) ? row : [row];
      to(name, () => run(...args));
    }
  };
  const describe = (_name, body) => body();
  test.each = each(test);
  describe.each = each(describe);
  const here = () => {};
  const vitest = { test, it: test, describe, expect, vi: { setConfig: here } };
  for (const kind of Object.keys(hooks)) vitest[kind] = hook(kind);
  return { vitest, hooks, enter: (name) => (file = name) };
}

/** Fast-check that looks at so many cases of a law at most, and shrinks none. */
function lawsWith(fc, cases) {
  fc.configureGlobal({ ...fc.readConfigureGlobal(), endOnFailure: true });
  const assert = (property, params) => {
    const asked = Math.max(1, Math.ceil(params?.numRuns ?? 100));
    return fc.assert(property, { ...params, numRuns: Math.min(asked, cases ?? asked) });
  };
  const few = { ...fc, assert };
  return { ...few, default: few, __esModule: true };
}

const format = { bundle: true, write: false, format: 'cjs', platform: 'node', target: 'node20', logLevel: 'error' };

/** A bundle as a script: strict, as the modules are that it was made of, so that writing to what is frozen throws. */
const scriptOf = (text, filename) =>
  new Script(`(function (require, module, exports) {'use strict';${text}\n})`, { filename });

/** One script that holds the tests and all that they import of the project, but for the oracles; and these, loaded. */
async function bundle(root, files) {
  const local = createRequire(join(root, 'package.json'));
  const { build, buildSync } = await import(pathToFileURL(local.resolve('esbuild')).href);
  const oracles = new Map();
  const load = (path) => {
    const [{ text }] = buildSync({ ...format, entryPoints: [path], packages: 'external' }).outputFiles;
    const module = { exports: {} };
    scriptOf(text).runInThisContext()(local, module, module.exports);
    oracles.set(path, module.exports);
  };
  const isTest = new Set(files.map((file) => join(root, file)));
  const source = (name) => join(root, 'src', name, 'index.ts');
  const { outputFiles } = await build({
    stdin: {
      contents: ['test/support/seed.ts', ...files].map((file) => `import './${file}';`).join('\n'),
      resolveDir: root,
    },
    ...format,
    packages: 'external',
    // the package promises no side effects: tests are nothing else
    ignoreAnnotations: true,
    plugins: [
      {
        name: 'project',
        setup({ onLoad, onResolve }) {
          onResolve({ filter: /^fairlead(\/|$)/ }, ({ path }) => ({ path: source(path.slice('fairlead/'.length)) }));
          onResolve({ filter: /\/spec\/[\w-]+\.js$/ }, ({ path, resolveDir }) => {
            const file = join(resolveDir, path.replace(/js$/, 'ts'));
            if (!oracles.has(file)) load(file);
            return { path: file, external: true };
          });
          onLoad({ filter: /\.ts$/ }, ({ path }) => {
            const text = readFileSync(path, 'utf8').replaceAll(
              'import.meta.url',
              JSON.stringify(pathToFileURL(path).href),
            );
            const name = JSON.stringify(path.slice(root.length + 1));
            return {
              contents: isTest.has(path) ? `globalThis.__enterFile(${name});\n${text}` : text,
              loader: 'ts',
              resolveDir: dirname(path),
            };
          });
        },
      },
    ],
  });
  return { script: scriptOf(outputFiles[0].text, 'mutation-bundle.cjs'), oracles };
}

function createRunner(options) {
  globalThis.__stryker__ ??= {};
  const space = globalThis.__stryker__;
  let script;
  let oracles;
  let expect;
  let known;
  let laws;
  let root;
  let knownFile;
  let local;

  const texts = new Map();
  /** Where a test stands in its file, by its name: an incremental run asks which tests have changed. */
  function positionOf(file, name) {
    if (!texts.has(file)) texts.set(file, readFileSync(join(root, file), 'utf8'));
    const before = texts.get(file).split(name)[0].split('\n');
    return { line: before.length - 1, column: before.at(-1).length };
  }

  /** Loads the tests afresh. */
  function evaluate() {
    const tests = [];
    const { vitest, hooks, enter } = vitestWith(expect, tests);
    globalThis.__enterFile = enter;
    const module = { exports: {} };
    const given = { vitest, 'fast-check': laws };
    const find = (name) => given[name] ?? oracles.get(name) ?? local(name);
    script.runInThisContext()(find, module, module.exports);
    const skipped = ({ name }) => options.mutationSkips?.some((start) => name.startsWith(start));
    return { tests: tests.filter((test) => !skipped(test)), hooks };
  }

  async function runTest({ id, file, name, run }, hooks, begun) {
    const of = (kind) => hooks[kind].filter((hook) => hook.file === file || !hook.file.endsWith('.test.ts'));
    const startedAt = performance.now();
    const told = { id, name: `${file} ${name}`, fileName: join(root, file), startPosition: positionOf(file, name) };
    const context = { task: { name, meta: {} } };
    try {
      if (!begun.has(file)) for (const hook of of('beforeAll')) await hook.run();
      begun.add(file);
      for (const hook of of('beforeEach')) await hook.run(context);
      const promise = run(context);
      if (promise !== undefined) await promise;
      for (const hook of of('afterEach')) await hook.run(context);
      return { ...told, status: TestStatus.Success, timeSpentMs: performance.now() - startedAt };
    } catch (error) {
      const failureMessage = String(error?.message ?? error).slice(0, 2_000);
      return { ...told, status: TestStatus.Failed, failureMessage, timeSpentMs: performance.now() - startedAt };
    }
  }

  return {
    capabilities: () => ({ reloadEnvironment: true }),
    async init() {
      // the sandbox: only known by now
      root = process.cwd();
      const modules = join(root, 'node_modules');
      // Stryker links a folder of packages, but not a link to one
      if (!existsSync(modules)) symlinkSync(fileURLToPath(new URL('../../node_modules', import.meta.url)), modules);
      knownFile = join(root, '.mutation-known.json');
      local = createRequire(join(root, 'package.json'));
      process.env.FAIRLEAD_RUNS = String(options.mutationRuns ?? 0.02);
      expect = await expectOf(root);
      ({ script, oracles } = await bundle(root, options.mutationTests));
      laws = lawsWith(local('fast-check'), options.mutationCases);
    },
    async dryRun() {
      space.activeMutant = undefined;
      space.currentTestId = undefined;
      space.mutantCoverage = { static: {}, perTest: {} };
      const { tests, hooks } = evaluate();
      const begun = new Set();
      const results = [];
      for (const test of tests) {
        space.currentTestId = test.id;
        results.push(await runTest(test, hooks, begun));
      }
      space.currentTestId = undefined;
      const { perTest } = space.mutantCoverage;
      const known = results.map(({ id, timeSpentMs }) => [id, { timeSpentMs, hits: perTest[id] ?? {} }]);
      writeFileSync(knownFile, JSON.stringify(Object.fromEntries(known)));
      return { status: DryRunStatus.Complete, tests: results, mutantCoverage: space.mutantCoverage };
    },
    async mutantRun({ testFilter, activeMutant, hitLimit, disableBail }) {
      known ??= existsSync(knownFile) ? JSON.parse(readFileSync(knownFile, 'utf8')) : {};
      const timeOf = ({ id }) => known[id]?.timeSpentMs ?? 0;
      space.hitCount = hitLimit === undefined ? undefined : 0;
      space.hitLimit = hitLimit;
      space.activeMutant = activeMutant.id;
      space.mutantCoverage = { static: {}, perTest: {} };
      const results = [];
      try {
        const { tests, hooks } = evaluate();
        const asked = new Set(testFilter ?? tests.map(({ id }) => id));
        const chosen = tests.filter(({ id }) => asked.has(id)).sort((a, b) => timeOf(a) - timeOf(b));
        const begun = new Set();
        for (const test of chosen) {
          if (hitLimit !== undefined) {
            // by this test alone: what never ends in a small one is found at once
            space.hitCount = 0;
            space.hitLimit = 100 * (known[test.id]?.hits[activeMutant.id] ?? 0) + 10_000;
          }
          const result = await runTest(test, hooks, begun);
          results.push(result);
          if (result.status === TestStatus.Failed && !disableBail) break;
        }
      } catch (error) {
        const failureMessage = `loading failed: ${error?.message ?? error}`;
        results.push({ id: 'load', name: 'load', status: TestStatus.Failed, failureMessage, timeSpentMs: 0 });
      } finally {
        space.activeMutant = undefined;
      }
      const reached = determineHitLimitReached(space.hitCount, space.hitLimit);
      return toMutantRunResult(reached ?? { status: DryRunStatus.Complete, tests: results });
    },
    dispose() {},
  };
}
createRunner.inject = [commonTokens.options];

export const strykerPlugins = [declareFactoryPlugin(PluginKind.TestRunner, 'in-process', createRunner)];
