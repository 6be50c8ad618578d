/**
 * A network without proxy script, SOCKS and login: the program loads no code for them, and takes as long as a copy from which that code was
 * removed. The two run in turns, so that a busy machine slows both.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { loadedFiles, OF_SOME_PROXIES, partsIn } from '../../test/support/loaded-parts.ts';
import { type Benchmark, median } from './figure.ts';
import { ENVIRONMENT, PROGRAM, timed } from './program.ts';

const RUNS = 15;
const CHECK = ['check', 'host', 'proxy', 'management', 'vscode', 'releases', '--demo', 'healthy', '--json', '--no-store'];
const ROOT = dirname(dirname(PROGRAM));

export const proxies: Benchmark = {
  name: 'proxies',
  async run() {
    const folder = mkdtempSync(join(tmpdir(), 'gitpod-doctor-bench-'));
    try {
      const parts = loadedParts(join(folder, 'coverage'));
      const without = copyWithout(join(folder, 'package'));
      const ended = spawnSync(process.execPath, [without, ...CHECK], { env: ENVIRONMENT, stdio: 'ignore' }).status;
      const whole: number[] = [];
      const less: number[] = [];
      for (let run = 0; run < RUNS; run += 1) {
        whole.push(timed([PROGRAM, ...CHECK]));
        less.push(timed([without, ...CHECK]));
      }
      if (ended !== 0) throw new Error(`The program without their code ends with ${ended}.`);
      return [
        {
          what: 'loaded for script, SOCKS and login where there is none',
          values: [parts.length],
          unit: '',
          most: 0,
          note: `parts ${parts.join(', ')}`.trim(),
        },
        {
          what: 'the same check, against one without their code',
          values: whole.map((ms, run) => ms / (less[run] ?? Number.NaN)),
          unit: '×',
          most: 1.1,
          note: `${Math.round(median(whole))} ms`,
        },
      ];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

function loadedParts(coverage: string): string[] {
  spawnSync(process.execPath, [PROGRAM, ...CHECK], { env: { ...ENVIRONMENT, NODE_V8_COVERAGE: coverage }, stdio: 'ignore' });
  const loaded = loadedFiles(coverage, join(ROOT, 'dist'));
  if (loaded.length === 0) throw new Error('The engine counted no file of the program.');
  return partsIn(loaded).filter((part) => OF_SOME_PROXIES.includes(part));
}

/** The program of a copy of the package without the files that hold these parts, and without the helper that runs scripts. */
function copyWithout(folder: string): string {
  for (const part of ['bin', 'dist', 'package.json']) cpSync(join(ROOT, part), join(folder, part), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  const dist = join(folder, 'dist');
  for (const name of readdirSync(dist)) {
    const isOfThem = name === 'script-helper.js' || partsIn([join(dist, name)]).some((part) => OF_SOME_PROXIES.includes(part));
    if (isOfThem) rmSync(join(dist, name));
  }
  return join(folder, 'bin', 'gitpod-doctor.js');
}
