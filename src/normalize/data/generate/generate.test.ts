import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { generatedTables } from './index.js';

test.each(Object.entries(generatedTables))('%s is what the pinned packages give', (file, table) => {
  expect(table()).toBe(readFileSync(new URL(`../${file}`, import.meta.url), 'utf8'));
});
