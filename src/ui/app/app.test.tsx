import { render } from 'ink';
import { describe, expect, it } from 'vitest';
import { SCREEN_NAMES } from '../../app/screen-name.ts';
import { type Drawn, drawFrame } from '../frame/draw-frame.ts';
import type { ScreenStore } from '../store.ts';
import { FIXTURES, shownBy } from '../testing/fixtures.ts';
import { createTerminal } from '../testing/terminal.ts';
import { lineText } from '../text/line.ts';
import { App } from './app.tsx';

/** A store that shows what it is told to. */
function stillStore(first: Drawn): ScreenStore & { show(drawn: Drawn): void } {
  let drawn = first;
  const listeners = new Set<() => void>();
  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    getSnapshot: () => drawn,
    view: () => {
      throw new Error('nothing is read from here');
    },
    show(next) {
      drawn = next;
      for (const listener of listeners) listener();
    },
    press: () => {},
    paste: () => {},
    resize: () => {},
    broke: () => {},
    stop: () => {},
  };
}

describe('what Ink makes of a frame', () => {
  it.each([
    [60, 16],
    [80, 24],
    [140, 40],
  ])(
    'at %i×%i every screen stands in the cells as it was drawn, one after the other',
    async (columns, rows) => {
      const frames = SCREEN_NAMES.map((name) => {
        const { input } = FIXTURES[name];
        const size = name === 'too-small' ? { columns: 20, rows: 5 } : { columns, rows };
        // Nothing runs, so no spinner turns and the cells stand still.
        return drawFrame(shownBy({ ...FIXTURES[name], input: { ...input, live: null } }), input.ui, size);
      });
      const [first] = frames;
      if (first === undefined) throw new Error('there are no screens');
      const terminal = createTerminal(columns, rows);
      const store = stillStore(first);
      const app = render(
        <App
          store={store}
          appearance={{ coloured: true, ascii: false, fileLink: (path, text) => `\u001b]8;;file://${path}\u0007${text}\u001b]8;;\u0007` }}
        />,
        {
          stdin: terminal.stdin,
          stdout: terminal.stdout,
          interactive: true,
          alternateScreen: true,
          incrementalRendering: true,
          exitOnCtrlC: false,
          patchConsole: false,
        },
      );
      for (const frame of frames) {
        store.show(frame);
        await app.waitUntilRenderFlush();
        const cells = await terminal.screen();
        expect(cells.slice(0, frame.lines.length)).toEqual(frame.lines.map((line) => lineText(line).trimEnd()));
        expect(cells.slice(frame.lines.length).join('')).toBe('');
      }
      expect(terminal.written()).toContain('file://~/state/requests/a.txt');
      app.unmount();
      await app.waitUntilExit();
    },
    30_000,
  );
});
