import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packRows, unpackRows } from './row-names.ts';

describe('compressed requirement ids', () => {
  it('contain only the part after their area', () => {
    expect(packRows(['gateway.https-8443', 'aws.ec2', 'gateway.udp-4242'])).toEqual(['gateway https-8443 udp-4242', 'aws ec2']);
  });

  it('are restored unchanged for any characters', () => {
    const id = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.constantFrom('', '.', 'a.', '.a', '=x', 'a.b c', 'ä.%41', 'a.b.c'),
    );
    fc.assert(
      fc.property(fc.uniqueArray(id), (ids) => {
        const wellFormed = ids.map((text) => text.toWellFormed());
        expect(unpackRows(packRows(ids)).sort()).toEqual(wellFormed.sort());
      }),
    );
  });

  it('are read unchanged when they are not compressed', () => {
    expect(unpackRows(['a %zz', '=%', ''])).toEqual(['a.%zz', '%']);
  });
});
