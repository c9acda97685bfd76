// Code in documentation: found, checked by the type checker, and run. A comment `//=> value` behind or below a
// statement says what it comes to; `…` in the value stands for the rest of a list or an object.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import ts from 'typescript';
import { expect } from 'vitest';
import { readText, root } from './files.js';

export interface Snippet {
  /** File and line. */
  readonly place: string;
  readonly code: string;
  readonly run: boolean;
}

/** Every block of a Markdown file that is fenced with ```ts, or with ```ts no-run. */
export function blocksOf(file: string): readonly Snippet[] {
  const text = readText(file);
  return [...text.matchAll(/^```ts( no-run)?\n([\s\S]*?)^```$/gm)].map((match) => ({
    place: `${file}:${text.slice(0, match.index).split('\n').length + 1}`,
    code: match[2]!,
    run: match[1] === undefined,
  }));
}

/** Every `@example` of a source file. */
export function examplesOf(file: string): readonly Snippet[] {
  const text = readText(file);
  return [...text.matchAll(/@example\b([\s\S]*?)(?=\n\s*\*\s@(?![\w.]+')|\*\/)/g)].map((match) => ({
    place: `${file}:${text.slice(0, match.index).split('\n').length}`,
    code: match[1]!.replace(/^[ \t]*\* ?/gm, '').trim(),
    run: true,
  }));
}

interface Claim {
  /** What replaces the text from `start` to `end`. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const innermost = (source: ts.SourceFile): readonly ts.Statement[] => {
  const found: ts.Statement[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isExpressionStatement(node) || ts.isVariableStatement(node)) found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
};

/** The value that a comment states: on its line, and on as many comment lines below it as the value needs. */
function statedAt(lines: readonly string[], line: number): string {
  const closes = (text: string): boolean =>
    (
      ts.createSourceFile('v.ts', `(${text.replaceAll('…', '...more')});`, ts.ScriptTarget.ES2022) as unknown as {
        readonly parseDiagnostics: readonly unknown[];
      }
    ).parseDiagnostics.length === 0;
  let text = lines[line]!.slice(lines[line]!.indexOf('//=>') + 4).trim();
  for (let next = line + 1; !closes(text) && /^\s*\/\//.test(lines[next] ?? ''); next++) {
    text += ` ${lines[next]!.replace(/^\s*\/\/\s*/, '')}`;
  }
  if (!closes(text)) throw new Error(`expected a value after \`//=>\`, found \`${text}\``);
  return text.replaceAll('…', '...__more');
}

/** The code with each claim made a call of `__check`, and how many there are. */
export function withChecks(code: string): { readonly code: string; readonly claims: number } {
  const source = ts.createSourceFile('snippet.ts', code, ts.ScriptTarget.ES2022, true);
  const lines = code.split('\n');
  const lineOf = (position: number): number => source.getLineAndCharacterOfPosition(position).line;
  const statements = innermost(source);
  const claims = lines.flatMap((text, line): readonly Claim[] => {
    if (!text.includes('//=>')) return [];
    const above = (at: number): number => (/^\s*(\/\/.*)?$/.test(lines[at]!) ? above(at - 1) : at);
    const endLine = /^\s*\/\/=>/.test(text) ? above(line) : line;
    const statement = statements.filter((node) => lineOf(node.getEnd()) === endLine).at(-1);
    if (statement === undefined) throw new Error(`expected a statement for \`${text.trim()}\``);
    const value = statedAt(lines, line);
    if (ts.isExpressionStatement(statement)) {
      const { expression } = statement;
      const call = `__check((${expression.getText()}), (${value}))`;
      return [{ start: expression.getStart(), end: expression.getEnd(), text: call }];
    }
    const { name } = (statement as ts.VariableStatement).declarationList.declarations[0]!;
    return [{ start: statement.getEnd(), end: statement.getEnd(), text: `;__check(${name.getText()}, (${value}));` }];
  });
  const checked = [...claims]
    .sort((a, b) => b.start - a.start)
    .reduce((text, { start, end, text: put }) => text.slice(0, start) + put + text.slice(end), code);
  return { code: checked, claims: claims.length };
}

const rest = Symbol('rest');

const isRecord = (value: unknown): value is { readonly [key: string]: unknown } =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

/** The part of a value that a statement speaks of: where it says `…`, whatever stands there is left out. */
function spokenOf(found: unknown, stated: unknown): readonly [found: unknown, stated: unknown] {
  if (Array.isArray(stated) && Array.isArray(found)) {
    const shown = stated.at(-1) === rest ? stated.slice(0, -1) : stated;
    const items = shown === stated ? found : found.slice(0, shown.length);
    const pairs = items.map((item, index) => (index < shown.length ? spokenOf(item, shown[index]) : [item, undefined]));
    return [pairs.map(([item]) => item), items.length < shown.length ? shown : pairs.map(([, item]) => item)];
  }
  if (isRecord(stated) && isRecord(found)) {
    const keys = Object.keys(stated).filter((key) => stated[key] !== rest);
    const partial = keys.length < Object.keys(stated).length;
    const pairs = keys.map((key) => [key, spokenOf(found[key], stated[key])] as const);
    const others = partial ? {} : found;
    return [
      { ...others, ...Object.fromEntries(pairs.map(([key, [value]]) => [key, value])) },
      Object.fromEntries(pairs.map(([key, [, value]]) => [key, value])),
    ];
  }
  return [found, stated];
}

function expectStated(found: unknown, stated: unknown): void {
  const [spoken, expected] = spokenOf(found, stated);
  expect(spoken).toEqual(expected);
}

interface Bench {
  readonly check: (found: unknown, stated: unknown) => void;
  readonly more: readonly unknown[];
}

/** Runs code and holds it to its claims; returns how many were reached and how many there are. */
export async function runSnippet(
  code: string,
  imports = '',
): Promise<{ readonly reached: number; readonly claims: number }> {
  const checked = withChecks(code);
  let reached = 0;
  const bench: Bench = {
    check: (found, stated) => {
      reached++;
      expectStated(found, stated);
    },
    more: [rest],
  };
  const folder = mkdtempSync(join(tmpdir(), 'fairlead-snippet-'));
  const file = join(folder, 'snippet.ts');
  (globalThis as { __bench?: Bench }).__bench = bench;
  try {
    writeFileSync(
      file,
      `${imports}\nconst { check: __check, more: __more } = globalThis.__bench;\n${checked.code}\nexport {};\n`,
    );
    await import(/* @vite-ignore */ file);
  } finally {
    delete (globalThis as { __bench?: Bench }).__bench;
    rmSync(folder, { recursive: true });
  }
  return { reached, claims: checked.claims };
}

/** What the type checker says of code that stands in no file, by name: one line per problem. */
export function typeProblems(
  snippets: ReadonlyMap<string, string>,
  options: ts.CompilerOptions = {},
): ReadonlyMap<string, readonly string[]> {
  const config = ts.getParsedCommandLineOfConfigFile(
    join(root, 'tsconfig.node.json'),
    {},
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: ({ messageText }) => {
        throw new Error(String(messageText));
      },
    },
  )!;
  const settings = { ...config.options, ...options };
  const host = ts.createCompilerHost(settings);
  const files = new Map([...snippets].map(([name, code]) => [resolve(root, 'test/docs', `${name}.ts`), code]));
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (file) => files.has(file) || fileExists(file);
  host.readFile = (file) => files.get(file) ?? readFile(file);
  host.getSourceFile = (file, language, ...more) => {
    const code = files.get(file);
    return code === undefined
      ? getSourceFile(file, language, ...more)
      : ts.createSourceFile(file, `${code}\nexport {};\n`, language);
  };
  const program = ts.createProgram([...files.keys()], settings, host);
  const problemsIn = (file: string): readonly string[] => {
    const source = program.getSourceFile(file)!;
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
      ({ start = 0, messageText }) =>
        `line ${source.getLineAndCharacterOfPosition(start).line + 1}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
    );
  };
  return new Map([...snippets.keys()].map((name, index) => [name, problemsIn([...files.keys()][index]!)]));
}

/** Names that code uses without declaring or importing them, as far as its text tells. */
export function namesIn(code: string): ReadonlySet<string> {
  const source = ts.createSourceFile('snippet.ts', code, ts.ScriptTarget.ES2022, true);
  const used = new Set<string>();
  const declared = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) {
      const { parent } = node;
      const isMember =
        (ts.isPropertyAccessExpression(parent) && parent.name === node) ||
        (ts.isPropertyAssignment(parent) && parent.name === node);
      const isDeclared =
        ((ts.isVariableDeclaration(parent) || ts.isParameter(parent) || ts.isBindingElement(parent)) &&
          parent.name === node) ||
        ts.isImportSpecifier(parent);
      if (isDeclared) declared.add(node.text);
      else if (!isMember) used.add(node.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return new Set([...used].filter((name) => !declared.has(name)));
}
