// Every `@example` of the sources compiles, runs, and comes to what it says. Names that an example does not declare are
// imported for it: what the library exports anywhere, and the fixtures of test/support/example-fixtures.ts.
import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { filesUnder, readText, root } from '../support/files.js';
import { examplesOf, namesIn, runSnippet, typeProblems, withChecks } from '../support/snippets.js';

const sources = filesUnder(['src'], '.ts').filter((file) => !file.endsWith('.test.ts') && !file.includes('/data/'));
const examples = sources.flatMap((file) => examplesOf(file).map((example) => ({ ...example, file })));

const fixtures = 'test/support/example-fixtures.ts';

interface Exported {
  readonly name: string;
  readonly file: string;
  /** An interface or a type: nothing at run time. */
  readonly isType: boolean;
}

/** What a file exports by declaring it. */
function exportsOf(file: string): readonly Exported[] {
  const source = ts.createSourceFile(file, readText(file), ts.ScriptTarget.ES2022, true);
  return source.statements.flatMap((node) => {
    const modifiers = ts.canHaveModifiers(node) ? (ts.getModifiers(node) ?? []) : [];
    if (!modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) return [];
    const isType = ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node);
    const names = ts.isVariableStatement(node)
      ? node.declarationList.declarations.map(({ name }) => name.getText())
      : [(node as ts.DeclarationStatement).name?.text ?? ''];
    return names.map((name) => ({ name, file, isType }));
  });
}

const home = new Map<string, Exported>();
for (const file of [...sources.filter((path) => !path.endsWith('/index.ts')), fixtures]) {
  for (const row of exportsOf(file)) if (!home.has(row.name) || file === fixtures) home.set(row.name, row);
}

/** What an example leaves out: an import, or a stand-in for a name that belongs to the reader's test runner. */
const importOf = (name: string, file: string, isType: boolean): string =>
  `import ${isType ? 'type ' : ''}{ ${name} } from '${file}';`;

const zod = join(root, 'node_modules/zod/index.js');

/** Imports for what an example uses: from its own file first. */
function importsFor(code: string, file: string): string {
  const own = new Map(exportsOf(file).map((row) => [row.name, row]));
  const lines = [...namesIn(withChecks(code).code)].flatMap((name) => {
    if (name === 'test') return ['const test = (_name: string, _run: () => unknown): void => {};'];
    if (name === 'z') return [importOf('z', zod, false)];
    const row = own.get(name) ?? home.get(name);
    return row === undefined ? [] : [importOf(name, join(root, row.file), row.isType)];
  });
  return lines.join('\n');
}

const withImports = examples.map(({ place, code, file }) => ({ place, code, imports: importsFor(code, file) }));

test('there are examples to check', () => {
  expect(examples.length).toBeGreaterThan(50);
});

test('all of them are well typed', () => {
  const forTypes = (text: string): string => text.replaceAll(/(from '[^']*)\.ts'/g, "$1.js'").replaceAll(zod, 'zod');
  const named = new Map(
    withImports.map(({ code, imports }, index) => [`example-${index}`, `${forTypes(imports)}\n${code}`]),
  );
  // a parameter in an example may leave its type to the reader
  const problems = [...typeProblems(named, { noImplicitAny: false }).values()].flatMap((found, index) =>
    found.map((problem) => `${withImports[index]!.place}: ${problem}`),
  );
  expect(problems).toEqual([]);
});

test.each(withImports.map(({ place, code, imports }) => [place, code, imports] as const))(
  '%s does what it says',
  async (_, code, imports) => {
    const values = imports.replaceAll(
      /^import \{ (\w+) \} from '([^']*)';$/gm,
      "import * as from_$1 from '$2';\nconst { $1 } = from_$1;",
    );
    const { reached, claims } = await runSnippet(code, values);
    expect(reached).toBe(claims);
  },
);
