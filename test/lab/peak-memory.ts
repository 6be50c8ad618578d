/**
 * The peak memory of a guided session with the full check, in the customer's namespace. The servers are in other processes and are not
 * counted.
 */
import { fileURLToPath } from 'node:url';
import { spawn } from '@lydell/node-pty';
import xterm from '@xterm/headless';
import { peakMiB } from '../../scripts/bench/program.ts';
import { flagsOf } from './company.ts';
import { inside } from './namespaces.ts';
import type { LabScenario } from './scenario.ts';
import { inNetworkOf } from './stage.ts';

const LAUNCHER = fileURLToPath(new URL('../../bin/gitpod-doctor.js', import.meta.url));
const MAX_MS = 120_000;
const LOOK_MS = 100;
const SIZE = { cols: 80, rows: 24 };

/** In MiB: the maximum that the kernel saw until the bundle can be written. */
export function peakMemoryOfWalk(scenario: LabScenario, program: readonly string[] = [process.execPath, LAUNCHER]): Promise<number> {
  return walkWholeList(scenario, program, (pid) => peakMiB(pid) ?? 0);
}

/** Goes through the session to the bundle, reads the memory of the process, and lets it exit. */
export function walkWholeList<T>(scenario: LabScenario, program: readonly string[], look: (pid: number) => T): Promise<T> {
  return inNetworkOf(scenario, async ({ namespace, home, rootsFile }) => {
    const flags = ['--symptom', 'whole-list', '--no-store', '--public-roots', rootsFile, ...flagsOf(scenario.profile)];
    const [file = '', ...words] = inside(namespace, [...program, ...flags]);
    const env = { PATH: process.env['PATH'] ?? '', HOME: home, XDG_STATE_HOME: home, TERM: 'xterm-256color', ...scenario.environment };
    const pty = spawn(file, words, { ...SIZE, cwd: home, env });
    try {
      await walkToFinish(pty);
      const seen = look(pty.pid);
      const ended = new Promise((resolve) => pty.onExit(resolve));
      pty.kill('SIGTERM');
      await ended;
      return seen;
    } finally {
      pty.kill('SIGKILL');
    }
  });
}

/** Presses the key that the footer offers, until it offers the bundle. */
async function walkToFinish(pty: ReturnType<typeof spawn>): Promise<void> {
  const emulator = new xterm.Terminal({ ...SIZE, allowProposedApi: true });
  pty.onData((data) => emulator.write(data));
  emulator.onData((answer) => pty.write(answer));
  const until = performance.now() + MAX_MS;
  let pressedOn = '';
  while (performance.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    const screen = screenOf(emulator);
    const footer = screen.at(-1) ?? '';
    if (/(enter|w) bundle/.test(footer)) return;
    const key = /enter (?:choose|answer)/.test(footer) ? '\r' : footer.includes('n next') ? 'n' : null;
    if (key === null || screen.join('\n') === pressedOn) continue;
    pressedOn = screen.join('\n');
    pty.write(key);
  }
  throw new Error(`The walk does not end:\n${screenOf(emulator).join('\n')}`);
}

function screenOf({ buffer: { active } }: xterm.Terminal): string[] {
  return Array.from({ length: SIZE.rows }, (_, row) => active.getLine(row)?.translateToString(true) ?? '');
}
