import { defineConfig } from 'vitest/config';

/**
 * Branches of the pure folders, in percent: the paths that a user meets once, on the worst day. The mark is 90; where
 * files are below it, their number is what they must not fall under until tests have earned the rest.
 */
const COVERED: Readonly<Record<string, number>> = {
  'model/**/*.ts': 90,
  'knowledge/**/*.ts': 90,
  // Each half of the causes by itself: machine, names, path, answers and gateway; AWS, images and SSH.
  'diagnosis/rules/[1-5]*.ts': 90,
  'diagnosis/rules/[6-8]*.ts': 90,
  'diagnosis/**/*.ts': 90,
  'guide/**/*.ts': 90,
  'plan/**/*.ts': 90,
  'session/**/*.ts': 90,
  'bundle/**/*.ts': 90,
  'fleet/**/*.ts': 90,
};

/** Tests of one folder that start many other programs, ssh and sshd say, and wait for them. */
const REAL_PROGRAMS = 'src/**/*.real.test.ts';

export default defineConfig({
  test: {
    // What takes long is found by budgets; these only end what hangs, on a machine that others use as well.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 30_000 } },
    // Much of a test is waiting for silence, so two cores carry three workers.
    maxWorkers: 3,
    env: { FORCE_COLOR: '1' },
    globalSetup: ['test/support/environment.ts'],
    projects: [
      {
        // Pure code, probes against real sockets, screens in a terminal in memory, recorded sessions.
        extends: true,
        // Files share their workers: none of them changes what another reads, and starting a worker costs a third of a second.
        test: {
          name: 'fast',
          isolate: false,
          include: ['src/**/*.test.{ts,tsx}', 'test/{golden,support,lab,commands,proxy-scripts}/**/*.test.ts'],
          exclude: ['**/node_modules/**', REAL_PROGRAMS],
        },
      },
      {
        // The built program as a user starts it, other programs beside it, and every scenario of the demo from one end to the other.
        extends: true,
        test: {
          name: 'program',
          include: ['test/{program,demo,no-proxy,match-error,by-hand,certificates,failure-kinds,answers}/**/*.test.ts', REAL_PROGRAMS],
          globalSetup: ['test/support/built-program.ts'],
          // These wait for whole programs, and on a machine that others use as well one of them may come late. What fails twice has failed.
          retry: process.env['CI'] === undefined ? 0 : 1,
        },
      },
    ],
    coverage: {
      provider: 'v8',
      include: Object.keys(COVERED).map((files) => `src/${files}`),
      exclude: ['**/*.test.ts', '**/testing/**'],
      reporter: ['text-summary'],
      thresholds: Object.fromEntries(Object.entries(COVERED).map(([files, branches]) => [`src/${files}`, { branches }])),
    },
  },
});
