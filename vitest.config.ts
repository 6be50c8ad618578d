import { defineConfig } from 'vitest/config';

/**
 * Branches of the pure folders, in percent: the paths that a user meets once, on the worst day. The mark is 90; where a
 * folder is below it, its number is what it must not fall under until tests have earned the rest.
 */
const COVERED = { model: 90, diagnosis: 89, guide: 90, plan: 90, session: 90, bundle: 86 };

export default defineConfig({
  test: {
    testTimeout: 10_000,
    // Much of a test is waiting for silence, so two cores carry three workers.
    maxWorkers: 3,
    env: { FORCE_COLOR: '1' },
    projects: [
      {
        // Pure code, probes against real sockets, screens in a terminal in memory, scenarios of the demo.
        extends: true,
        // Files share their workers: none of them changes what another reads, and starting a worker costs a third of a second.
        test: { name: 'fast', isolate: false, include: ['src/**/*.test.{ts,tsx}', 'test/{demo,golden,support}/**/*.test.ts'] },
      },
      {
        // The built program as a user starts it, and other programs beside it.
        extends: true,
        test: {
          name: 'program',
          include: ['test/{program,no-proxy,match-error}/**/*.test.ts'],
          globalSetup: ['test/support/built-program.ts'],
        },
      },
    ],
    coverage: {
      provider: 'v8',
      include: [`src/{${Object.keys(COVERED).join(',')}}/**/*.ts`],
      exclude: ['**/*.test.ts', '**/testing/**'],
      reporter: ['text-summary'],
      thresholds: Object.fromEntries(Object.entries(COVERED).map(([folder, branches]) => [`src/${folder}/**/*.ts`, { branches }])),
    },
  },
});
