/** The guided session on the terminal. The first frame is painted before Ink, which loads slowly, is loaded. */

import type { Application } from '../app/application.ts';
import type { Overlay } from '../app/screen-name.ts';
import type { OpenedBundle } from '../app/screens/opened-bundle.ts';
import { copyToClipboard, screenStream } from '../terminal/gate.ts';
import { CLEAR_SCREEN, ENTER_SCREEN, LEAVE_SCREEN, paintLines } from './frame/paint.ts';
import { createScreenStore } from './store.ts';
import { appearanceOf, type DrawingOptions, sizeOf } from './terminal/drawing.ts';
import { type SuspendTerminal, suspendUntilForeground } from './terminal/suspend.ts';

export interface TuiOptions extends DrawingOptions {
  /** The facts about the file, if the session comes from a bundle. */
  opened?: OpenedBundle | null;
  first?: Overlay | null;
  /** True if real values are visible from the beginning (`--show-values`). */
  showValues?: boolean;
  notice?: string | null;
  /** Resolves with an exit code when something other than the user ends the session, or rejects with its error. */
  ending?: Promise<number>;
  stdin?: NodeJS.ReadStream;
}

/**
 * Resolves when the user leaves. 0: by `q`, and the caller derives the status from the requirements; 130: by Ctrl-C; 70: after a failed
 * screen.
 */
export async function runTui(app: Application, options: TuiOptions = {}): Promise<{ exitCode: number }> {
  const { stdin = process.stdin, platform = process.platform } = options;
  const stdout = screenStream(options.stdout);
  const measure = () => sizeOf(stdout, platform);
  const left = Promise.withResolvers<number>();
  let lent: SuspendTerminal | null = null;
  const store = createScreenStore({
    app,
    size: measure(),
    opened: options.opened ?? null,
    first: options.first ?? null,
    showValues: options.showValues === true,
    notice: options.notice ?? null,
    exit: left.resolve,
    sendToClipboard: (text) => copyToClipboard(text, options.stdout),
    suspend() {
      if (lent !== null && platform !== 'win32') void suspendUntilForeground(lent);
    },
  });
  const appearance = appearanceOf(options);
  stdout.write(`${ENTER_SCREEN}${paintLines(store.getSnapshot().lines, appearance)}`);
  try {
    // This program has already decided about colour. Ink's colour library would decide by itself, and then remove bold as well.
    process.env['FORCE_COLOR'] = '1';
    const { mount } = await import('./mount.tsx');
    stdout.write(CLEAR_SCREEN);
    const ended = Promise.race([left.promise, options.ending ?? left.promise]);
    const onLend = (suspend: SuspendTerminal) => {
      lent = suspend;
    };
    return { exitCode: await mount({ store, appearance, measure, onLend }, { stdin, stdout }, ended) };
  } finally {
    store.stop();
    // If Ink was started, it has already left the alternate screen. Leaving twice is harmless.
    stdout.write(LEAVE_SCREEN);
  }
}
