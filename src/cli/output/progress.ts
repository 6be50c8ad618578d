/** One progress line on stderr that is redrawn during a sweep; none if stderr is no terminal. */
import { progressLine } from '../../documents/report/lines.ts';
import type { SessionLog } from '../../run/log.ts';
import type { Sweep } from '../../run/sweep.ts';
import { isErrorTerminal, redrawLine } from '../../terminal/gate.ts';
import type { Flags } from '../arguments/flags.ts';

const EVERY_MS = 200;

/** Returns a function that removes the line. */
export function showProgress(sweep: Sweep, log: SessionLog, flags: Flags): () => void {
  if (!isErrorTerminal() || flags.quiet || process.env['TERM'] === 'dumb') return () => {};
  const began = log.nowMs();
  const draw = () => {
    const line = progressLine({ running: sweep.running(), done: sweep.finished(), total: sweep.planned(), elapsedMs: log.nowMs() - began });
    redrawLine(line);
  };
  const timer = setInterval(draw, EVERY_MS);
  return () => {
    clearInterval(timer);
    redrawLine('');
  };
}
