/** Puts the application on the terminal with Ink and removes it. Loaded after the first picture is visible. */
import { render } from 'ink';
import { App, type AppProps } from './App.tsx';

interface Streams {
  stdin: NodeJS.ReadStream;
  stdout: NodeJS.WriteStream;
}

/** Resolves with the exit code when the user has left or a screen failed. */
export async function mount(props: AppProps, streams: Streams, left: Promise<number>): Promise<number> {
  const app = render(<App {...props} />, {
    ...streams,
    // Set explicitly, because if `CI` is set, even to an empty text, Ink draws nothing until the end.
    interactive: true,
    alternateScreen: true,
    incrementalRendering: true,
    exitOnCtrlC: false,
    patchConsole: false,
    // Set explicitly, because screen readers get the prompts (`cli/arguments/renderer.ts`) and not this screen.
    isScreenReaderEnabled: false,
    // Keys are drawn at once. The engine limits its updates to ten frames a second.
    maxFps: 120,
  });
  try {
    return await Promise.race([left, app.waitUntilExit().then(() => 0)]);
  } finally {
    app.unmount();
    await app.waitUntilExit().catch(() => {});
  }
}
