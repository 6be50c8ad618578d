/** The output during a watch: all results once, then only changes, and from time to time a line that the watch continues. */

import type { WatchModel } from '../app/screens/watch.ts';
import { rowLine } from '../documents/report/lines.ts';
import { count } from '../documents/words/quantity.ts';

const SIGN_OF_LIFE_MS = 30_000;

export interface WatchProgress {
  /** The last printed status of each result. */
  said: Readonly<Record<string, string>>;
  saidMs: number;
}

/** `runs`: the number of completed runs. */
export function watchProgressLines(
  state: WatchProgress | null,
  model: WatchModel,
  runs: number,
  nowMs: number,
): { watching: WatchProgress; lines: string[] } {
  const said = Object.fromEntries(model.rows.map((row) => [`${row.requirement} ${row.observation ?? ''}`, row.status]));
  if (state === null) {
    const rows = count(model.rows.length, 'row');
    return {
      watching: { said, saidMs: nowMs },
      lines: [`Watching ${rows}; only changes are printed. Enter stops.`, ...model.rows.map(rowLine)],
    };
  }
  const turned = model.rows.filter((row) => state.said[`${row.requirement} ${row.observation ?? ''}`] !== row.status);
  if (turned.length > 0) return { watching: { said, saidMs: nowMs }, lines: turned.map((row) => `Run ${runs}, changed: ${rowLine(row)}`) };
  if (nowMs - state.saidMs < SIGN_OF_LIFE_MS) return { watching: state, lines: [] };
  return { watching: { said, saidMs: nowMs }, lines: [`Still watching: ${count(runs, 'run')}, nothing has changed.`] };
}
