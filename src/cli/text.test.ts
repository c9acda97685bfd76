import { expect, test } from 'vitest';
import { formatNumber } from './format-number.js';
import { formatTable } from './format-table.js';
import { findColumn, findIdColumn, nameColumns } from './name-columns.js';
import { nearest } from './nearest.js';
import { printable } from './printable.js';

test('numbers have two decimals and no negative zero', () => {
  expect([0, -0.001, 1.005, -2.5, 12_345.678].map((value) => formatNumber(value))).toEqual([
    '0.00',
    '0.00',
    '1.00',
    '-2.50',
    '12345.68',
  ]);
  expect([0, 0.25, -0.25].map((value) => formatNumber(value, 'always'))).toEqual(['0.00', '+0.25', '-0.25']);
});

test('tables line up, also with wide characters, and end no line in a space', () => {
  const columns = [
    { heading: 'rep', align: 'left' },
    { heading: 'n', align: 'right' },
    { heading: '', align: 'left' },
  ] as const;
  expect(
    formatTable(columns, [
      ['水無瀬', '1', ''],
      ['Zoë', '100', 'x'],
    ]),
  ).toEqual(['rep       n', '水無瀬    1', 'Zoë     100  x']);
  expect(formatTable(columns, [])).toEqual([]);
});

test('text from a file cannot move the cursor', () => {
  expect(printable('a\u001b[2J\n\u202eb')).toBe('a\\u001b[2J\\u000a\\u202eb');
  expect(printable('😀'.repeat(10), 5)).toBe('😀😀😀😀…');
  expect(printable('\ud83d')).toBe('\\ud83d');
});

test('the nearest name is found where it is near', () => {
  expect(nearest('polcy', ['policy', 'leads'])).toBe('policy');
  expect(nearest('xyz', ['policy', 'leads'])).toBe(null);
});

test('columns get names that are all different', () => {
  expect(nameColumns([' E-Mail ', 'a', '', 'a', 'a_2', '__proto__', 'a'])).toEqual({
    names: ['E-Mail', 'a', 'column_3', 'a_3', 'a_2', 'column_6', 'a_4'],
    notes: ['column `a` occurs again as column 4, read as `a_3`', 'column `a` occurs again as column 7, read as `a_4`'],
  });
});

test('columns are found by name, or by all but case and spaces', () => {
  expect(findColumn('e mail', ['E-Mail', 'Name'])).toEqual({ ok: true, value: 'E-Mail' });
  expect(findColumn('mail', ['E-Mail', 'Na\nme'])).toEqual({
    ok: false,
    error: 'no column `mail`, found the columns E-Mail, Na\\u000ame',
  });
  expect(findColumn('a b', ['A B', 'a-b'])).toMatchObject({ ok: false });
  expect(findIdColumn(['Name', 'Opportunity ID', 'Lead Id'])).toBe('Lead Id');
  expect(findIdColumn(['Name'])).toBe(null);
});
