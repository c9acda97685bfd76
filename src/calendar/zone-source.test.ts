import { expect, test } from 'vitest';
import { intlZones, type ZoneSource } from './index.js';
import { offsetsOf } from './zone-source.js';

const [minute, hour] = [60_000, 3_600_000];

test('offsets of Intl, to the second, before and after the year 0', () => {
  const offset = (zone: string, ...date: Parameters<typeof Date.UTC>) => intlZones.offsetAt(zone, Date.UTC(...date));
  expect(offset('UTC', 2026, 0, 1, 1, 2, 3, 4)).toBe(0);
  expect(offset('Asia/Kathmandu', 2026, 11, 31, 23, 59, 59, 999)).toBe(345 * minute);
  expect(offset('America/St_Johns', 2026, 6, 1)).toBe(-150 * minute);
  expect(offset('America/New_York', 1880, 0, 1, 0, 0, 0, 1)).toBe(-(4 * hour + 56 * minute + 2_000));
  expect(offset('America/New_York', -20, 4, 5, 6, 7, 8, 9)).toBe(-(4 * hour + 56 * minute + 2_000));
  expect(offset('UTC', -1, 11, 31, 23, 59, 59)).toBe(0);
  expect(intlZones.offsetAt('UTC', -62_167_219_200_000 - 1)).toBe(0); // the last of 1 BC and the first of AD 1
  expect(intlZones.offsetAt('UTC', -62_135_596_800_000)).toBe(0);
  expect([intlZones.offsetAt('Mars/Olympus', 0), intlZones.offsetAt('', 0), intlZones.version]).toEqual([
    null,
    null,
    null,
  ]);
});

test('a zone of Intl is read once, and so are the steps of a zone from the caller', () => {
  const berlin = offsetsOf(intlZones, 'Europe/Berlin');
  expect(offsetsOf(intlZones, 'Europe/Paris')).not.toBe(berlin);
  expect(offsetsOf(intlZones, 'Europe/Berlin')).toBe(berlin);
  expect(offsetsOf(intlZones, 'Mars/Olympus')).toBeNull();
  const asked: number[] = [];
  const zones: ZoneSource = {
    version: null,
    offsetAt: (zone, at) => {
      asked.push(at);
      return zone !== 'Local/Ours' || at < 0 ? null : hour;
    },
  };
  const offset = offsetsOf(zones, 'Local/Ours')!;
  expect([offset(5), offset(6), offset(-5 * hour * 24 * 64)]).toEqual([hour, hour, 0]);
  expect(asked.length).toBeLessThan(60);
  expect(asked.every(Number.isSafeInteger)).toBe(true);
  expect(offsetsOf(zones, 'Local/Theirs')).toBeNull();
});
