/** The built program in a real terminal: tests press keys and read the cells that a user would see. */
import pty from '@lydell/node-pty';
import xterm from '@xterm/headless';
import { environment, type Home, launcher, newHome } from './program.ts';

export interface PtyOptions {
  columns?: number;
  rows?: number;
  env?: Readonly<Record<string, string>>;
  home?: Home;
  /** Keys that are typed while the program is still loading. */
  early?: string;
  /** What is run instead of the program itself, as words of a command line. */
  command?: readonly [string, ...string[]];
}

/** The state of a full-screen frame in the terminal. */
export interface Frame {
  rows: string[];
  alternate: boolean;
  /** Lines that were too wide and continued in the next row. */
  wrapped: number;
  /** Rows that were scrolled out at the top since the last resize: the frame was too high. */
  scrolled: number;
}

export interface Terminal {
  home: Home;
  frame(): Promise<Frame>;
  /** The frame for a new size is complete; earlier scrolling belonged to the old one. */
  settled(): void;
  /** A complete frame, as a terminal shows it: never the top of one frame over the end of another. */
  screen(): Promise<string[]>;
  /** Resolves when a row of the screen matches; rejects with the screen if none does in time. */
  shows(text: string | RegExp): Promise<string[]>;
  press(keys: string): void;
  resize(columns: number, rows: number): void;
  /** Everything that was written, escape sequences included. */
  written(): string;
  /** The final content of the normal screen. */
  ended: Promise<{ status: number; left: string[]; alternate: boolean; cursorHidden: boolean }>;
  /** The id of the process with which the terminal was opened. */
  pid: number;
  /** The window is closed: the terminal is gone, and its output is lost. */
  hangUp(): void;
  /** SIGKILL by default. */
  kill(signal?: NodeJS.Signals): void;
}

const PATIENCE_MS = 30_000;
/** If a program stops within a frame, the incomplete frame is read at the end. */
const HALF_PICTURE_MS = 5_000;

export function openTerminal(args: readonly string[], options: PtyOptions = {}): Terminal {
  const { columns = 80, rows = 24, home = newHome(), early, command = [process.execPath, launcher(), ...args] } = options;
  const emulator = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true });
  const [file, ...words] = command;
  const child = pty.spawn(file, words, {
    name: options.env?.['TERM'] ?? 'xterm-256color',
    cols: columns,
    rows,
    cwd: home.folder,
    env: environment(home, options.env),
  });
  let output = '';
  let status: number | null = null;
  child.onData((data) => {
    output += data;
    emulator.write(data);
  });
  // The emulator answers queries of the program, as a terminal does.
  emulator.onData((answer) => {
    if (status === null) child.write(answer);
  });
  let scrolled = 0;
  let scrolledIn = emulator.buffer.active.type;
  emulator.onScroll(() => {
    // The emulator also reports a change of screens this way.
    const { type } = emulator.buffer.active;
    if (type === 'alternate' && type === scrolledIn) scrolled += 1;
    scrolledIn = type;
  });
  if (early !== undefined) child.write(early);

  /** Between the marks of a synchronized update (DEC private mode 2026) a terminal still shows the previous frame. */
  async function whole(): Promise<void> {
    const giveUp = performance.now() + HALF_PICTURE_MS;
    do {
      await new Promise<void>((done) => emulator.write('', done));
      if (!emulator.modes.synchronizedOutputMode) return;
      await new Promise((done) => setTimeout(done, 5));
    } while (status === null && performance.now() < giveUp);
  }

  async function screen(): Promise<string[]> {
    await whole();
    const { active } = emulator.buffer;
    return Array.from(
      { length: emulator.rows },
      (_, row) =>
        active
          .getLine(active.viewportY + row)
          // Only the visible part, where the terminal was wider before.
          ?.translateToString(true, 0, emulator.cols)
          .trimEnd() ?? '',
    );
  }

  async function frame(): Promise<Frame> {
    const rowsNow = await screen();
    const { active } = emulator.buffer;
    const wrapped = rowsNow.filter((_, row) => active.getLine(active.viewportY + row)?.isWrapped === true).length;
    return { rows: rowsNow, alternate: active.type === 'alternate', wrapped, scrolled };
  }

  async function shows(text: string | RegExp): Promise<string[]> {
    const until = performance.now() + PATIENCE_MS;
    for (;;) {
      const rowsNow = await screen();
      if (rowsNow.some((row) => (typeof text === 'string' ? row.includes(text) : text.test(row)))) return rowsNow;
      if (performance.now() > until || status !== null) {
        throw new Error(`${text} is not on the screen${status === null ? '' : ` (ended with ${status})`}:\n${rowsNow.join('\n')}`);
      }
      await new Promise((done) => setTimeout(done, 15));
    }
  }

  const ended = new Promise<Awaited<Terminal['ended']>>((resolve) => {
    child.onExit(async ({ exitCode, signal }) => {
      status = signal ? 128 + signal : exitCode;
      const left = (await screen()).filter((row) => row !== '');
      resolve({
        status,
        left,
        alternate: emulator.buffer.active.type === 'alternate',
        cursorHidden: output.lastIndexOf('\u001b[?25l') > output.lastIndexOf('\u001b[?25h'),
      });
    });
  });

  return {
    home,
    screen,
    frame,
    settled() {
      scrolled = 0;
    },
    shows,
    ended,
    press(keys) {
      if (status === null) child.write(keys);
    },
    resize(nextColumns, nextRows) {
      emulator.resize(nextColumns, nextRows);
      child.resize(nextColumns, nextRows);
    },
    written: () => output,
    pid: child.pid,
    hangUp() {
      (child as unknown as { destroy(): void }).destroy();
    },
    kill(signal = 'SIGKILL') {
      if (status === null) child.kill(signal);
    },
  };
}
