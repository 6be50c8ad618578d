/** Raw mode around the screen. It is enabled before anything loads, so that early keys are not echoed into the first frame. */
import { type ExitWatcher, watchExits } from './walk/endings.ts';
import { reportScreenState } from './watchdog/watched.ts';

/** Restores the terminal, however the program ends. */
export async function withRawMode<T>(run: (endings: ExitWatcher) => Promise<T>): Promise<T> {
  const endings = watchExits(async (fault) => (await import('./internal-error.ts')).printInternalError(fault));
  process.stdin.setRawMode(true);
  reportScreenState(true);
  try {
    return await run(endings);
  } finally {
    process.stdin.setRawMode(false);
    reportScreenState(false);
    process.stdin.unref();
    endings.release();
  }
}
