/** The order of requirements, values and machines in lists. */

import { AREAS } from '../../model/areas.ts';
import type { FleetPicture } from '../../model/fleet.ts';
import { PSEUDONYM } from './cause.ts';
import type { CollectedPlace } from './places.ts';

/** The number of occurrences of each value, most frequent first; equal counts keep their order. */
export function countByValue<T>(values: readonly T[]): [T, number][] {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a);
}

export function spreadOfPlaces(places: readonly Pick<CollectedPlace, 'region' | 'account' | 'maskedBy'>[]): FleetPicture['at'] {
  // The same pseudonym under two keys means two accounts.
  const key = ({ account, maskedBy }: (typeof places)[number]) => (account !== null && PSEUDONYM.test(account) ? maskedBy : null);
  return countByValue(places.map((place) => JSON.stringify([place.region, place.account, key(place)]))).map(([key, of]) => {
    const [region, account] = JSON.parse(key) as [string | null, string | null];
    return { region, account, places: of };
  });
}

/** Requirements by area in catalogue order, then by name, whatever the order of the machines. */
export function sortRows(ids: readonly string[]): { id: string; row: number }[] {
  const rank = (id: string) => {
    const area = AREAS.findIndex((known) => id.startsWith(`${known}.`));
    return area < 0 ? AREAS.length : area;
  };
  return ids
    .map((id, row) => ({ id, row, area: rank(id) }))
    .sort((a, b) => a.area - b.area || (a.id < b.id ? -1 : 1))
    .map(({ id, row }) => ({ id, row }));
}
