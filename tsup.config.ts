import { defineConfig } from 'tsup';

const shared = {
  target: 'node20',
  treeshake: true,
  splitting: true,
  dts: { compilerOptions: { ignoreDeprecations: '6.0' } },
} as const;

export default defineConfig([
  {
    ...shared,
    entry: {
      index: 'src/index.ts',
      normalize: 'src/normalize/index.ts',
      'normalize/world': 'src/normalize/world/index.ts',
      'normalize/phone': 'src/normalize/phone/index.ts',
      'normalize/domains': 'src/normalize/domains/index.ts',
      account: 'src/account/index.ts',
      calibrate: 'src/calibrate/index.ts',
      schema: 'src/schema/index.ts',
      runtime: 'src/runtime/index.ts',
      events: 'src/events/index.ts',
      metrics: 'src/metrics/index.ts',
      testing: 'src/testing/index.ts',
    },
    format: ['esm', 'cjs'],
    external: ['zod', 'fast-check', 'libphonenumber-js', 'tldts'],
    clean: true,
  },
  {
    ...shared,
    dts: false,
    splitting: false,
    entry: { cli: 'src/cli/main.ts' },
    format: ['esm'],
    platform: 'node',
    // the command carries its CSV reader and its local-time reader, so that installing the library installs nothing else
    noExternal: [/csv-parse/, /date-fns-tz/],
    banner: { js: '#!/usr/bin/env node' },
  },
]);
