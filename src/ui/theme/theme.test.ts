/** The theme on real palettes: contrast, marks, and colour and ASCII by environment. */
import { describe, expect, it } from 'vitest';
import { SCREEN_NAMES } from '../../app/screen-name.ts';
import { lineText } from '../../render/line/line.ts';
import { printable } from '../../render/line/printable.ts';
import { statusSegments } from '../../render/line/status.ts';
import { ANSI, MARK_TONES, STATUS_MARKS, STATUS_TONES, STRIP_TONES, TONES, toneStyle } from '../../render/line/tones.ts';
import { cells } from '../../render/line/width.ts';
import { ASCII_STATUS_SYMBOLS, STATUS_SYMBOLS, STATUS_WORDS } from '../../render/status-words.ts';
import { drawFrame } from '../frame/draw-frame.ts';
import { FIXTURES, shownBy } from '../testing/fixtures.ts';
import { PALETTES } from '../testing/palettes.ts';
import { isColoured, usesAsciiOnly } from './support.ts';

/** The minimum contrast for text and for marks (WCAG 2.2, 1.4.3 and 1.4.11). */
const TEXT = 4.5;
const SIGN = 3;

function luminance(hex: string): number {
  const channel = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

function contrast(one: string, other: string): number {
  const [darker, lighter] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return ((lighter ?? 0) + 0.05) / ((darker ?? 0) + 0.05);
}

const isMark = (tone: string) => (MARK_TONES as readonly string[]).includes(tone);
const onEveryBackground = Object.entries(PALETTES).flatMap(([palette, colours]) => TONES.map((tone) => ({ palette, colours, tone })));

describe('essential text', () => {
  it.each(onEveryBackground.filter(({ tone }) => !isMark(tone)))('has enough contrast: $tone on $palette', ({ tone, colours }) => {
    const { color, dimColor } = toneStyle(tone, true);
    expect(dimColor).toBeUndefined();
    const shown = color === undefined ? colours.foreground : (colours.ansi[ANSI[color]] ?? colours.background);
    // No theme can exceed the contrast of the terminal's own foreground, and in Solarized that is just below the limit.
    expect(contrast(shown, colours.background)).toBeGreaterThanOrEqual(Math.min(TEXT, contrast(colours.foreground, colours.background)));
  });

  it.each(Object.entries(PALETTES))('shows a failure in a strip of runs, which has no status words, on %s', (_, { ansi, background }) => {
    const { color } = toneStyle(STRIP_TONES.FAIL, true);
    if (color === undefined) throw new Error('a failure is not coloured');
    expect(contrast(ansi[ANSI[color]] ?? background, background)).toBeGreaterThanOrEqual(SIGN);
    for (const status of STATUS_WORDS.filter((word) => word !== 'FAIL')) expect(toneStyle(STRIP_TONES[status], true).color).toBeUndefined();
  });

  it('is never dimmed, because dimmed text has too little contrast in every theme', () => {
    const half = (one: string, other: string) =>
      `#${[1, 3, 5]
        .map((at) =>
          Math.round((Number.parseInt(one.slice(at, at + 2), 16) + Number.parseInt(other.slice(at, at + 2), 16)) / 2)
            .toString(16)
            .padStart(2, '0'),
        )
        .join('')}`;
    const dimmed = Object.values(PALETTES).map(({ foreground, background }) => contrast(half(foreground, background), background));
    expect(Math.min(...dimmed)).toBeLessThan(2.5);
  });
});

describe('colours and marks', () => {
  it('repeat the status word with a mark of a different shape for each status, also in ASCII', () => {
    for (const status of STATUS_WORDS) {
      expect(lineText(statusSegments(status))).toMatch(new RegExp(`^${status} [^ ]`));
      expect(toneStyle(STATUS_TONES[status], true).color).toBeUndefined();
    }
    expect(new Set(Object.values(STATUS_SYMBOLS)).size).toBe(STATUS_WORDS.length);
    expect(new Set(Object.values(ASCII_STATUS_SYMBOLS)).size).toBe(STATUS_WORDS.length);
  });

  it('do not use red and green alone to distinguish passing and failing', () => {
    expect([toneStyle(STATUS_MARKS.PASS, true).color, toneStyle(STATUS_MARKS.FAIL, true).color]).toEqual(['cyan', 'redBright']);
  });

  it('use no attribute but bold when colour is disabled', () => {
    for (const tone of TONES) expect(Object.keys(toneStyle(tone, false)).filter((key) => key !== 'bold')).toEqual([]);
  });

  it.each([
    ['no variable', {}, false, true],
    ['NO_COLOR', { NO_COLOR: '1' }, false, false],
    ['an empty NO_COLOR', { NO_COLOR: '' }, false, true],
    ['FORCE_COLOR overriding NO_COLOR, as in Node', { NO_COLOR: '1', FORCE_COLOR: '1' }, false, true],
    ['FORCE_COLOR=0', { FORCE_COLOR: '0' }, false, false],
    ['--no-color overriding every variable', { FORCE_COLOR: '3' }, true, false],
  ])('are used unless the user disables them: %s', (_, environment, noColor, coloured) => {
    expect(isColoured(environment, noColor)).toBe(coloured);
  });
});

describe('the ASCII mode', () => {
  it.each([
    ['a UTF-8 locale', { LANG: 'de_DE.UTF-8' }, 'linux', false],
    ['utf8, as some systems spell it', { LC_CTYPE: 'C.utf8' }, 'linux', false],
    ['another character set', { LANG: 'de_DE.ISO-8859-1' }, 'linux', true],
    ['LC_ALL overriding the other variables', { LC_ALL: 'C', LANG: 'en_US.UTF-8' }, 'linux', true],
    ['an empty LC_ALL, which is ignored', { LC_ALL: '', LANG: 'en_US.UTF-8' }, 'linux', false],
    ['no locale, as in a bare container', {}, 'linux', true],
    ['no locale but a known terminal', { TERM_PROGRAM: 'vscode' }, 'linux', false],
    ['no locale on macOS', {}, 'darwin', false],
    ['the Linux console, whatever the locale', { TERM: 'linux', LANG: 'en_US.UTF-8' }, 'linux', true],
    ['the old Windows console', {}, 'win32', true],
    ['Windows Terminal', { WT_SESSION: 'a1' }, 'win32', false],
    ['Windows Terminal with a shell that sets a locale', { WT_SESSION: 'a1', LANG: 'C' }, 'win32', false],
  ] as const)("depends on the terminal's character set: %s", (_, environment, platform, ascii) => {
    expect(usesAsciiOnly(false, environment, platform)).toBe(ascii);
    expect(usesAsciiOnly(true, environment, platform)).toBe(true);
  });

  it('has an equivalent for every character that the screens draw', () => {
    const drawn = SCREEN_NAMES.flatMap(
      (name) => drawFrame(shownBy(FIXTURES[name]), FIXTURES[name].input.ui, { columns: 140, rows: 60 }).lines,
    );
    const signs = [...new Set(drawn.map(lineText).join(''))].filter((sign) => !/[ -~]/.test(sign));
    expect(signs.filter((sign) => printable(sign, true) === '?')).toEqual([]);
    expect(signs.length).toBeGreaterThan(4);
  });

  it('keeps the width of a non-Latin character', () => {
    for (const text of ['日本', 'é', 'e\u0301', 'ß']) expect(printable(text, true)).toHaveLength(cells(text));
  });
});
