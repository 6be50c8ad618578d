/** If this fails, which entries a limit leaves out depends on the order in which they arrive. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createSmallest } from './smallest.ts';

it('the collection of smallest keys is the same for any order, and hands out each entry that does not fit', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string(), { maxLength: 40 }), fc.integer({ min: 1, max: 8 }), (keys, most) => {
      const left: string[] = [];
      const kept = createSmallest<string>(most, (key) => left.push(key));
      for (const key of keys) kept.set(key, key);
      const expected = [...keys].sort();
      expect(kept.entries().map(([key]) => key)).toEqual(expected.slice(0, most));
      expect(left.sort()).toEqual(expected.slice(most));
    }),
  );
});
