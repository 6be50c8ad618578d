/** How long a headless sweep of the whole list takes where all is well, where nothing comes back, and past its deadline. */
import { type Benchmark, median } from './figure.ts';
import { type Report, reportOf } from './program.ts';

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
    const healthy = Array.from({ length: 5 }, () => independent(reportOf('healthy')));
    const ratio = median(healthy.map(({ endMs, slowestMs }) => endMs / slowestMs));
    const wholeMs = Math.round(median(healthy.map(({ endMs }) => endMs)));
    const dropped = reportOf('no-direct-egress', '--timeout', '4000');
    const deadline = reportOf('no-direct-egress', '--timeout', '4000', '--deadline', '1500');
    return [
      {
        what: 'full sweep, healthy',
        measured: `${ratio.toFixed(2)} × the slowest single probe (${wholeMs} ms)`,
        budget: '≤ 2 ×',
        ok: ratio <= 2,
      },
      {
        what: 'full sweep, every packet dropped',
        measured: `${(dropped.durationMs / 1000).toFixed(1)} s`,
        budget: '≤ 6.5 s',
        ok: dropped.durationMs <= 6500,
      },
      {
        what: 'sweep past its deadline of 1.5 s',
        measured: `${Math.round(deadline.durationMs - 1500)} ms`,
        budget: '≤ 500 ms',
        ok: deadline.durationMs <= 2000,
      },
    ];
  },
};
