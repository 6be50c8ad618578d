/** Ctrl-Z: the terminal goes back to the shell as it was, and comes back with `fg`. */

/** Ink's own: leaves the alternate screen and raw mode, runs the callback, and draws everything anew. */
export type SuspendTerminal = (callback: () => Promise<void>) => Promise<void>;

/** A process group that no shell watches over is not stopped by the signal; then the screen comes back at once. */
const STOPPED_BY_NOW_MS = 50;

export function suspendUntilForeground(suspend: SuspendTerminal): Promise<void> {
  return suspend(async () => {
    // The whole group, as the terminal itself would do: a launcher or npm above us stands between us and the shell.
    process.kill(0, 'SIGTSTP');
    await new Promise((resolve) => setTimeout(resolve, STOPPED_BY_NOW_MS));
  });
}
