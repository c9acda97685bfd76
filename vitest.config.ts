import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const source = (room: string) => fileURLToPath(new URL(`./src/${room}`, import.meta.url));
const alias = [
  { find: /^fairlead$/, replacement: source('index.ts') },
  { find: /^fairlead\/(.*)$/, replacement: `${source('')}$1/index.ts` },
];
const project = (name: string, include: string[], more: object = {}) => ({
  resolve: { alias },
  test: { name, include, testTimeout: 120_000, setupFiles: ['./test/support/seed.ts'], ...more },
});

export default defineConfig({
  test: {
    reporters: ['default', './test/support/count-reporter.ts'],
    projects: [
      project('unit', ['src/**/*.test.ts']),
      project('laws', ['test/{property,differential,golden,vectors,conformance,docs,examples,zones}/**/*.test.ts']),
      project('package', ['test/package/**/*.test.ts']),
      project('types', [], {
        typecheck: {
          enabled: true,
          only: true,
          include: ['test/types/**/*.test-d.ts'],
          tsconfig: './test/types/tsconfig.json',
        },
      }),
    ],
  },
});
