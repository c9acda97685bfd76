import { expect, test } from 'vitest';
import { filesUnder, readText } from '../../support/files.js';
import { scenarios } from './scenario.js';

test('each of the 31 scenarios has one test', () => {
  const files = filesUnder(['test/vectors/issue-scenarios'], '.test.ts');
  const tested = files.flatMap((file) => [...readText(file).matchAll(/^scenario\('([\w-]+)'/gm)].map(([, id]) => id!));
  expect(scenarios).toHaveLength(31);
  expect([...tested].sort()).toEqual(scenarios.map(({ id }) => id).sort());
});
