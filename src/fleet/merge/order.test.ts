/** The fleet depends only on the results, not on their order. Otherwise partial collections could not be combined. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Fleet } from '../../model/fleet.ts';
import { type AnyResult, addAll, anyResult } from '../testing/any-result.ts';
import { createCollection } from './collection.ts';
import { createFleet } from './fleet-of.ts';

const collected = (results: readonly AnyResult[]) => {
  const collection = createCollection();
  addAll(collection, results);
  const { names, ...rest } = collection.collected();
  return { json: JSON.stringify(Fleet.parse(createFleet({ names, ...rest }, 1))), names };
};

describe('a collection', () => {
  it('is the same for any order of its results', () => {
    fc.assert(
      fc.property(
        fc
          .array(anyResult, { minLength: 2, maxLength: 14 })
          .chain((results) => fc.tuple(fc.constant(results), fc.shuffledSubarray(results, { minLength: results.length }))),
        ([results, shuffled]) => {
          expect(collected(shuffled)).toEqual(collected(results));
        },
      ),
      { numRuns: 300 },
    );
  });
});
