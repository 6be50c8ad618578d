/** How long a headless sweep of the whole list takes where all is well, where nothing comes back, and past its deadline. */
import { type Benchmark, median } from './figure.ts';
import { reportOf } from './program.ts';

export const sweeps: Benchmark = {
  name: 'sweeps',
  async run() {
    const healthy = Array.from({ length: 5 }, () => reportOf('healthy'));
    const ratio = median(
      healthy.map((run) => run.durationMs / Math.max(...run.observations.filter((o) => o.probe !== 'download').map((o) => o.durationMs))),
    );
    const wholeMs = Math.round(median(healthy.map((run) => run.durationMs)));
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
        budget: '≤ 8 s',
        ok: dropped.durationMs <= 8000,
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
