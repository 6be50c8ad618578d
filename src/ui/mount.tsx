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
