import type { FleetPicture } from '../../model/fleet.ts';
import type { Place } from './collection.ts';

/** How often each value occurs, the most frequent first; equal counts keep their order. */
export function counted<T>(values: readonly T[]): [T, number][] {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a);
}

export function spread(places: readonly Pick<Place, 'region' | 'account'>[]): FleetPicture['at'] {
  return counted(places.map(({ region, account }) => JSON.stringify([region, account]))).map(([key, of]) => {
    const [region, account] = JSON.parse(key) as [string | null, string | null];
    return { region, account, places: of };
  });
}
