/**
 * The guided session on the terminal, from the first picture to the last. The first frame is painted before Ink is
 * loaded: Ink costs three times what Node's own start does, and the person reads meanwhile.
 */
import { homedir, hostname } from 'node:os';
import { INITIAL_UI, type Overlay } from '../present/input.ts';
import type { OpenedBundle } from '../present/opened.ts';
import { presentScreen } from '../present/screen.ts';
import type { Size } from '../present/too-small.ts';
import type { Appearance } from './app/appearance.ts';
import type { EngineState, TuiController } from './controller.ts';
import { drawFrame } from './frame/draw-frame.ts';
import { CLEAR_SCREEN, ENTER_SCREEN, LEAVE_SCREEN, paint } from './frame/paint.ts';
import { opening } from './opening.ts';
import { createStore } from './store.ts';
import { clipboardSequence } from './terminal/clipboard.ts';
import { fileLinks } from './terminal/links.ts';
import { type SuspendTerminal, suspendUntilForeground } from './terminal/suspend.ts';
import { printableLines } from './theme/printable.ts';

export interface TuiOptions {
  /** Only ASCII on the screen. */
  ascii?: boolean;
  /** No colour, whatever the terminal can do. */
  noColor?: boolean;
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
  stdout?: NodeJS.WriteStream;
  platform?: NodeJS.Platform;
}

/** Resolves when the person leaves. 0: by `q`, and the caller derives the status of the rows; 130: by Ctrl-C; 70: after a broken screen. */
export async function runTui(controller: TuiController, options: TuiOptions = {}): Promise<{ exitCode: number }> {
  const { stdin = process.stdin, stdout = process.stdout, platform = process.platform } = options;
  const left = Promise.withResolvers<number>();
  let lent: SuspendTerminal | null = null;
  const store = createStore({
    controller,
    size: sizeOf(stdout, platform),
    opened: options.opened ?? null,
    first: options.first ?? null,
    showValues: options.showValues === true,
    notice: options.notice ?? null,
    exit: left.resolve,
    sendToClipboard(text) {
      const sequence = clipboardSequence(text, process.env);
      if (sequence !== null) stdout.write(sequence);
      return sequence !== null;
    },
    suspend() {
      if (lent !== null && platform !== 'win32') void suspendUntilForeground(lent);
    },
  });
  const appearance = appearanceOf(options);
  stdout.write(`${ENTER_SCREEN}${paint(store.getSnapshot().lines, appearance)}`);
  const onResize = () => store.resize(sizeOf(stdout, platform));
  stdout.on('resize', onResize);
  try {
    const { mount } = await import('./mount.tsx');
    stdout.write(CLEAR_SCREEN);
    const ended = Promise.race([left.promise, options.ending ?? left.promise]);
    const lend = (suspend: SuspendTerminal) => {
      lent = suspend;
    };
    return { exitCode: await mount(store, appearance, { stdin, stdout }, ended, lend) };
  } finally {
    stdout.off('resize', onResize);
    store.stop();
    // Ink has left the alternate screen if it came to life; leaving twice does nothing.
    stdout.write(LEAVE_SCREEN);
  }
}

/** One picture of a state in which nobody has pressed a key yet. Returns what takes it away again. */
export function paintStill(state: EngineState, options: TuiOptions): () => void {
  const { stdout = process.stdout, platform = process.platform } = options;
  const size = sizeOf(stdout, platform);
  const ui = { ...opening(INITIAL_UI, state), valuesShown: options.showValues === true };
  const { lines } = drawFrame({ screen: presentScreen({ ...state, watch: null, ui, mask: printableLines }) }, ui, size);
  stdout.write(`${ENTER_SCREEN}${paint(lines, appearanceOf(options))}`);
  return () => stdout.write(LEAVE_SCREEN);
}

function appearanceOf(options: TuiOptions): Appearance {
  return {
    coloured: options.noColor !== true && !isSet(process.env['NO_COLOR']),
    ascii: options.ascii === true,
    fileLink: fileLinks({ environment: process.env, hostname: hostname(), home: homedir() }),
  };
}

/** Windows clears a frame of full height on every change, so there one line stays free. */
function sizeOf(stdout: NodeJS.WriteStream, platform: NodeJS.Platform): Size {
  const rows = stdout.rows > 0 ? stdout.rows : 24;
  return { columns: stdout.columns > 0 ? stdout.columns : 80, rows: platform === 'win32' ? Math.max(1, rows - 1) : rows };
}

/** https://no-color.org: set and not empty. */
function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '';
}
