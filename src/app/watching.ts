/** What the screen stores of a watch, and the state that a frozen screen shows. */

import { unmasked } from '../documents/words/say.ts';
import type { EngineState } from './application.ts';
import { recordRun, watchedRows } from './screens/watch.ts';
import type { WatchPicture, WatchView } from './screens/watch-view.ts';

export interface WatchRecorder {
  see(engine: EngineState): void;
  freeze(on: boolean): void;
  /** The state that is shown, with its watch. */
  shown(engine: EngineState): { engine: EngineState; view: WatchView | null };
}

interface Seen {
  engine: EngineState;
  picture: WatchPicture;
}

export function createWatchRecorder(): WatchRecorder {
  let latest: Seen | null = null;
  let frozen: Seen | null = null;

  return {
    see(engine) {
      const { watch } = engine;
      if (watch === null) {
        latest = null;
        frozen = null;
        return;
      }
      const before = latest?.picture ?? null;
      const isNews = before === null || watch.runs > before.runs;
      const rows = isNews ? watchedRows(watch, { ...engine, mask: unmasked }) : [];
      latest = { engine, picture: isNews ? recordRun(before, watch.runs, rows) : before };
    },
    freeze(on) {
      frozen = on ? latest : null;
    },
    shown(engine) {
      const at = frozen ?? latest;
      if (at === null || latest === null || at.engine.watch === null) return { engine, view: null };
      const view = {
        watch: at.engine.watch,
        picture: at.picture,
        frozen: frozen === null ? null : latest.picture.runs - frozen.picture.runs,
      };
      // Freezes only the measurements. The guide itself can still continue.
      const { session, diagnosis } = at.engine;
      return { engine: frozen === null ? engine : { ...engine, session, diagnosis }, view };
    },
  };
}
