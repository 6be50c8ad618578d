/** The screen in terminals that support less, or in which less was requested: no information is lost, and no text is garbled. */
import { afterAll, describe, expect, it } from 'vitest';
import { run } from '../support/program.ts';
import { openTerminal, type Terminal } from '../support/pty.ts';

const RUN_TIME = { timeout: 60_000 };
// biome-ignore lint/suspicious/noControlCharactersInRegex: this is what a colour looks like
const COLOUR = /\u001b\[(?:\d+;)*(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:;\d+)*m/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: and what stands in it
const COLOURED = /\u001b\[(?:\d+;)*(?:3[0-7]|9[0-7])m([^\u001b]*)/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are ASCII, too
const ASCII = /^[\u0000-\u007f]*$/;
const BOLD = '\u001b[1m';

const open: Terminal[] = [];
afterAll(() => {
  for (const one of open.splice(0)) one.kill();
});

/** Goes to the cause of a scenario, and exits. Returns the cells of the cause, and everything that was written. */
async function seen(env: Readonly<Record<string, string>>, flags: readonly string[] = []) {
  const screen = openTerminal(['--demo', 'resolver-refuses', '--no-store', ...flags], { env });
  open.push(screen);
  await screen.shows('What is going wrong?');
  screen.press('2\r');
  await screen.shows('answers REFUSED');
  const cells = (await screen.shows(/^ .*n next/)).join('\n');
  screen.press('\u0003');
  expect(await screen.ended).toMatchObject({ status: 130, alternate: false, cursorHidden: false });
  return { cells, written: screen.written() };
}

describe.concurrent('colour', () => {
  it.each([
    ['NO_COLOR', { NO_COLOR: '1' }, []],
    ['FORCE_COLOR=0', { FORCE_COLOR: '0' }, []],
    ['--no-color, whatever the environment says', { FORCE_COLOR: '3' }, ['--no-color']],
  ] as const)('is disabled by %s, while bold text stays bold', RUN_TIME, async (_, env, flags) => {
    const { cells, written } = await seen(env, flags);
    expect(written).not.toMatch(COLOUR);
    expect(written).not.toContain('Warning');
    expect(written).toContain(BOLD);
    expect(cells).toContain('FAIL ✘');
  });

  it("is used only for marks, also in CI, and text has the terminal's own foreground colour", RUN_TIME, async () => {
    const { written } = await seen({ CI: 'true', TERM: 'xterm' });
    const coloured = [...written.matchAll(COLOURED)].map(([, text = '']) => text.trim());
    expect(coloured.length).toBeGreaterThan(3);
    expect(coloured.filter((text) => /[A-Za-z]/.test(text))).toEqual([]);
  });
});

describe.concurrent('contradictory colour variables', () => {
  it.each<[Record<string, string>]>([
    [{ NO_COLOR: '1', FORCE_COLOR: '1' }],
    [{ NO_COLOR: '1', FORCE_COLOR: '' }],
    [{ NODE_DISABLE_COLORS: '1', FORCE_COLOR: '2' }],
  ])('cause no warning when they are %j', RUN_TIME, async (env) => {
    const ended = await run(['check', 'host', '--demo', 'healthy', '--json'], { env });
    expect([ended.status, ended.stderr]).toEqual([0, '']);
  });

  it('are decided by FORCE_COLOR unless it is empty', RUN_TIME, async () => {
    const [forced, refused] = await Promise.all([seen({ NO_COLOR: '1', FORCE_COLOR: '1' }), seen({ NO_COLOR: '1', FORCE_COLOR: '' })]);
    expect(forced.written).toMatch(COLOUR);
    expect(refused.written).not.toMatch(COLOUR);
  });
});

describe.concurrent('an ASCII screen', () => {
  it.each([
    ['--ascii', {}, ['--ascii']],
    ['a locale that is not UTF-8', { LANG: 'C' }, []],
    ['an LC_ALL that overrides LANG', { LC_ALL: 'POSIX' }, []],
    ['the Linux console as terminal', { TERM: 'linux' }, []],
  ] as const)('is drawn with %s', RUN_TIME, async (_, env, flags) => {
    const { cells, written } = await seen(env, flags);
    expect(cells).toContain('FAIL x');
    expect(written).toMatch(ASCII);
  });
});
