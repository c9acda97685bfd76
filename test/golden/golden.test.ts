// Frozen decisions. Each file of behavior-1/ is a policy and what happens under it, with what came of it when the file
// was added. Files are added, never changed: `FAIRLEAD_GOLDEN=add npx vitest run --project laws test/golden` fills in
// `expected` where a file has none and notes the file's digest; it touches no other file.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { type Golden, replay } from './replay.js';

const folder = fileURLToPath(new URL('./behavior-1/', import.meta.url));
const digestsFile = `${folder}digests.json`;
const read = (file: string): string => readFileSync(`${folder}${file}`, 'utf8');
const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');
const files = readdirSync(folder)
  .filter((file) => file.endsWith('.json') && file !== 'digests.json')
  .sort();
const digests = JSON.parse(readFileSync(digestsFile, 'utf8')) as { [file: string]: string };

/** Adds what is missing, and nothing else. */
function addMissing(): void {
  for (const file of files) {
    const golden = JSON.parse(read(file)) as Golden;
    if (golden.expected !== undefined || digests[file] !== undefined) continue;
    const text = `${JSON.stringify({ ...golden, expected: replay(golden) }, null, 1)}\n`;
    writeFileSync(`${folder}${file}`, text);
    digests[file] = digestOf(text);
  }
  const rows = Object.entries(digests).sort(([a], [b]) => (a < b ? -1 : 1));
  writeFileSync(digestsFile, `${JSON.stringify(Object.fromEntries(rows), null, 1)}\n`);
}
if (process.env['FAIRLEAD_GOLDEN'] === 'add') addMissing();

test('there are golden files, and every one that was added is there still, unchanged', () => {
  expect(files.length).toBeGreaterThanOrEqual(6);
  expect(files).toEqual(Object.keys(digests).sort());
  for (const file of files) expect([file, digestOf(read(file))]).toEqual([file, digests[file]]);
});

test.each(files)('%s means what it meant', (file) => {
  const golden = JSON.parse(read(file)) as Golden;
  expect(golden.policy.behavior).toBe(1);
  expect(golden.expected).toBeDefined();
  expect(replay(golden)).toEqual(golden.expected);
});
