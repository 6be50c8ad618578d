import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import './exact-width.ts';
import { cells, NARROW } from './width.ts';

const everyCharacter = Array.from({ length: 0x1_00_00 }, (_, code) => String.fromCharCode(code));

describe('the cells of a text', () => {
  it('what is counted without measuring takes one cell each, so that no column is shifted', () => {
    const counted = everyCharacter.filter((character) => NARROW.test(character));
    expect(counted.filter((character) => stringWidth(character) !== 1)).toEqual([]);
    expect(counted.length).toBeGreaterThan(1000);
  });

  it('a text of such characters is as wide as it is long', () => {
    const counted = everyCharacter.filter((character) => NARROW.test(character));
    fc.assert(fc.property(fc.array(fc.constantFrom(...counted)), (text) => cells(text.join('')) === stringWidth(text.join(''))));
  });

  it.each(['日本語', '한국어', 'é', '👩‍👩‍👧', '🇩🇪', 'a\u200bb'])('%s is measured as Ink measures it', (text) => {
    expect(cells(text)).toBe(stringWidth(text));
  });
});
