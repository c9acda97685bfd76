// What the library comes to does not depend on the zone of the machine that it runs on.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const run = promisify(execFile);
const script = fileURLToPath(new URL('./print-digest.ts', import.meta.url));

interface Printed {
  readonly hostOffsets: readonly number[];
  readonly [part: string]: unknown;
}

async function digestUnder(zone: string): Promise<Printed> {
  const { stdout } = await run(process.execPath, ['--import', 'tsx', script], { env: { ...process.env, TZ: zone } });
  return JSON.parse(stdout) as Printed;
}

test('calendars, decisions, texts and clean leads are the same on hosts of four zones', async () => {
  const zones = ['UTC', 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Apia'];
  const printed: Printed[] = [];
  for (const zone of zones) printed.push(await digestUnder(zone));
  // the hosts did differ
  expect(new Set(printed.map(({ hostOffsets }) => hostOffsets.join())).size).toBe(zones.length);
  const { hostOffsets: _, ...expected } = printed[0]!;
  for (const { hostOffsets: __, ...found } of printed) expect(found).toEqual(expected);
});
