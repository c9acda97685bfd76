import type { Row } from './part.js';

export interface Machine {
  readonly node: string;
  readonly cpu: string;
  readonly cores: number;
  /** Of the last minute, when the bench began and ended: more than the cores means that times are too long. */
  readonly load: readonly [begin: number, end: number];
  readonly date: string;
  readonly commit: string;
  readonly pace: 'quick' | 'full';
}

/** Nanoseconds in a unit that people can read. */
export const time = (ns: number): string =>
  ns < 1_000
    ? `${ns.toFixed(ns < 100 ? 1 : 0)} ns`
    : ns < 1e6
      ? `${(ns / 1e3).toFixed(ns < 1e5 ? 1 : 0)} µs`
      : `${(ns / 1e6).toFixed(1)} ms`;

const amount = (value: number): string =>
  value < 10 ? value.toFixed(2) : value < 100 ? value.toFixed(1) : Math.round(value).toLocaleString('en-US');

export const bytes = (value: number): string =>
  value < 1_000
    ? `${Math.round(value)} B`
    : value < 1e6
      ? `${(value / 1e3).toFixed(1)} kB`
      : `${(value / 1e6).toFixed(1)} MB`;

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

const keyOf = ({ workload, size, contender }: Row): string => `${workload}\n${size}\n${contender}`;

function contenderRows(rows: readonly Row[], memory: ReadonlyMap<string, number>): readonly (readonly string[])[] {
  return rows.map((row) => {
    const left = memory.get(keyOf(row));
    const room = left === undefined ? '' : bytes(left);
    if (row.skipped !== undefined) return [row.contender, '', '', row.skipped, ''];
    const ratio = `${amount(row.ratio!)} (${amount(row.ratioMin!)}–${amount(row.ratioMax!)})`;
    return [row.contender, time(row.otherNs!), time(row.ownNs!), ratio, room];
  });
}

const groupBy = <T>(list: readonly T[], keyOfOne: (one: T) => string): ReadonlyMap<string, readonly T[]> => {
  const groups = new Map<string, T[]>();
  for (const one of list) {
    const key = keyOfOne(one);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return groups;
};

const head = ['against', 'its time', 'ours', 'its time ÷ ours (least–most)', 'bytes it leaves'];

/** All tables, as Markdown. */
export function report(machine: Machine, rows: readonly Row[]): string {
  const memory = new Map(rows.filter((row) => row.bytes !== undefined).map((row) => [keyOf(row), row.bytes!]));
  const own = rows.filter((row) => row.contender === 'fairlead' && row.bytes !== undefined);
  const timed = rows.filter((row) => row.ratio !== undefined || row.skipped !== undefined);
  const text = [
    '# Bench',
    '',
    `node ${machine.node}, ${machine.cores} cores of ${machine.cpu}, ${machine.date}, commit ${machine.commit}, ${machine.pace} run, ` +
      `load ${machine.load.map((one) => one.toFixed(1)).join(' to ')}.`,
    '',
    'Written by `npm run bench`. Every answer is checked against a slow oracle before anything is timed. Both sides then run in one',
    'process in alternating slices; times are medians of rounds, ratios medians of the rounds with the least and the most.',
    'A ratio below 1 means that the other is faster. Each contender has its own pairing, so `ours` differs from row to row.',
  ];
  for (const [key, group] of groupBy(timed, ({ part, workload, size }) => `${part}: ${workload}, ${size}`))
    text.push('', `## ${key}`, '', table(head, contenderRows(group, memory)));
  const figures = rows.filter((row) => row.figures !== undefined);
  for (const [part, group] of groupBy(figures, (row) => row.part)) {
    const names = Object.keys(group[0]!.figures!);
    const cells = group.map((row) => [row.size, ...names.map((name) => amount(row.figures![name]!))]);
    text.push('', `## ${part}`, '', table(['size', ...names], cells));
  }
  if (own.length > 0) {
    const cells = own.map((row) => [`${row.part}: ${row.workload}`, row.size, bytes(row.bytes!)]);
    text.push('', '## bytes that a call of ours leaves', '', table(['call', 'size', 'bytes'], cells));
  }
  return `${text.join('\n')}\n`;
}
