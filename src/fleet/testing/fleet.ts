import { Fleet } from '../../model/fleet.ts';
import { createCollection } from '../merge/collection.ts';
import { createFleet } from '../merge/fleet-of.ts';
import { compact, type Told } from './places.ts';

export function machine(number: number): string {
  return `i-${number.toString(16).padStart(17, '0')}`;
}

/** Merges these results. Each is on a machine of its own, unless it says otherwise. */
export function fleet(results: readonly Told[], source = 'results.txt'): Fleet {
  const collection = createCollection();
  for (const [index, told] of results.entries()) collection.add(compact({ instance: machine(index), ...told }), { instance: null, source });
  return Fleet.parse(createFleet(collection.collected(), 1));
}
