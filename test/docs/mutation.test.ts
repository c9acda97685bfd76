// Reasons for mutants that survive are well formed (whether they still hold, a mutation run says), and the pages of rooms have none without a reason.
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { explainSurvivors, type Reason } from '../mutation/reasons.js';
import { mutatedRooms } from '../mutation/rooms.js';
import { figuresOf, type Report, scoreOf, survivorsOf } from '../mutation/survivors.js';
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

test('pages of rooms leave nothing unexplained, and stand for 90 % and more', () => {
  for (const file of filesUnder(['docs/mutation'], '.md').filter((page) => !page.endsWith('README.md'))) {
    const page = readText(file);
    expect([file, page.includes('**Unexplained.**')]).toEqual([file, false]);
    const score = Number(/\*\*all\*\* .* ([\d.]+) % \|/.exec(page)?.[1]);
    expect([file, score >= 90]).toEqual([file, true]);
  }
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
  const mutant = ['if (a < b) go();', 'if (a <= b) go();'] as const;
  const once = { file: 'src/a.ts', reason: 'equal', mutants: [mutant] };
  expect(explainSurvivors(survivors, [once]).unexplained).toEqual([survivors[1]]);
  const thrice = { ...once, mutants: [mutant, mutant, mutant] };
  const { unexplained, stale, explained } = explainSurvivors(survivors, [thrice]);
  expect([unexplained.length, stale.length, explained.length]).toEqual([0, 1, 2]);
});
