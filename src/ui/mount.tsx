/** Puts the guided session on the terminal and takes it away again. The only file that knows the streams. */
import { render } from 'ink';
import type { Size } from '../present/too-small.ts';
import { App } from './app/app.tsx';
import type { TuiController } from './controller.ts';
import { createStore } from './store.ts';

export interface TuiOptions {
  /** Only ASCII on the screen. */
  ascii?: boolean;
  /** No colour, whatever the terminal can do. */
  noColor?: boolean;
  /** The session comes from a bundle. */
  opened?: boolean;
  /** Values stand in clear from the beginning (`--show-values`). */
  showValues?: boolean;
  stdin?: NodeJS.ReadStream;
  stdout?: NodeJS.WriteStream;
  platform?: NodeJS.Platform;
}

/** Resolves when the person leaves. 0: by `q`, and the caller derives the status of the rows; 130: by Ctrl-C; 70: after a broken screen. */
export async function runTui(controller: TuiController, options: TuiOptions = {}): Promise<{ exitCode: number }> {
  const { stdin = process.stdin, stdout = process.stdout, platform = process.platform } = options;
  const left = Promise.withResolvers<number>();
  const store = createStore({
    controller,
    size: sizeOf(stdout, platform),
    opened: options.opened === true,
    showValues: options.showValues === true,
    exit: left.resolve,
  });
  const onResize = () => store.resize(sizeOf(stdout, platform));
  stdout.on('resize', onResize);
  const appearance = { coloured: options.noColor !== true && !isSet(process.env['NO_COLOR']), ascii: options.ascii === true };
  const app = render(<App store={store} appearance={appearance} />, {
    stdin,
    stdout,
    // Said outright: Ink draws nothing until the end where it finds `CI` set, even to an empty text.
    interactive: true,
    alternateScreen: true,
    incrementalRendering: true,
    exitOnCtrlC: false,
    patchConsole: false,
  });
  try {
    const exitCode = await Promise.race([left.promise, app.waitUntilExit().then(() => 0)]);
    return { exitCode };
  } finally {
    stdout.off('resize', onResize);
    store.stop();
    app.unmount();
    await app.waitUntilExit().catch(() => {});
  }
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
