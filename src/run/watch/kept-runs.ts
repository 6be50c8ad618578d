/**
 * Which runs of a watch the log keeps: the first, those in which something changed, and the last, so that hours of
 * watching leave a short log and the evidence is that of the end.
 */

/** A line that flaps all night changes with every run; from here on only the last run is kept. */
export const MOST_CHANGES = 50;

export interface KeptRuns<Run> {
  runs: number;
  kept: number;
  /** The latest run, if it is not kept yet. */
  pending: Run | null;
}

export const NO_RUNS: KeptRuns<never> = { runs: 0, kept: 0, pending: null };

/** One more run; `keep` is what goes into the log now. */
export function takeRun<Run>(before: KeptRuns<Run>, run: Run, changed: boolean): { now: KeptRuns<Run>; keep: Run | null } {
  const { kept } = before;
  const runs = before.runs + 1;
  const keeps = kept === 0 || (changed && kept <= MOST_CHANGES);
  return keeps ? { now: { runs, kept: kept + 1, pending: null }, keep: run } : { now: { runs, kept, pending: run }, keep: null };
}

/** The watch is over: the last run is kept in any case. */
export function endRuns<Run>(before: KeptRuns<Run>): { now: KeptRuns<Run>; keep: Run | null } {
  const { runs, kept, pending } = before;
  return { now: { runs, kept: kept + (pending === null ? 0 : 1), pending: null }, keep: pending };
}
