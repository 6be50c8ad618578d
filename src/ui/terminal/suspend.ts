/** Ctrl-Z: gives the terminal back to the shell in its previous state. After `fg`, the screen is drawn again. */

/** Ink's own function: leaves the alternate screen and raw mode, runs the callback, and redraws everything. */
export type SuspendTerminal = (callback: () => Promise<void>) => Promise<void>;

/** The signal stops the process group within this time. Otherwise no job-control shell exists, and the screen returns. */
const STOPPED_BY_NOW_MS = 50;

export function suspendUntilForeground(suspend: SuspendTerminal): Promise<void> {
  return suspend(async () => {
    // Stops the whole process group, as the terminal would, because a launcher or npm may be between the program and the shell.
    process.kill(0, 'SIGTSTP');
    await new Promise((resolve) => setTimeout(resolve, STOPPED_BY_NOW_MS));
  });
}
