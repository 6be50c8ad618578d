/** Puts the store's lines on the terminal with Ink and takes them away again. Loaded after the first picture stands. */
import { render } from 'ink';
import { App } from './app/app.tsx';
import type { Appearance } from './app/appearance.ts';
import type { ScreenStore } from './store.ts';
import type { SuspendTerminal } from './terminal/suspend.ts';

interface Streams {
  stdin: NodeJS.ReadStream;
  stdout: NodeJS.WriteStream;
}

/** Settles with the exit code when the person has left or a screen broke. `lend` is told how the terminal is given away and taken back. */
export async function mount(
  store: ScreenStore,
  appearance: Appearance,
  streams: Streams,
  left: Promise<number>,
  lend: (suspend: SuspendTerminal) => void,
): Promise<number> {
  const app = render(<App store={store} appearance={appearance} onLend={lend} />, {
    ...streams,
    // Said outright: Ink draws nothing until the end where it finds `CI` set, even to an empty text.
    interactive: true,
    alternateScreen: true,
    incrementalRendering: true,
    exitOnCtrlC: false,
    patchConsole: false,
    // Said outright, too: who listens to a screen gets the walk by prompts (`cli/renderer.ts`), not this one rewritten.
    isScreenReaderEnabled: false,
    // A key is drawn at once. What the engine reports is held to ten pictures a second before it comes here.
    maxFps: 120,
  });
  try {
    return await Promise.race([left, app.waitUntilExit().then(() => 0)]);
  } finally {
    app.unmount();
    await app.waitUntilExit().catch(() => {});
  }
}
