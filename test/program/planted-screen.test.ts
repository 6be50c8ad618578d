/**
 * A secret of every kind in a note and in the titles of the user's own requirements: no cell of a small screen shows one, whether values
 * are shown or not.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { entriesOf, filesBelow } from '../support/files.ts';
import { newHome } from '../support/program.ts';
import { openTerminal } from '../support/pty.ts';
import { SECRET_KINDS } from '../support/secret-kinds.ts';
import { leaks } from '../support/secrets.ts';
import { walkToFinish } from '../support/walker.ts';

it('a screen of 80×24 shows no secret during a guided session that shows real values', { timeout: 90_000 }, async () => {
  const home = newHome();
  const [note, title] = ['note', 'title'].map((place) => SECRET_KINDS.map((kind) => kind.plant(`screen ${place}`)));
  const text = (planted: typeof note) => (planted ?? []).map((one) => one.text).join('\n');
  const rows = (title ?? []).map((one, index) => ({ id: `proxy.own-${index}`, title: one.text, url: `https://own-${index}.example.com` }));
  writeFileSync(join(home.folder, 'given-overlay.json'), JSON.stringify({ add: rows }));
  const screen = openTerminal(['--demo', 'proxy-unreachable', '--catalog=given-overlay.json', `--note=${text(note)}`], { home });
  await screen.shows('What is going wrong?');
  screen.press('9\r');
  await screen.shows('GD102');
  screen.press('m');
  await screen.shows('y yes');
  screen.press('y');
  await screen.shows('proxy.example.internal');
  screen.press('c');
  await screen.shows('b back');
  // Copies the request to the clipboard of the terminal.
  screen.press('c');
  await screen.shows(/[Cc]lipboard|opied/);
  screen.press('b');
  await screen.shows('GD102');
  await walkToFinish(screen);
  // Opens every view over the last screen.
  for (const [key, shows] of [
    ['t', 'The path so far'],
    ['i', /images/],
    ['a', /alias/],
    ['p', 'NO_PROXY'],
    ['?', 'Look closer'],
  ] as const) {
    screen.press(key);
    await screen.shows(shows);
    screen.press('b');
    await screen.shows('Write the bundle');
  }
  screen.press('\u0003');
  await screen.ended;
  const secrets = [note, title].flatMap((all) => (all ?? []).flatMap((planted) => planted.secrets));
  // The session measured the requirements of the overlay.
  const files = [...filesBelow(home.folder)].filter(([path]) => !path.startsWith('given-'));
  expect(files.map(([, bytes]) => bytes.toString('latin1')).join('\n')).toContain('proxy.own-0');
  expect([
    ...leaks('screen', screen.written(), secrets),
    ...files.flatMap(([path, bytes]) => [
      ...leaks(path, bytes, secrets),
      ...(path.endsWith('.zip') ? [...entriesOf(bytes)].flatMap(([entry, content]) => leaks(`${path} ${entry}`, content, secrets)) : []),
    ]),
  ]).toEqual([]);
});
