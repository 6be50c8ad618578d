/** The runs of a watch that the log keeps: the first, the changes, and the last, so that hours leave a short log. */

/** On an unstable line every run may be a change. Beyond this number, only the last run is kept. */
export const MAX_CHANGES = 50;

export interface KeptRuns<Run> {
  runs: number;
  kept: number;
  /** The latest run, if it is not kept yet. */
  pending: Run | null;
}

export const NO_RUNS: KeptRuns<never> = { runs: 0, kept: 0, pending: null };

/** Adds a run. `keep` is the run if it must be logged now, otherwise null. */
export function recordRun<Run>(before: KeptRuns<Run>, run: Run, changed: boolean): { now: KeptRuns<Run>; keep: Run | null } {
  const { kept } = before;
  const runs = before.runs + 1;
  const keeps = kept === 0 || (changed && kept <= MAX_CHANGES);
  return keeps ? { now: { runs, kept: kept + 1, pending: null }, keep: run } : { now: { runs, kept, pending: run }, keep: null };
}

/** The watch ended, so the last run is kept. */
export function finishRuns<Run>(before: KeptRuns<Run>): { now: KeptRuns<Run>; keep: Run | null } {
  const { runs, kept, pending } = before;
  return { now: { runs, kept: kept + (pending === null ? 0 : 1), pending: null }, keep: pending };
}
