/** If these fail, a report, a server or a file name can control the terminal that shows it, or hide text. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeDrawing } from './sequences.ts';
import { escapeHidden, escapeHiddenInLine } from './visible.ts';

const ESC = '\u001b';

describe('text made visible', () => {
  it.each([
    ['an escape sequence', `a${ESC}[31mb`, 'a\\u001b[31mb'],
    ['a C1 control', 'a\u009b31mb', 'a\\u009b31mb'],
    ['delete, bell and a lone carriage return', 'a\u007f\u0007\rb', 'a\\u007f\\u0007\\u000db'],
    ['a mark that changes the text direction', 'a\u202egpj.exe', 'a\\u202egpj.exe'],
    ['zero-width characters', 'a\u200b\u2060\ufeffb\u00ad', 'a\\u200b\\u2060\\ufeffb\\u00ad'],
    ['tags beyond the first plane', 'a\u{e0041}b', 'a\\udb40\\udc41b'],
    ['line separators', 'a\u2028b\u0085', 'a\\u2028b\\u0085'],
  ])('shows %s escaped', (_, text, shown) => expect(escapeHidden(text)).toBe(shown));

  it('keeps newline, tab, CSV line endings and letters of any script', () => {
    const text = 'a\tb\r\nc\nGrüße, 日本, ✔ e\u0301';
    expect(escapeHidden(text)).toBe(text);
    expect(escapeHiddenInLine('a\tb\nc')).toBe('a\\u0009b\\u000ac');
  });

  it('keeps its meaning as JSON, and does not change when it is escaped twice', () => {
    fc.assert(
      fc.property(fc.json({ stringUnit: 'binary' }), (json) => {
        expect(JSON.parse(escapeHidden(json))).toEqual(JSON.parse(json));
        expect(escapeHidden(escapeHidden(json))).toBe(escapeHidden(json));
      }),
    );
  });
});

describe('terminal output', () => {
  it('keeps colours, cursor movement and screen sequences', () => {
    const picture = `${ESC}[?1049h${ESC}[2J${ESC}[H${ESC}[?25l${ESC}[1;91mFAIL${ESC}[0m\r\n${ESC}[3A${ESC}[2K${ESC}]8;;file://host/tmp/a.zip\u0007a.zip${ESC}]8;;\u0007`;
    expect(escapeDrawing(picture)).toBe(picture);
  });

  it.each([
    ['a clipboard write', `${ESC}]52;c;ZXZpbA==\u0007`],
    ['a window title', `${ESC}]0;mine\u0007`],
    ['a query that the terminal answers with keystrokes', `${ESC}[6n`],
    ['hidden text', `${ESC}[8m`],
    ['a window operation', `${ESC}[3;0;0t`],
    ['a device control string', `${ESC}P1$r0m${ESC}\\`],
    ['a hyperlink', `${ESC}]8;;https://evil.test/\u0007`],
    ['mouse reporting', `${ESC}[?1003h`],
    ['an incomplete sequence', `${ESC}[`],
  ])('escapes %s', (_, sequence) => {
    expect(escapeDrawing(`a${sequence}b`)).not.toContain(ESC);
    expect(escapeDrawing(`a${sequence}b`)).toMatch(/^a\\u001b.*b$/);
  });
});
