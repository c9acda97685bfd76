import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { eventGuide } from '../../src/events/index.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Runs a day as a process of its own; throws where it exits with anything but 0. */
const runDay = (folder: string, env: { readonly [name: string]: string } = {}): string =>
  execFileSync(process.execPath, ['--import', 'tsx', join(folder, 'main.ts')], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });

const day = runDay('examples/sla-day', { TZ: 'UTC', LANG: 'C' });
const lines = day.split('\n');
const timeline = lines.filter((line) => /^\d\d:\d\d {2}\S/.test(line));

test('the totals add up', () => {
  const checks = lines.filter((line) => /^ {2}(?:ok|FAIL) /.test(line));
  expect(checks).toHaveLength(11);
  expect(checks.filter((line) => !line.startsWith('  ok'))).toEqual([]);
  for (const line of checks.filter((text) => text.includes(' = '))) {
    const [whole, ...parts] = line.split(/ = | \+ /).map((part) => Number(/\d+/.exec(part)![0]));
    expect([line, parts.reduce((sum, part) => sum + part, 0)]).toEqual([line, whole]);
  }
  expect(day.trimEnd().endsWith('everything adds up')).toBe(true);
});

test('every event has its sentence, in the order of the clock, and most kinds of event occur', () => {
  const [, events] = /(\d+) events, numbered/.exec(day)!;
  expect(timeline).toHaveLength(Number(events));
  expect(
    [...timeline].sort((a, b) => (a.slice(0, 5) < b.slice(0, 5) ? -1 : a.slice(0, 5) > b.slice(0, 5) ? 1 : 0)),
  ).toEqual(timeline);
  const told = [
    /comes in/,
    /waits in .* after hours/,
    /waits in .* for its owner/,
    /after waiting/,
    /after a breach/,
    /after a decline/,
    /after being released/,
    /by hand/,
    /is reminded/,
    /misses/,
    /goes to the manager/,
    /stand still/,
    /run again/,
    /rests on track/,
    /comes back/,
    /is offered to/,
    /by accepting it/,
    /declines the offer/,
    /run out/,
    /somebody else accepted/,
    /is rejected/,
    /converted, worth/,
  ];
  for (const pattern of told)
    expect([String(pattern), timeline.some((line) => pattern.test(line))]).toEqual([String(pattern), true]);
  expect(Object.keys(eventGuide).length).toBeGreaterThan(told.length);
});

test('the text is the same in every zone and locale', () => {
  expect(runDay('examples/sla-day', { TZ: 'Pacific/Apia', LANG: 'de_DE.UTF-8' })).toBe(day);
});

test('what is said of the day beside it is so', () => {
  const about = readFileSync(join(root, 'examples/sla-day/README.md'), 'utf8');
  expect(about).toContain('27 leads');
  expect(day).toContain(': 27 leads, 4 reps');
  for (const line of [
    '09:00  `ana`, who is owed most, gets lead `l-02`',
    '09:32  `ben` is reminded of `first_response` of lead `l-04`',
    '09:42  `ana`, the only one eligible, gets lead `l-04` in `inbound` after a breach',
    '11:20  `first_response` of lead `l-09`, with `ana`, goes to the manager',
    '10:57  the clocks of lead `l-10` stand still',
    '12:10  lead `l-15` waits in `inbound` for its owner `ana`',
    '16:00  everybody in `enterprise` was asked 2 times and nobody took lead `l-22`',
    '15:05  lead `l-07` comes back and falls under rule `everyone-else`',
  ]) {
    expect([line, timeline.some((told) => told.startsWith(line))]).toEqual([line, true]);
  }
});

test('a day that does not add up exits with 1', () => {
  const folder = mkdtempSync(join(tmpdir(), 'fairlead-day-'));
  const home = (text: string): string =>
    text
      .replaceAll(/'fairlead(?:\/(\w+))?'/g, (_, room) => `'${join(root, 'src', room ?? '', 'index.ts')}'`)
      .replaceAll("'../../src/", `'${root}src/`);
  try {
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
    for (const file of ['main.ts', 'day.ts', 'policy.json']) {
      const text = readFileSync(join(root, 'examples/sla-day', file), 'utf8');
      const wrong = text.replace('inStatus(status)]', "inStatus(status) + (status === 'held' ? 1 : 0)]");
      expect(wrong === text).toBe(file !== 'main.ts');
      writeFileSync(join(folder, file), home(wrong));
    }
    const { status, stdout } = spawnSync(process.execPath, ['--import', 'tsx', join(folder, 'main.ts')], {
      cwd: root,
      encoding: 'utf8',
    });
    expect(stdout).toContain('FAIL 27 leads');
    expect(status).toBe(1);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
