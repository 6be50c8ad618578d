/** The standalone program against bare Node: its size, its start time, and the cost of a guided session. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { Benchmark, Figure } from './figure.ts';
import { peakOfWalk } from './memory.ts';
import { firstFrame, timed } from './program.ts';
import { against } from './start-up.ts';

const RUNS = 15;
const SCRIPT = fileURLToPath(new URL('../standalone.ts', import.meta.url));

export const standalone: Benchmark = {
  name: 'standalone',
  async run() {
    const folder = mkdtempSync(join(tmpdir(), 'gitpod-doctor-bench-standalone-'));
    try {
      const executable = join(folder, 'gitpod-doctor');
      execFileSync(process.execPath, [SCRIPT, '--output', executable], { stdio: ['ignore', 'ignore', 'inherit'] });
      return [
        size(executable),
        ...(await startUp(executable)),
        await peakOfWalk('peak memory of the standalone guided session alone', [executable]),
      ];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

function size(executable: string): Figure {
  const bytes = statSync(executable).size;
  const added = (bytes - statSync(process.execPath).size) / 1e6;
  const packed = gzipSync(readFileSync(executable)).length;
  const note = `above Node’s own; ${(bytes / 1e6).toFixed(1)} MB in all, ${(packed / 1e6).toFixed(1)} MB as gzip`;
  return { what: 'size of the standalone program', values: [added], unit: 'MB', most: 8, note };
}

async function startUp(executable: string): Promise<Figure[]> {
  const bare: number[] = [];
  const version: number[] = [];
  const barePty: number[] = [];
  const frame: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    bare.push(timed(['-e', '1']));
    version.push(timed(['--version'], executable));
    barePty.push(await firstFrame(['-e', 'console.log("ready")'], 'ready'));
    frame.push(await firstFrame(['--from', 'laptop', '--no-store'], 'What is going wrong', executable));
  }
  return [against(bare, 'standalone --version', version, 1.5), against(barePty, 'first frame of the standalone program', frame, 4)];
}
