// docs/reason-codes.md, made from the table of codes in src/core/reason.ts and the texts in src/explain/messages.ts.
import ts from 'typescript';
import type { ReasonCode } from '../../src/core/reason.js';
import { counted, messages } from '../../src/explain/messages.js';
import { readText } from './files.js';

interface Param {
  readonly name: string;
  readonly type: string;
}
export interface ReasonRow {
  readonly code: ReasonCode;
  /** The comment above the code in the table. */
  readonly about: string;
  readonly params: readonly Param[];
}

/** The rows of the table `ReasonParams`, in its order. */
export function reasonRows(): readonly ReasonRow[] {
  const file = 'src/core/reason.ts';
  const source = ts.createSourceFile(file, readText(file), ts.ScriptTarget.ES2022, true);
  const table = source.statements.find(
    (node): node is ts.InterfaceDeclaration => ts.isInterfaceDeclaration(node) && node.name.text === 'ReasonParams',
  )!;
  return table.members.map((member) => {
    const { name, type } = member as ts.PropertySignature;
    const comment = ts.getJSDocCommentsAndTags(member)[0] as ts.JSDoc | undefined;
    const params = type !== undefined && ts.isTypeLiteralNode(type) ? type.members : [];
    return {
      code: (name as ts.StringLiteral).text as ReasonCode,
      about: String(comment?.comment ?? ''),
      params: [...params].map((param) => ({
        name: (param.name as ts.Identifier).text,
        type: (param as ts.PropertySignature).type!.getText(),
      })),
    };
  });
}

/** Parameters whose name would read badly in a sample text. */
const samples: { readonly [name: string]: unknown } = {
  expected: 'an e-mail address',
  field: 'email',
  per: 'day',
  requirement: 'language de',
  skill: 'closing',
  has: 1,
  message: 'not today',
  type: 'accept',
  because: 'the lead is closed',
};

/** A value of a parameter, for the sample text: otherwise its own name, a number, an instant. */
const sampleOf = ({ name, type }: Param): unknown =>
  samples[name] ?? (type.startsWith('EpochMs') ? Date.UTC(2026, 2, 2, 9) : type === 'number' ? 3 : name);

const types: { readonly [type: string]: string } = {
  EpochMs: 'instant',
  'EpochMs | null': 'instant or `null`',
  string: 'text',
  number: 'number',
};
const typeName = (type: string): string => types[type] ?? `\`${type}\``;

function lineOf({ code, about, params }: ReasonRow): string {
  const sample = Object.fromEntries(params.map((param) => [param.name, sampleOf(param)]));
  const text = (messages[code] as (of: object) => string)(sample);
  const listed = params.map(({ name, type }) => `\`${name}\` ${typeName(type)}`).join(', ');
  return `| \`${code}\` | ${about} | ${listed === '' ? '–' : listed} | ${text} | 3 ${counted[code]} |`;
}

/** The whole page. */
export const reasonCodesPage = (): string =>
  [
    '# Reason codes',
    '',
    'Why something is so, as data: a `code`, and that code’s own parameters. Instants are UTC epoch milliseconds. Texts are made',
    'last, by `explain`; store and compare the code, not the text. Codes are added, never renamed.',
    '',
    '`lead.*` says why a lead was disposed of, `match.*` why a rep cannot take it (the verdict says whether for now or for good),',
    '`input.*` why nothing came of an input, `clock.*` how an instant was read, `rule.*` what threw and was skipped.',
    '',
    '| code | when | parameters | text | as a count |',
    '|---|---|---|---|---|',
    ...reasonRows().map(lineOf),
    '',
    'Made by `npm run docs:reasons` from `src/core/reason.ts` and `src/explain/messages.ts`.',
    '',
  ].join('\n');
