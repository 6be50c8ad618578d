/** Ctrl-Z: the terminal returns to the shell in its previous state, and `fg` brings the screen back. */

/** Ink's own function: leaves the alternate screen and raw mode, runs the callback, and redraws everything. */
export type SuspendTerminal = (callback: () => Promise<void>) => Promise<void>;

/** The signal stops the process group within this time. Without a job-control shell it does not, and the screen returns. */
const STOPPED_BY_NOW_MS = 50;

export function suspendUntilForeground(suspend: SuspendTerminal): Promise<void> {
  return suspend(async () => {
    // The whole group, as the terminal itself would do, because a launcher or npm may be between us and the shell.
    process.kill(0, 'SIGTSTP');
    await new Promise((resolve) => setTimeout(resolve, STOPPED_BY_NOW_MS));
  });
}
