/** If this fails, a screen is wider or higher than somebody's terminal, or says less without colour or without Unicode. */
import { describe, expect, it } from 'vitest';
import { MANY, openedBundle } from '../../present/testing/subjects.ts';
import { SCREEN_NAMES } from '../screen-name.ts';
import { FIXTURES, type Fixture, shownBy } from '../testing/fixtures.ts';
import { cells } from '../text/width.ts';
import { drawFrame } from './draw-frame.ts';
import { paint } from './paint.ts';

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

const { input: comparing } = FIXTURES.compare;
const many: Fixture = {
  ...FIXTURES.compare,
  input: { ...comparing, ui: { ...comparing.ui, bundle: { state: 'opened', bundle: openedBundle({ compared: MANY }) } } },
};
const SHOWN: [string, Fixture][] = [
  ...SCREEN_NAMES.filter((name) => name !== 'too-small').map((name): [string, Fixture] => [name, FIXTURES[name]]),
  ['many reports', many],
];
// biome-ignore lint/suspicious/noControlCharactersInRegex: this is what a colour looks like
const SGR = /\u001b\[([\d;]*)m/g;

describe.each(SIZES)('at %i×%i', (columns, rows) => {
  it.each(LOOKS)('every screen %s fits exactly and keeps its footer', (_, appearance) => {
    for (const [name, fixture] of SHOWN) {
      const { lines } = drawFrame(shownBy(fixture), fixture.input.ui, { columns, rows }, fixture.input.live !== null);
      const painted = paint(lines, appearance).split('\r\n');
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
      // A status is read without its colour.
      for (const word of fixture.words.filter((each) => /^(PASS|FAIL|UNSURE)/.test(each)))
        expect(text.join('\n'), name).toContain(word.split(' ')[0] ?? word);
    }
  });
});
