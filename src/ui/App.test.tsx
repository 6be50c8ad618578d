/** If this fails, a screen visibly changes once Ink has loaded, or a line exceeds the terminal. */
import { render } from 'ink';
import { describe, expect, it } from 'vitest';
import { SCREEN_NAMES } from '../app/screen-name.ts';
import { App } from './App.tsx';
import type { Appearance } from './components/appearance.ts';
import { drawFrame } from './frame/draw-frame.ts';
import { paintLines } from './frame/paint.ts';
import type { Picture } from './frame/picture.ts';
import type { ScreenStore } from './store.ts';
import { FIXTURES, shownBy } from './testing/fixtures.ts';
import { createTerminal } from './testing/terminal.ts';

/** A store that shows a given frame. */
function stillStore(first: Picture): ScreenStore & { show(picture: Picture): void } {
  let picture = first;
  const listeners = new Set<() => void>();
  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    getSnapshot: () => picture,
    view: () => {
      throw new Error('nothing is read from here');
    },
    show(next) {
      picture = next;
      for (const listener of listeners) listener();
    },
    press: () => {},
    paste: () => {},
    resize: () => {},
    broke: () => {},
    stop: () => {},
  };
}

const fileLink = (path: string, text: string) => `\u001b]8;;file://${path}\u0007${text}\u001b]8;;\u0007`;
const IN_COLOUR: Appearance = { coloured: true, ascii: false, fileLink };
const BARE: Appearance = { coloured: false, ascii: true, fileLink };

describe('the Ink application', () => {
  it.each([
    [60, 16, IN_COLOUR],
    [80, 24, BARE],
    [140, 40, IN_COLOUR],
  ])(
    'draws every screen exactly as it was painted before Ink was loaded, in the same colours, at %i×%i',
    async (columns, rows, appearance) => {
      const pictures = SCREEN_NAMES.map((name) => {
        const { input } = FIXTURES[name];
        const size = name === 'too-small' ? { columns: 20, rows: 5 } : { columns, rows };
        // Nothing runs, so no spinner is animated.
        return drawFrame(shownBy({ ...FIXTURES[name], input: { ...input, live: null } }), input.ui, size);
      });
      const [first] = pictures;
      if (first === undefined) throw new Error('there are no screens');
      const terminal = createTerminal(columns, rows);
      const store = stillStore(first);
      const app = render(<App store={store} appearance={appearance} measure={() => store.getSnapshot().size} />, {
        stdin: terminal.stdin,
        stdout: terminal.stdout,
        interactive: true,
        alternateScreen: true,
        incrementalRendering: true,
        exitOnCtrlC: false,
        patchConsole: false,
      });
      for (const picture of pictures) {
        store.show(picture);
        await app.waitUntilRenderFlush();
        const painted = createTerminal(columns, rows);
        painted.stdout.write(paintLines(picture.lines, appearance));
        expect(await terminal.looks(), picture.name).toEqual(await painted.looks());
      }
      expect(terminal.written()).toContain('file://~/state/requests/a.txt');
      app.unmount();
      await app.waitUntilExit();
    },
    30_000,
  );
});
