import { parseArgs } from 'node:util';
import { err, ok, type Result } from '../core/result.js';
import { exitCodes, type Failure, failure } from './exit-codes.js';
import { nearest } from './nearest.js';
import { type OptionRow, optionRows } from './options.js';
import { printable } from './printable.js';

export interface RouteArguments {
  readonly policy: string;
  readonly leads: string;
  /** Column per lead field, in the order given. */
  readonly map: readonly (readonly [field: string, column: string])[];
  readonly accounts: string | null;
  readonly now: string | null;
  readonly zone: string | null;
  readonly clock: string | null;
  readonly out: string | null;
  readonly explain: string | null;
  readonly state: string | null;
  readonly saveState: string | null;
}

export interface CalibrateArguments {
  readonly policy: string | null;
  readonly outcomes: string;
  readonly map: RouteArguments['map'];
  /** Column and value. */
  readonly won: readonly [column: string, value: string];
  readonly lost: readonly [column: string, value: string] | null;
  readonly join: readonly string[];
  readonly ignore: readonly string[];
  readonly model: 'naive_bayes' | 'logistic';
  readonly seed: string;
  readonly out: string | null;
}

export type Command =
  | { readonly type: 'help' }
  | { readonly type: 'version' }
  | { readonly type: 'check'; readonly policy: string }
  | ({ readonly type: 'calibrate' } & CalibrateArguments)
  | ({ readonly type: 'route' } & RouteArguments);

const usage = (line: string): { readonly ok: false; readonly error: Failure } =>
  err(failure(exitCodes.usage, `${line}; see fairlead --help`));

const named = (name: string): OptionRow | undefined => optionRows.find((row) => row.name === name);

type Given = ReadonlyMap<string, readonly string[]>;

interface OptionToken {
  readonly name: string;
  readonly rawName: string;
  readonly value: string | undefined;
  readonly inlineValue: boolean | undefined;
}

/** The row of the table that an option on the command line means, or what is wrong with the option. */
function checkOption(token: OptionToken): Result<OptionRow, string> {
  const row = token.rawName.startsWith('--') ? named(token.name) : undefined;
  if (row === undefined) {
    const names = optionRows.map((option) => option.name);
    const close = nearest(token.name, names);
    const hint = close === null ? '' : `, did you mean \`--${close}\``;
    return err(`unknown option \`${printable(token.rawName)}\`${hint}`);
  }
  const { value } = token;
  if (row.value === undefined) return value === undefined ? ok(row) : err(`\`--${row.name}\` takes no value`);
  // parseArgs takes whatever follows as the value, also where that is the next option
  const isMissing = value === undefined || value === '' || (token.inlineValue !== true && /^--?[a-z]/.test(value));
  return isMissing ? err(`\`--${row.name}\` expects <${row.value}>`) : ok(row);
}

const parseConfig = Object.fromEntries(
  optionRows.map((row) => [row.name, { type: row.value === undefined ? ('boolean' as const) : ('string' as const) }]),
);

/** What the tokens of the command line say, each option checked against the table. */
function readTokens(argv: readonly string[]): Result<{ given: Given; positionals: readonly string[] }, string> {
  const settings = { strict: false, allowPositionals: true, tokens: true, options: parseConfig } as const;
  const { tokens } = parseArgs({ args: [...argv], ...settings });
  const given = new Map<string, string[]>();
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind !== 'option') continue;
    const row = checkOption(token);
    if (!row.ok) return row;
    const { name, multiple } = row.value;
    const earlier = given.get(name) ?? [];
    if (earlier.length > 0 && multiple !== true) return err(`\`--${name}\` is given twice`);
    given.set(name, [...earlier, token.value ?? '']);
  }
  return ok({ given, positionals });
}

