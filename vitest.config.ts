import { defineConfig } from 'vitest/config';

/** Branches of the pure folders: the paths that a user meets once, on the worst day. */
const COVERED = ['model', 'diagnosis', 'guide', 'plan', 'session', 'bundle'];

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
      include: [`src/{${COVERED.join(',')}}/**/*.ts`],
      exclude: ['**/*.test.ts', '**/testing/**'],
      reporter: ['text-summary'],
      thresholds: Object.fromEntries(COVERED.map((folder) => [`src/${folder}/**/*.ts`, { branches: 90 }])),
    },
  },
});
