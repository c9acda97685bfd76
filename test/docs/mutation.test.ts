// Reasons for mutants that survive are well formed (whether they still hold, a mutation run says), and the pages of rooms have none without a reason.
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { type Listed, readPage } from '../mutation/read-page.js';
import { explainSurvivors, type Reason, readReasons } from '../mutation/reasons.js';
import { mutatedRooms } from '../mutation/rooms.js';
import { figuresOf, onlyKilled, type Report, scoreOf, survivorsOf } from '../mutation/survivors.js';
import { filesUnder, readText, root } from '../support/files.js';

test('every reason names a room, a file and changed lines', () => {
  for (const file of filesUnder(['test/mutation/survivors'], '.json')) {
    expect(Object.keys(mutatedRooms)).toContain(basename(file, '.json'));
    for (const { file: source, reason, mutants } of JSON.parse(readText(file)) as readonly Reason[]) {
      expect(reason.length).toBeGreaterThan(10);
      expect(existsSync(join(root, source))).toBe(true);
      for (const [from, to] of mutants) expect(to).not.toBe(from);
    }
  }
});

/** How many survivors there are of each file by each reason, in one order. */
const told = (rows: readonly Listed[]): readonly string[] => {
  const counts = new Map<string, number>();
  for (const { file, reason, count } of rows) {
    const key = `${file}: ${reason ?? 'no reason'}`;
    counts.set(key, (counts.get(key) ?? 0) + count);
  }
  return [...counts].map(([key, count]) => `${key} (${count})`).sort();
};

test.each(filesUnder(['docs/mutation'], '.md').filter((page) => !page.endsWith('README.md')))(
  '%s says why each survivor of its table survived, in the words of the data, and nothing else',
  (file) => {
    const room = basename(file, '.md');
    const page = readPage(readText(file));
    expect(page.strange).toEqual([]);
    const reasons = readReasons(join(root, 'test/mutation/survivors'), room).map(
      ({ file: source, reason, mutants }): Listed => ({
        file: source.replace(`src/${room}/`, ''),
        reason,
        count: mutants.length,
      }),
    );
    expect(told(page.listed)).toEqual(told(reasons));
    const listed = (name: string): number =>
      page.listed.reduce((sum, one) => sum + (one.file === name ? one.count : 0), 0);
    expect([...page.survived].map(([name]) => [name, listed(name)])).toEqual([...page.survived]);
    expect(told(page.listed.filter((one) => !page.survived.has(one.file)))).toEqual([]);
    const score = Number(/\*\*all\*\* .* ([\d.]+) % \|/.exec(readText(file))?.[1]);
    expect(score).toBeGreaterThanOrEqual(90);
  },
);

test('a page with a survivor that nobody explained, or with more than the command writes, is noticed', () => {
  const lines = (...more: readonly string[]) =>
    readPage(['| a.ts | 9 | 7 | 0 | 2 | 77.8 % |', '| **all** | 9 | 7 | 0 | 2 | 77.8 % |', '', ...more].join('\n'));
  const item = '- src/x/a.ts: 3 `a; b` → ``  `a` ``; 4 `\'→\'` → `""`.';
  expect(lines(item, '  **It is so.**')).toEqual({
    survived: new Map([['a.ts', 2]]),
    listed: [{ file: 'a.ts', reason: 'It is so.', count: 2 }],
    strange: [],
  });
  expect(lines(item).listed).toEqual([{ file: 'a.ts', reason: null, count: 2 }]);
  expect(lines('## Still open', '- a.ts: 3 `a` → `b`.').strange).toEqual(['## Still open', '- a.ts: 3 `a` → `b`.']);
});

test('a report is counted and explained mutant by mutant', () => {
  const at = (line: number, from: number, to: number) => ({
    start: { line, column: from },
    end: { line, column: to },
  });
  const report: Report = {
    files: {
      'src/a.ts': {
        source: 'if (a < b) go();\nif (a < b) go();\n',
        mutants: [
          { status: 'Survived', replacement: 'a <= b', location: at(2, 5, 10) },
          { status: 'NoCoverage', replacement: 'a <= b', location: at(1, 5, 10) },
          { status: 'Killed', replacement: 'true', location: at(1, 5, 10) },
          { status: 'Timeout', replacement: 'false', location: at(1, 5, 10) },
          { status: 'RuntimeError', replacement: '', location: at(1, 5, 10) },
        ],
      },
      'src/none.ts': { source: '', mutants: [] },
    },
  };
  const figures = figuresOf(report);
  expect(figures).toEqual([{ file: 'src/a.ts', killed: 1, timedOut: 1, survived: 2 }]);
  expect(scoreOf(figures[0]!)).toBe(50);
  const survivors = survivorsOf(report);
  expect(survivors.map(({ line, piece, to }) => [line, piece, to])).toEqual([
    [1, 'a < b', 'if (a <= b) go();'],
    [2, 'a < b', 'if (a <= b) go();'],
  ]);
  expect(onlyKilled(report).files['src/a.ts']!.mutants.map(({ status }) => status)).toEqual(['Killed']);
  const mutant = ['if (a < b) go();', 'if (a <= b) go();'] as const;
  const once = { file: 'src/a.ts', reason: 'equal', mutants: [mutant] };
  expect(explainSurvivors(survivors, [once]).unexplained).toEqual([survivors[1]]);
  const thrice = { ...once, mutants: [mutant, mutant, mutant] };
  const { unexplained, stale, explained } = explainSurvivors(survivors, [thrice]);
  expect([unexplained.length, stale.length, explained.length]).toEqual([0, 1, 2]);
});
