import { expect, test } from 'vitest';
import { parseTime } from './parse-time.js';

test('times of a day in minutes, up to its end', () => {
  expect(['00:00', '00:01', '09:59', '10:00', '23:59', '24:00'].map(parseTime)).toEqual([0, 1, 599, 600, 1439, 1440]);
  const wrong = [
    '24:01',
    '25:00',
    '99:59',
    '9:00',
    '09:0',
    '09:60',
    '009:00',
    '09:000',
    ' 09:00',
    '09:00 ',
    'ab:00',
    '',
  ];
  for (const text of [...wrong, '0a:00', '09:5a', '0900', '09.00', '09:00\n'])
    expect([text, parseTime(text)]).toEqual([text, null]);
});
