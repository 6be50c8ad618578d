/** A watch, and what is remembered of its runs. */

import type { StatusWord } from '../../documents/words/status-words.ts';
import type { Watch } from '../../model/watch.ts';

/** What the screen remembers of the runs: a bounded strip a row, whatever the watch's age. */
export interface WatchPicture {
  runs: number;
  /** By row: its last statuses, the newest last. */
  strips: Readonly<Record<string, readonly StatusWord[]>>;
  /** By row: the run in which its status changed last. */
  changed: Readonly<Record<string, number>>;
}

/** A watch as it is shown. */
export interface WatchView {
  watch: Watch;
  picture: WatchPicture;
  /** Null, or how many runs have ended since the picture was frozen. */
  frozen: number | null;
}
