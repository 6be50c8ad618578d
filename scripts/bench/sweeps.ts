/** How long a headless sweep of the whole list takes where all is well, where nothing comes back, and past its deadline. */
import { type Benchmark, median, repeated } from './figure.ts';
import { type Report, reportOf } from './program.ts';

const RUNS = 5;

/**
 * Until when the rows are measured that wait for no other, and how long the slowest of them takes. The calls of AWS wait for each
 * other, controls wait for rows, and a download takes as long as its bytes.
 */
function independent({ observations }: Report): { endMs: number; slowestMs: number } {
  const rows = observations.filter(({ probe, role }) => role === 'row' && probe !== 'download' && probe !== 'aws');
  return {
    endMs: Math.max(...rows.map(({ startMs, durationMs }) => startMs + durationMs)),
    slowestMs: Math.max(...rows.map(({ durationMs }) => durationMs)),
  };
}

export const sweeps: Benchmark = {
  name: 'sweeps',
  async run() {
    const healthy = Array.from({ length: RUNS }, () => independent(reportOf('healthy')));
    const dropped = (...flags: string[]) => reportOf('no-direct-egress', '--timeout', '4000', ...flags).durationMs;
    return [
      {
        what: 'full sweep, healthy',
        values: healthy.map(({ endMs, slowestMs }) => endMs / slowestMs),
        unit: '×',
        most: 2,
        note: `the slowest single probe; ${Math.round(median(healthy.map(({ endMs }) => endMs)))} ms`,
      },
      {
        what: 'full sweep, every packet dropped',
        values: await repeated(RUNS, () => dropped() / 1000),
        unit: 's',
        most: 6.5,
      },
      {
        what: 'sweep past its deadline of 1.5 s',
        values: await repeated(RUNS, () => dropped('--deadline', '1500') - 1500),
        unit: 'ms',
        most: 500,
      },
    ];
  },
};
