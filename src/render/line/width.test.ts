/** If this fails, this program counts cells differently from Ink, and columns are misaligned. */
import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { NARROW } from './width.ts';

const counted = Array.from({ length: 0x1_00_00 }, (_, code) => String.fromCharCode(code)).filter((sign) => NARROW.test(sign));

describe('characters whose width is counted instead of measured', () => {
  it('take one cell each', () => {
    expect(counted.filter((sign) => stringWidth(sign) !== 1)).toEqual([]);
    expect(counted.length).toBeGreaterThan(1000);
  });

  it('do not combine with other characters', () => {
    const text = fc.array(fc.constantFrom(...counted)).map((signs) => signs.join(''));
    fc.assert(fc.property(text, (each) => stringWidth(each) === each.length));
  });
});
