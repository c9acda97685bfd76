import { expect, test } from 'vitest';
import { windowIndex, windowMs } from './time-range.js';

test('a window begins at its first millisecond and ends before the next one, whatever its number', () => {
  const last = Math.floor(Number.MAX_SAFE_INTEGER / windowMs) - 1;
  for (let index = -3_000; index <= last; index += index < 20_000 ? 1 : 997)
    for (const at of [index * windowMs, index * windowMs + 1, (index + 1) * windowMs - 1])
      if (windowIndex(at) !== index) expect([at, windowIndex(at)]).toEqual([at, index]);
  expect(windowIndex(Number.MAX_SAFE_INTEGER)).toBe(Math.floor(Number.MAX_SAFE_INTEGER / windowMs));
  expect(windowIndex(Number.NaN)).toBeNaN();
});
