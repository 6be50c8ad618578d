/** If these fail, the bundle that is written differs from the one in the preview. */
import { describe, expect, it, vi } from 'vitest';
import { storyApplication } from '../app/testing/story.ts';
import { walked } from '../documents/testing/story.ts';
import { lineText } from '../render/line/line.ts';
import { createScreenStore } from './store.ts';

function atPreview(size = { columns: 80, rows: 24 }) {
  const app = storyApplication({ guide: walked({ type: 'goto', step: 'finish' }) });
  const previews = vi.spyOn(app.draft, 'preview');
  const writes = vi.spyOn(app.draft, 'write');
  const store = createScreenStore({ app, size, opened: null, showValues: false, exit: () => {} });
  const text = () => store.getSnapshot().lines.map(lineText).join('\n');
  const shows = (words: string) => vi.waitFor(() => expect(text()).toContain(words));
  const keys = (...presses: string[]) => {
    for (const press of presses) store.press(press);
  };
  keys('enter');
  return { store, text, shows, keys, previews, writes };
}

describe.each([
  { columns: 80, rows: 24 },
  { columns: 60, rows: 16 },
  { columns: 140, rows: 40 },
])('the preview at $columns×$rows', (size) => {
  it('writes the bundle when w is pressed, but only after the files were shown', async () => {
    const { store, shows, keys, writes } = atPreview(size);
    keys('w');
    expect(writes).not.toHaveBeenCalled();
    await shows('1  events.jsonl');
    await shows('2  report.md');
    keys('enter', 'b', 'b');
    await shows('Write the bundle');
    expect(writes).not.toHaveBeenCalled();
    keys('enter');
    await shows('level standard');
    keys('w');
    await shows('The bundle is written');
    expect(writes).toHaveBeenCalledTimes(1);
    store.stop();
  });

  it('shows a file as it will be in the bundle, and b goes back to the list', async () => {
    const { store, shows, text, keys } = atPreview(size);
    await shows('report.md');
    keys('down', 'enter');
    await shows('Initech asks px-ip4-10-abcd-efg');
    keys('escape');
    await shows(' › ');
    expect(text()).toMatch(/› {2}2 {2}report\.md/);
    store.stop();
  });

  it('counts a word while it is typed, hides it in every file on Enter, and searches again', async () => {
    const { store, shows, keys, previews } = atPreview(size);
    await shows('level standard');
    keys('/', ...'initech');
    await shows('events.jsonl: 1 time');
    await shows('report.md: 1 time');
    keys('enter');
    await shows('The word is hidden: no file contains it any more.');
    expect(previews.mock.lastCall?.[0]).toEqual({ without: [], hidden: ['Initech', 'initech'] });
    keys('escape');
    await shows('1 known word');
    store.stop();
  });
});

describe('a file in the preview', () => {
  it('can be omitted and restored when it is optional', async () => {
    const { store, shows, keys, previews } = atPreview();
    await shows('level standard');
    keys('down', 'x');
    await shows('left out, as asked for');
    expect(previews.mock.lastCall?.[0]).toEqual({ without: ['report.md'], hidden: [] });
    keys('x');
    await vi.waitFor(() => expect(previews.mock.lastCall?.[0]).toEqual({ without: [], hidden: [] }));
    store.stop();
  });

  it('cannot be omitted when the bundle needs it, and the reason is shown', async () => {
    const { store, shows, text, keys, previews } = atPreview();
    await shows('level standard');
    keys('x');
    expect(text()).toContain('A bundle cannot be opened without this file.');
    expect(previews).toHaveBeenCalledTimes(1);
    store.stop();
  });
});

it('the preview shows the reason, and w writes nothing, when the bundle cannot be created', async () => {
  const { store, shows, keys, previews, writes } = atPreview();
  await shows('level standard');
  previews.mockResolvedValue({ ok: false, problem: 'The bundle was withheld: 1 item in it looked like a secret after redaction.' });
  keys('down', 'x');
  await shows('The bundle was withheld');
  keys('w');
  expect(writes).not.toHaveBeenCalled();
  store.stop();
});