function readMap(texts: readonly string[]): Result<RouteArguments['map'], string> {
  const pairs: (readonly [string, string])[] = [];
  for (const text of texts) {
    const at = text.indexOf('=');
    const field = text.slice(0, Math.max(at, 0)).trim();
    const column = text.slice(at + 1).trim();
    if (field === '' || column === '') return err(`\`--map\` expects field=column, found \`${printable(text)}\``);
    if (pairs.some(([earlier]) => earlier === field))
      return err(`\`--map\` names the field \`${printable(field)}\` twice`);
    pairs.push([field, column]);
  }
  return ok(pairs);
}

function routeCommand(given: Given): Result<Command, string> {
  const one = (name: string): string | null => given.get(name)?.[0] ?? null;
  const policy = one('policy');
  const leads = one('leads');
  if (policy === null) return err('`route` expects `--policy`');
  if (leads === null) return err('`route` expects `--leads`');
  const map = readMap(given.get('map') ?? []);
  if (!map.ok) return map;
  const rest = { accounts: one('accounts'), now: one('now'), zone: one('zone'), clock: one('clock'), out: one('out') };
  const state = { explain: one('explain'), state: one('state'), saveState: one('save-state') };
  return ok({ type: 'route', policy, leads, map: map.value, ...rest, ...state });
}

/** `column=value`; null where the text is not of that form. */
function readPair(text: string): readonly [string, string] | null {
  const at = text.indexOf('=');
  const column = text.slice(0, Math.max(at, 0)).trim();
  return column === '' ? null : [column, text.slice(at + 1).trim()];
}

function calibrateCommand(given: Given): Result<Command, string> {
  const one = (name: string): string | null => given.get(name)?.[0] ?? null;
  const outcomes = one('outcomes');
  if (outcomes === null) return err('`calibrate` expects `--outcomes`');
  const pairs = (['won', 'lost'] as const).map((name) => [name, one(name)] as const);
  for (const [name, text] of pairs)
    if (text !== null && readPair(text) === null)
      return err(`\`--${name}\` expects column=value, found \`${printable(text)}\``);
  const [won, lost] = pairs.map(([, text]) => (text === null ? null : readPair(text)));
  if (won == null) return err('`calibrate` expects `--won`');
  const model = (one('model') ?? 'naive_bayes').replace('-', '_');
  if (model !== 'naive_bayes' && model !== 'logistic')
    return err(`\`--model\` expects naive_bayes or logistic, found \`${printable(model)}\``);
  const map = readMap(given.get('map') ?? []);
  if (!map.ok) return map;
  const lists = { map: map.value, join: given.get('join') ?? [], ignore: given.get('ignore') ?? [] };
  const rest = { policy: one('policy'), seed: one('seed') ?? '', out: one('out') };
  return ok({ type: 'calibrate', outcomes, won, lost: lost ?? null, model, ...lists, ...rest });
}

const commands: readonly string[] = ['route', 'check', 'calibrate'];
const commandNames = 'expected a command, `route`, `check` or `calibrate`';

/** The command line as data, or one line that says what is wrong with it. */
export function parseArguments(argv: readonly string[]): Result<Command, Failure> {
  const read = readTokens(argv);
  if (!read.ok) return usage(read.error);
  const { given, positionals } = read.value;
  if (given.has('help')) return ok({ type: 'help' });
  if (given.has('version')) return ok({ type: 'version' });
  const [command, extra] = positionals;
  if (command === undefined) return usage(commandNames);
  if (!commands.includes(command)) return usage(`${commandNames}, found \`${printable(command)}\``);
  if (extra !== undefined) return usage(`expected options such as \`--policy\`, found \`${printable(extra)}\``);
  const alien = [...given.keys()].find((name) => named(name)?.commands.some((known) => known === command) !== true);
  if (alien !== undefined) return usage(`\`${command}\` takes no \`--${alien}\``);
  if (command === 'check') {
    const policy = given.get('policy')?.[0];
    return policy === undefined ? usage('`check` expects `--policy`') : ok({ type: 'check', policy });
  }
  const parsed = command === 'route' ? routeCommand(given) : calibrateCommand(given);
  return parsed.ok ? parsed : usage(parsed.error);
}
