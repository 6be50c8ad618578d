import { describe, expect, it } from 'vitest';
import { clipboardSequence } from './clipboard.ts';

/** The text that a terminal decodes from the sequence. */
function content(sequence: string | null): string {
  const [, base64 = ''] = /\]52;c;([A-Za-z0-9+/=]*)/.exec(sequence ?? '') ?? [];
  return Buffer.from(base64, 'base64').toString();
}

describe('the clipboard escape sequence', () => {
  it('contains the text, with its line breaks and in any script', () => {
    const text = 'Please allow CONNECT to us01.gitpod.dev:8443\nDanke, grüße ✔';
    const sequence = clipboardSequence(text, {});
    expect([sequence?.slice(0, 7), sequence?.at(-1)]).toEqual(['\u001b]52;c;', '\u0007']);
    expect(content(sequence)).toBe(text);
  });

  it('is sent to tmux both plain and wrapped, with every escape character doubled', () => {
    expect(clipboardSequence('a', { TMUX: '/tmp/tmux-0/default,1,0' })).toBe(
      '\u001b]52;c;YQ==\u0007\u001bPtmux;\u001b\u001b]52;c;YQ==\u0007\u001b\\',
    );
  });

  it('is sent to screen in chunks below the limit, which give the whole sequence when joined', () => {
    const text = 'x'.repeat(200);
    const sequence = clipboardSequence(text, { STY: '1.pts-0.host' }) ?? '';
    const pieces = sequence.split('\u001b\\').filter((piece) => piece !== '');
    expect(pieces.length).toBeGreaterThan(2);
    for (const piece of pieces) {
      expect(piece.startsWith('\u001bP')).toBe(true);
      expect(piece.length).toBeLessThan(100);
    }
    expect(content(pieces.map((piece) => piece.slice(2)).join(''))).toBe(text);
  });

  it('is omitted for a text so long that terminals would truncate it', () => {
    expect(clipboardSequence('x'.repeat(80_000), {})).toBeNull();
  });
});
