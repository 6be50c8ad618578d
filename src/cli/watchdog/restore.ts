/** The terminal of a program that could not give it back itself. */
import { spawnSync } from 'node:child_process';
import { putAtOnce } from '../../terminal/gate.ts';

/** What raw mode takes away (termios(3)); nothing that a person may have set otherwise. */
const COOKED = ['brkint', 'icrnl', 'ixon', 'icanon', 'iexten', 'echo', 'isig'];

export function restoreTerminal(): void {
  // Pastes without marks, no mouse, the normal screen, the cursor.
  putAtOnce(1, '\u001b[?2004l\u001b[?1000l\u001b[?1002l\u001b[?1006l\u001b[?1049l\u001b[?25h');
  if (process.platform !== 'win32') spawnSync('stty', COOKED, { stdio: ['inherit', 'ignore', 'ignore'], timeout: 1000 });
}

/** A line on the way out. */
export function tell(line: string): void {
  putAtOnce(2, `${line}\n`);
}
