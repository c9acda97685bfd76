// Every TypeScript block of the documentation compiles, runs, and comes to what it says.
import { describe, expect, test } from 'vitest';
import { filesUnder } from '../support/files.js';
import { blocksOf, runSnippet, typeProblems, withChecks } from '../support/snippets.js';

const blocks = filesUnder(['README.md', 'docs', 'examples'], '.md').flatMap(blocksOf);
const named = new Map(blocks.map(({ code }, index) => [`snippet-${index}`, code]));

test('there are blocks to check, and claims in them', () => {
  expect(blocks.some(({ place }) => place.startsWith('README.md'))).toBe(true);
  expect(blocks.reduce((sum, { code }) => sum + withChecks(code).claims, 0)).toBeGreaterThan(5);
});

test('all of them are well typed', () => {
  const problems = [...typeProblems(named).values()].flatMap((found, index) =>
    found.map((problem) => `${blocks[index]!.place}: ${problem}`),
  );
  expect(problems).toEqual([]);
});

const rows = blocks.filter(({ run }) => run).map(({ place, code }) => [place, code] as const);

test.each(rows)('%s does what it says', async (_, code) => {
  const { reached, claims } = await runSnippet(code);
  expect(reached).toBe(claims);
});

describe('a block that is wrong', () => {
  const checked = (code: string) => runSnippet(code);

  test('fails by type', () => {
    const found = typeProblems(new Map([['wrong', "import { isOpen } from 'fairlead';\nisOpen({}, 0);"]]));
    expect(found.get('wrong')).toHaveLength(1);
  });

  test('fails by value', async () => {
    await expect(checked('1 + 1; //=> 3')).rejects.toThrow('expected 2 to deeply equal 3');
    await expect(checked('const two = 2; //=> 3')).rejects.toThrow('expected 2 to deeply equal 3');
    await expect(checked('[1, 2]\n//=> [1, 3]')).rejects.toThrow();
    await expect(checked('({ a: 1, b: 2 }); //=> { a: 2, … }')).rejects.toThrow();
    await expect(checked('[1, 2, 3]; //=> [2, … ]')).rejects.toThrow();
    await expect(checked('({ a: 1, b: 2 }); //=> { a: 1 }')).rejects.toThrow();
    await expect(checked('({ a: [1, 2] }); //=> { a: [1] }')).rejects.toThrow();
    await expect(checked('({ a: [1] }); //=> { a: [1, 2, …] }')).rejects.toThrow();
    await expect(checked('1; //=> one')).rejects.toThrow();
    await expect(checked('1; //=> one or two')).rejects.toThrow('expected a value');
  });

  test('and one that is right passes, with the rest left out, and over several lines', async () => {
    const right = [
      '({ a: 1, b: 2 }); //=> { a: 1, … }',
      '[1, { x: [2, 3], y: 4 }, 3];',
      '//=> [1, { x: [2, …], … },',
      '//     … ]',
      'const two = 1 + 1; //=> 2',
      'if (two === 2) two * 2; //=> 4',
      'if (two === 3) two * 2; //=> 6',
    ].join('\n');
    expect(await checked(right)).toEqual({ reached: 4, claims: 5 });
  });
});
