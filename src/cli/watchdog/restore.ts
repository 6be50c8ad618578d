import { spawnSync } from 'node:child_process';
import { writeImmediately } from '../../terminal/gate.ts';

/** Flags that raw mode disables (termios(3)); none that a user may have set otherwise. */
const COOKED = ['brkint', 'icrnl', 'ixon', 'icanon', 'iexten', 'echo', 'isig'];

export function restoreTerminal(): void {
  // No bracketed paste, no mouse, the normal screen, a visible cursor.
  writeImmediately(1, '\u001b[?2004l\u001b[?1000l\u001b[?1002l\u001b[?1006l\u001b[?1049l\u001b[?25h');
  if (process.platform !== 'win32') spawnSync('stty', COOKED, { stdio: ['inherit', 'ignore', 'ignore'], timeout: 1000 });
}

export function printOnExit(line: string): void {
  writeImmediately(2, `${line}\n`);
}
