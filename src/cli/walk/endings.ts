/**
 * Handles signals and uncaught errors while the screen is open, and always restores the terminal. Only while the screen loads does this
 * code also clean up; afterwards the screen ends itself and reports the stored session.
 */
import { constants } from 'node:os';
import { forgetOutputFaults, screenStream } from '../../terminal/gate.ts';
import { LEAVE_SCREEN } from '../../ui/frame/paint.ts';
import { onSignal } from '../watchdog/watched.ts';

const SIGNALS: readonly NodeJS.Signals[] = ['SIGTERM', 'SIGHUP', 'SIGINT'];

type End = { code: number } | { fault: unknown };

const OWN_BUG = 70;

export interface ExitWatcher {
  /** A signal resolves the promise with 128 plus its number, and an error rejects it. A second signal ends the process at once. */
  handOver(): Promise<number>;
  release(): void;
}

/** `onFault` reports an error that no other code can report. `restore` restores the terminal afterwards. */
export function watchExits(onFault: (fault: unknown) => Promise<void>, signals = SIGNALS, restore = restoreTerminal): ExitWatcher {
  let taken: ((end: End) => void) | null = null;

  function abruptly(end: End): void {
    restore();
    if ('code' in end) process.exit(end.code);
    void onFault(end.fault).finally(() => process.exit(OWN_BUG));
  }

  function ended(end: End): void {
    const take = taken ?? abruptly;
    taken = null;
    take(end);
  }

  function take(signal: NodeJS.Signals): void {
    if (signal === 'SIGHUP') forgetOutputFaults();
    ended({ code: 128 + constants.signals[signal] });
  }
  const onUncaught = (fault: unknown) => ended({ fault });

  const stops = signals.map((signal) => onSignal(signal, take));
  process.on('uncaughtException', onUncaught);

  return {
    handOver() {
      const { promise, resolve, reject } = Promise.withResolvers<number>();
      // The promise can settle after the screen has closed.
      promise.catch(() => {});
      taken = (end) => ('code' in end ? resolve(end.code) : reject(end.fault));
      return promise;
    },
    release() {
      for (const stop of stops) stop();
      process.off('uncaughtException', onUncaught);
    },
  };
}

/** Restores the normal screen, the cursor, paste mode and line editing. */
function restoreTerminal(): void {
  screenStream().write(`\u001b[?2004l${LEAVE_SCREEN}`);
  process.stdin.setRawMode(false);
}
