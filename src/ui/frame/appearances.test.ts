/** If this fails, a screen exceeds a terminal, or loses information without colour or Unicode. */
import { describe, expect, it } from 'vitest';
import { SCREEN_NAMES } from '../../app/screen-name.ts';
import { presentScreen } from '../../app/screens/screen.ts';
import { cells } from '../../render/line/width.ts';
import { FIXTURES, shownBy } from '../testing/fixtures.ts';
import { STATES } from '../testing/states.ts';
import { drawFrame } from './draw-frame.ts';
import { paintLines } from './paint.ts';

const SIZES = [
  [60, 16],
  [80, 24],
  [119, 30],
  [120, 30],
  [140, 40],
  [220, 50],
] as const;
const LOOKS = [
  ['in colour', { coloured: true, ascii: false, fileLink: null }],
  ['without colour', { coloured: false, ascii: false, fileLink: null }],
  ['in ASCII', { coloured: true, ascii: true, fileLink: null }],
] as const;

const screens = SCREEN_NAMES.filter((name) => name !== 'too-small').map((name) => ({
  name,
  ...FIXTURES[name],
  shown: shownBy(FIXTURES[name]),
}));
const states = Object.entries(STATES).map(([name, input]) => ({ name, input, words: [], shown: { screen: presentScreen(input) } }));
const SHOWN = [...screens, ...states];
// biome-ignore lint/suspicious/noControlCharactersInRegex: this is what a colour looks like
const SGR = /\u001b\[([\d;]*)m/g;

describe.each(SIZES)('a terminal of %i×%i', (columns, rows) => {
  it.each(LOOKS)('is filled exactly by every screen, with its footer: %s', (_, appearance) => {
    for (const { name, input, words, shown } of SHOWN) {
      const { lines } = drawFrame(shown, input.ui, { columns, rows }, input.live !== null);
      const painted = paintLines(lines, appearance).split('\r\n');
      const text = painted.map((line) => line.replace(SGR, ''));
      expect(text, name).toHaveLength(rows);
      for (const line of text) expect(cells(line), `${name}: ${line}`).toBeLessThanOrEqual(columns);
      expect(text.at(-1)?.trim(), name).not.toBe('');
      if (appearance.ascii) expect(text.join(''), name).toMatch(/^[ -~]*$/);
      if (!appearance.coloured)
        expect(
          [...painted.join('').matchAll(SGR)].flatMap(([, codes = '']) => codes.split(';')).filter((code) => Number(code) >= 30),
          name,
        ).toEqual([]);
      // A status can be read without its colour.
      for (const word of words.filter((each) => /^(PASS|FAIL|UNSURE)/.test(each)))
        expect(text.join('\n'), name).toContain(word.split(' ')[0] ?? word);
    }
  });
});
