import { expect, test } from 'vitest';
import { parseArguments } from './parse-arguments.js';

const problem = (...argv: string[]): string | undefined => {
  const parsed = parseArguments(argv);
  return parsed.ok ? undefined : parsed.error.lines.join('|').replace('; see fairlead --help', '');
};

test('reads a whole command line', () => {
  const argv =
    'route --policy p.json --leads=l.csv --map email=E-Mail --map company=a=b --now 2026-03-02T09:00:00Z --out - --explain L-1';
  expect(parseArguments(argv.split(' '))).toEqual({
    ok: true,
    value: {
      type: 'route',
      policy: 'p.json',
      leads: 'l.csv',
      map: [
        ['email', 'E-Mail'],
        ['company', 'a=b'],
      ],
      accounts: null,
      now: '2026-03-02T09:00:00Z',
      zone: null,
      clock: null,
      out: '-',
      explain: 'L-1',
      state: null,
      saveState: null,
    },
  });
  expect(parseArguments(['check', '--policy', 'p.json'])).toEqual({
    ok: true,
    value: { type: 'check', policy: 'p.json' },
  });
  expect(parseArguments(['route', '--help'])).toEqual({ ok: true, value: { type: 'help' } });
  expect(parseArguments(['--version'])).toEqual({ ok: true, value: { type: 'version' } });
});

test.each([
  [[], 'expected a command, `route`, `check` or `calibrate`'],
  [['rout'], 'expected a command, `route`, `check` or `calibrate`, found `rout`'],
  [['route', 'x'], 'expected options such as `--policy`, found `x`'],
  [['route', '--leads', 'l.csv'], '`route` expects `--policy`'],
  [['route', '--policy', 'p.json'], '`route` expects `--leads`'],
  [['check'], '`check` expects `--policy`'],
  [['check', '--policy', 'p', '--leads', 'l'], '`check` takes no `--leads`'],
  [['route', '--polcy', 'p'], 'unknown option `--polcy`, did you mean `--policy`'],
  [['route', '--frobnicate'], 'unknown option `--frobnicate`'],
  [['route', '-p', 'x'], 'unknown option `-p`'],
  [['route', '--policy', '--leads', 'l'], '`--policy` expects <file>'],
  [['route', '--policy='], '`--policy` expects <file>'],
  [['route', '--policy'], '`--policy` expects <file>'],
  [['route', '--policy', 'a', '--policy', 'b'], '`--policy` is given twice'],
  [['route', '--help=yes'], '`--help` takes no value'],
  [['route', '--policy', 'p', '--leads', 'l', '--map', 'email'], '`--map` expects field=column, found `email`'],
  [
    ['route', '--policy', 'p', '--leads', 'l', '--map', 'email=a', '--map', 'email=b'],
    '`--map` names the field `email` twice',
  ],
])('says what is wrong with %j', (argv, line) => {
  expect(problem(...argv)).toBe(line);
});
