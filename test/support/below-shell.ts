/** The program below a shell, which then reports its exit status and the state of the terminal. */
import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { launcher } from './program.ts';
import { openTerminal, type PtyOptions, type Terminal } from './pty.ts';

export function belowShell(args: readonly string[], options: PtyOptions = {}): Terminal {
  const words = ['trap : INT; "$@"; s=$?; trap "" INT; echo "status=$s"; stty -a', 'sh', process.execPath, launcher(), ...args] as const;
  return openTerminal([], { ...options, command: ['sh', '-c', ...words] });
}

/** The process of the program itself, below the watchdog that the shell has started (Linux). */
export function programBelow({ pid }: Pick<Terminal, 'pid'>): number {
  return childOf(childOf(pid));
}

/** The first child of a process: of the watchdog, the program (Linux). */
export function childOf(pid: number): number {
  return Number(readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ')[0]);
}

/** Bracketed paste, mouse reports and the alternate screen would turn later input into noise. */
const MODES = ['2004', '1000', '1002', '1006', '1049'] as const;

/** The terminal is usable by a shell again: normal screen, cursor, echo, line editing. Returns what the program has left on it. */
export async function leftSane(screen: Terminal, status: number): Promise<string[]> {
  const { left, alternate, cursorHidden } = await screen.ended;
  const text = left.join('\n');
  expect({ alternate, cursorHidden }).toEqual({ alternate: false, cursorHidden: false });
  expect(text).toContain(`status=${status}`);
  expect(text).toMatch(/[ ;]icanon/);
  expect(text).toMatch(/[ ;]echo[ ;]/);
  const written = screen.written();
  for (const mode of MODES)
    expect([mode, written.lastIndexOf(`\u001b[?${mode}h`) <= written.lastIndexOf(`\u001b[?${mode}l`)]).toEqual([mode, true]);
  return left.slice(
    0,
    left.findIndex((row) => row.startsWith('status=')),
  );
}
