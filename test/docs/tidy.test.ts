// Habits of the sources that nothing else checks.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { counted, messages } from '../../src/explain/messages.js';
import { filesUnder, readText, root } from '../support/files.js';
import { reasonCodesPage, reasonRows } from '../support/reason-codes-page.js';

const sources = filesUnder(['src'], '.ts').filter((file) => !file.endsWith('.test.ts'));
const handWritten = sources.filter((file) => !/\/data\//.test(file));
const rooms = Object.keys(createRequire(import.meta.url)(join(root, 'rooms.cjs')) as object);
const present = rooms.filter((room) => sources.some((file) => file.startsWith(`src/${room}/`)));

// core has no index: its files are imported one by one; the command's entry is main.ts
const withIndex = present.filter((room) => room !== 'core' && room !== 'cli');

test.each(withIndex)('room %s says what it is for', (room) => {
  const head = readText(`src/${room}/index.ts`)
    .split('\n')
    .filter((line) => line.startsWith('//'));
  const labels = head.flatMap((line) => /^\/\/ (Purpose|In|Out|Never): \S/.exec(line)?.[1] ?? []);
  expect(labels).toEqual(['Purpose', 'In', 'Out', 'Never']);
});

test('there are rooms and sources to look at', () => {
  expect(withIndex.length).toBeGreaterThan(8);
  expect(handWritten.length).toBeGreaterThan(150);
});

describe('public entries', () => {
  const { exports } = JSON.parse(readText('package.json')) as {
    readonly exports: { readonly [entry: string]: unknown };
  };
  const entries = Object.keys(exports)
    .filter((entry) => entry !== './package.json')
    .map((entry) => (entry === '.' ? 'src/index.ts' : `src/${entry.slice(2)}/index.ts`));
  const config = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, root);
  const program = ts.createProgram(
    entries.map((entry) => join(root, entry)),
    options,
  );
  const checker = program.getTypeChecker();

  const functionsOf = (entry: string): readonly (readonly [string, ts.Symbol])[] => {
    const module = checker.getSymbolAtLocation(program.getSourceFile(join(root, entry))!)!;
    return checker.getExportsOfModule(module).flatMap((symbol) => {
      const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
      const declaration = target.valueDeclaration;
      if (declaration === undefined) return [];
      return checker.getTypeOfSymbol(target).getCallSignatures().length > 0 ? [[symbol.name, target] as const] : [];
    });
  };

  test.each(entries)('every function of %s has a docstring', (entry) => {
    const functions = functionsOf(entry);
    // `world` is a value, not a function
    expect(functions.length + Number(entry.includes('/world/'))).toBeGreaterThan(0);
    const bare = functions.filter(
      ([, target]) => ts.displayPartsToString(target.getDocumentationComment(checker)) === '',
    );
    expect(bare.map(([name]) => name)).toEqual([]);
  });

  const finished = ['src/index.ts', 'src/runtime/index.ts', 'src/metrics/index.ts', 'src/events/index.ts'];

  test.each(finished)('everything in %s has a docstring, and what is no type has an example', (entry) => {
    const module = checker.getSymbolAtLocation(program.getSourceFile(join(root, entry))!)!;
    const targets = checker.getExportsOfModule(module).map((symbol) => {
      const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
      return { name: symbol.name, target, tags: target.getJsDocTags().map(({ name }) => name) };
    });
    const bare = targets.filter(({ target }) => target.getDocumentationComment(checker).length === 0);
    expect(bare.map(({ name }) => name)).toEqual([]);
    const plain = targets.filter(({ target, tags }) => target.valueDeclaration && !tags.includes('example'));
    expect(plain.map(({ name }) => name)).toEqual([]);
  });
});

describe('reason codes', () => {
  const rows = reasonRows();

  test('each has an explanation, a text, a text for a count, and a row in the documentation', () => {
    const codes = rows.map(({ code }) => code).sort();
    expect(codes.length).toBeGreaterThan(10);
    expect(Object.keys(messages).sort()).toEqual(codes);
    expect(Object.keys(counted).sort()).toEqual(codes);
    for (const { code, about } of rows) expect([code, about.length > 10]).toEqual([code, true]);
    const page = readText('docs/reason-codes.md');
    for (const code of codes) expect([code, page.includes(`| \`${code}\` |`)]).toEqual([code, true]);
  });

  test('docs/reason-codes.md is in step: `npm run docs:reasons` writes it', () => {
    expect(readText('docs/reason-codes.md')).toBe(reasonCodesPage());
  });
});

/** Files that were longer when this was written: they may only get shorter. */
const longer: { readonly [file: string]: number } = {
  'src/policy/shape/policy-shape.ts': 270,
};

test('no file is longer than 250 lines', () => {
  const long = handWritten
    .map((file) => [file, readText(file).split('\n').length] as const)
    .filter(([file, lines]) => lines > (longer[file] ?? 250));
  expect(long).toEqual([]);
});

/** Positions of nodes of a kind. */
function nodesOf(file: string, wanted: (node: ts.Node) => boolean): readonly string[] {
  const source = ts.createSourceFile(file, readText(file), ts.ScriptTarget.ES2022, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (wanted(node)) found.push(`${file}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Rooms of the pure core: what holds for them does not hold for the runtime, the test kit and the command. */
const pure = handWritten.filter(
  (file) => !/^src\/(runtime|testing|cli|schema)\//.test(file) && !file.includes('/generate/'),
);

test('`throw` stands only in core/assert.ts and in functions that say so', () => {
  const throwing = pure.filter(
    (file) => nodesOf(file, ts.isThrowStatement).length > 0 && file !== 'src/core/assert.ts',
  );
  const silent = throwing.filter((file) => !/@throws Error/.test(readText(file)));
  expect(silent).toEqual([]);
});

test('nothing in the pure rooms is transcendental, asynchronous, generated, a class, or worked out by `**`', () => {
  const banned =
    /^(Promise|eval|Function|setTimeout|setInterval|queueMicrotask|fetch|process|Buffer|localeCompare|toLocale\w*)$/;
  const inexact = /^(random|pow|exp|log|log2|log10|log1p|expm1|a?sinh?|a?cosh?|a?tanh?|atan2|cbrt|hypot)$/;
  const found = pure.flatMap((file) =>
    nodesOf(
      file,
      (node) =>
        node.kind === ts.SyntaxKind.AsteriskAsteriskToken ||
        node.kind === ts.SyntaxKind.AsteriskAsteriskEqualsToken ||
        node.kind === ts.SyntaxKind.AwaitKeyword ||
        node.kind === ts.SyntaxKind.AsyncKeyword ||
        ts.isClassLike(node) ||
        (ts.isIdentifier(node) && banned.test(node.text)) ||
        (ts.isPropertyAccessExpression(node) && node.expression.getText() === 'Math' && inexact.test(node.name.text)) ||
        (ts.isPropertyAccessExpression(node) && node.expression.getText() === 'Date' && node.name.text === 'now'),
    ),
  );
  expect(found).toEqual([]);
});
