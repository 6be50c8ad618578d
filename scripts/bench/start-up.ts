/** Starting the program against starting Node; interleaved, so that a noisy machine slows both sides. */
import { type Benchmark, type Figure, median } from './figure.ts';
import { firstFrame, PROGRAM, timed } from './program.ts';

const RUNS = 15;

export const startUp: Benchmark = {
  name: 'start-up',
  async run() {
    const bare: number[] = [];
    const version: number[] = [];
    const help: number[] = [];
    const barePty: number[] = [];
    const frame: number[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      bare.push(timed(['-e', '1']));
      version.push(timed([PROGRAM, '--version']));
      help.push(timed([PROGRAM, '--help']));
      barePty.push(await firstFrame(['-e', 'console.log("ready")'], 'ready'));
      // Nothing is sent before the first question is answered; the program is ended once the question has appeared.
      frame.push(await firstFrame([PROGRAM, '--from', 'laptop', '--no-store'], 'What is going wrong'));
    }
    return [
      against(bare, '--version', version, 1.5),
      against(bare, '--help', help, 1.5),
      against(barePty, 'first frame of the guided session', frame, 4),
    ];
  },
};

/** Run by run, because the two sides of a run meet the same load. */
export function against(bare: readonly number[], what: string, values: readonly number[], most: number): Figure {
  const ratios = values.map((ms, run) => ms / (bare[run] ?? Number.NaN));
  return { what, values: ratios, unit: '×', most, note: `bare Node; ${Math.round(median(values))} ms` };
}
