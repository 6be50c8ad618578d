/** Puts the application on the terminal with Ink and takes it away again. Loaded after the first picture stands. */
import { render } from 'ink';
import { App, type AppProps } from './App.tsx';

interface Streams {
  stdin: NodeJS.ReadStream;
  stdout: NodeJS.WriteStream;
}

/** Settles with the exit code when the person has left or a screen broke. */
export async function mount(props: AppProps, streams: Streams, left: Promise<number>): Promise<number> {
  const app = render(<App {...props} />, {
    ...streams,
    // Explicit, because Ink draws nothing until the end where `CI` is set, even to an empty text.
    interactive: true,
    alternateScreen: true,
    incrementalRendering: true,
    exitOnCtrlC: false,
    patchConsole: false,
    // Explicit, too: a screen reader gets the walk by prompts (`cli/arguments/renderer.ts`), not this screen.
    isScreenReaderEnabled: false,
    // Keys are drawn at once. The engine's updates are limited to ten frames a second earlier.
    maxFps: 120,
  });
  try {
    return await Promise.race([left, app.waitUntilExit().then(() => 0)]);
  } finally {
    app.unmount();
    await app.waitUntilExit().catch(() => {});
  }
}
