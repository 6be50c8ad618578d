/** Hours of watching: the heap after many refreshes of the screen is that after few. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Benchmark } from './figure.ts';

const MARKS = [2000, 10_000, 20_000];
/** Between the first mark and the last: caches that fill, and noise. */
const MAY_GROW_MIB = 2;
/** Below `node_modules`, so that packages are found from there. */
const FOLDER = fileURLToPath(new URL('../../node_modules/.cache/gitpod-doctor-bench', import.meta.url));

export const watching: Benchmark = {
  name: 'watching',
  async run() {
    const outfile = `${FOLDER}/refreshes.mjs`;
    mkdirSync(FOLDER, { recursive: true });
    try {
      await build({
        ...{ entryPoints: [fileURLToPath(new URL('refreshes.tsx', import.meta.url))], outfile },
        ...{ bundle: true, packages: 'external', format: 'esm', platform: 'node', logLevel: 'warning' },
      });
      const env = { ...process.env, NODE_ENV: 'production', FORCE_COLOR: '1' };
      const told = execFileSync(process.execPath, ['--expose-gc', outfile, ...MARKS.map(String)], { env, encoding: 'utf8' });
      const heaps = (JSON.parse(told) as number[]).map((heap) => heap / 2 ** 20);
      const [first = Number.NaN, ...later] = heaps;
      const grown = Math.max(...later) - first;
      return [
        {
          what: `heap of a watch after ${MARKS.join(', ')} refreshes`,
          values: [grown],
          unit: 'MiB',
          most: MAY_GROW_MIB,
          note: `more than after the first; ${heaps.map((heap) => heap.toFixed(1)).join(', ')} MiB`,
        },
      ];
    } finally {
      rmSync(FOLDER, { recursive: true, force: true });
    }
  },
};
