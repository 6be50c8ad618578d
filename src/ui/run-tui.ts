/**
 * The guided session on the terminal, from the first picture to the last. The first frame is painted before Ink is
 * loaded: Ink costs three times what Node's own start does, and the person reads meanwhile.
 */

import type { Application } from '../app/application.ts';
import type { Overlay } from '../app/screens/input.ts';
import type { OpenedBundle } from '../app/screens/opened-bundle.ts';
import { copy, screenOut } from '../terminal/gate.ts';
import { CLEAR_SCREEN, ENTER_SCREEN, LEAVE_SCREEN, paint } from './frame/paint.ts';
import { createScreenStore } from './store.ts';
import { appearanceOf, type Drawing, sizeOf } from './terminal/drawing.ts';
import { type SuspendTerminal, suspendUntilForeground } from './terminal/suspend.ts';

export interface TuiOptions extends Drawing {
  /** The session comes from a bundle, and what is known of the file. */
  opened?: OpenedBundle | null;
  /** What lies over the first picture. */
  first?: Overlay | null;
  /** Values stand in clear from the beginning (`--show-values`). */
  showValues?: boolean;
  /** One line for the first picture. */
  notice?: string | null;
  /** Settles with an exit code when something else than the person ends the session, or rejects with the fault that does. */
  ending?: Promise<number>;
  stdin?: NodeJS.ReadStream;
}

/** Resolves when the person leaves. 0: by `q`, and the caller derives the status of the rows; 130: by Ctrl-C; 70: after a broken screen. */
export async function runTui(app: Application, options: TuiOptions = {}): Promise<{ exitCode: number }> {
  const { stdin = process.stdin, platform = process.platform } = options;
  const stdout = screenOut(options.stdout);
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
    sendToClipboard: (text) => copy(text, options.stdout),
    suspend() {
      if (lent !== null && platform !== 'win32') void suspendUntilForeground(lent);
    },
  });
  const appearance = appearanceOf(options);
  stdout.write(`${ENTER_SCREEN}${paint(store.getSnapshot().lines, appearance)}`);
  try {
    // Ink's library of colours guesses on its own, and then leaves bold out, too; what is drawn is decided already.
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
    // Ink has left the alternate screen if it came to life; leaving twice does nothing.
    stdout.write(LEAVE_SCREEN);
  }
}
