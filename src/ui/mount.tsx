/** Shows the application on the terminal with Ink, and removes it. Loaded after the first frame is visible. */
import { render } from 'ink';
import { App, type AppProps } from './App.tsx';

interface Streams {
  stdin: NodeJS.ReadStream;
  stdout: NodeJS.WriteStream;
}

/** Resolves with the exit code when the user has left or a screen has failed. */
export async function mount(props: AppProps, streams: Streams, left: Promise<number>): Promise<number> {
  const app = render(<App {...props} />, {
    ...streams,
    // Set explicitly: if `CI` is set, even to an empty text, Ink would draw nothing until the end.
    interactive: true,
    alternateScreen: true,
    incrementalRendering: true,
    exitOnCtrlC: false,
    patchConsole: false,
    // Set explicitly, because screen readers get the prompt session (`cli/arguments/renderer.ts`) and not this screen.
    isScreenReaderEnabled: false,
    // A key press is drawn at once. The engine itself limits its updates to ten frames a second.
    maxFps: 120,
  });
  try {
    return await Promise.race([left, app.waitUntilExit().then(() => 0)]);
  } finally {
    app.unmount();
    await app.waitUntilExit().catch(() => {});
  }
}
