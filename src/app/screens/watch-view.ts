/** A watch and the stored results of its runs. */

import type { Watch } from '../../model/watch.ts';
import type { StatusWord } from '../../render/status-words.ts';

/** The stored results of the runs: a limited number per requirement, however long the watch lasts. */
export interface WatchPicture {
  runs: number;
  /** The last statuses of each row, newest last. */
  strips: Readonly<Record<string, readonly StatusWord[]>>;
  /** The run in which each row's status last changed. */
  changed: Readonly<Record<string, number>>;
}

export interface WatchView {
  watch: Watch;
  picture: WatchPicture;
  /** The number of runs since the screen was frozen; null if it is not frozen. */
  frozen: number | null;
}
