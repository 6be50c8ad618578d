/** The results by the keys of their machines: the newest of each, and how many there were. */
import type { FleetPlace } from '../../model/fleet.ts';
import { type Identity, keyOf, moment } from './identity.ts';
import { createSmallest } from './smallest.ts';
import type { PlaceResult, StoredResult } from './story.ts';
import type { FleetIndexTables } from './tables.ts';

/** What is known about the machine, beside its result. */
export type PlaceFacts = Omit<FleetPlace, 'id' | 'picture' | 'causes' | 'outcome'> & {
  version: string;
  list: { version: string; sha256: string };
  /** Whether the result is masked; undefined if unknown. */
  maskedBy: string | null | undefined;
  identity: Identity;
  durationMs: number;
};

export type CollectedPlace = PlaceFacts & { story: PlaceResult };

export type StoredPlace = PlaceFacts & {
  story: StoredResult;
  /** The number of results of this machine and run. */
  results: number;
};

export interface Places {
  add(place: StoredPlace): void;
  size(): number;
  /** In the order of the keys, and the number of results of the machines that do not fit. */
  sorted(): { places: StoredPlace[]; leftOut: number };
}

export function createPlaces(most: number, { spelled }: Pick<FleetIndexTables, 'spelled'>): Places {
  let leftOut = 0;
  const places = createSmallest<StoredPlace>(most, ({ results }) => {
    leftOut += results;
  });
  /** The newer result wins; at equal times the complete one. Between equal results, any fixed order decides. */
  const replaces = (place: StoredPlace, before: StoredPlace): boolean => {
    const [now, then] = [moment(place.startedAt), moment(before.startedAt)];
    if (now !== then) return now > then;
    if (place.cutShort !== before.cutShort) return before.cutShort;
    const [one, other] = [factsOf(place), factsOf(before)];
    if (one !== other) return one < other;
    return place.story !== before.story && resultOf(place) < resultOf(before);
  };
  const resultOf = ({ story: { verdicts, roots, ...counts } }: StoredPlace) =>
    JSON.stringify([counts.outcome, counts.met, counts.unmet, counts.unknown, counts.lost]) + spelled(verdicts, roots);
  return {
    add(place) {
      const key = keyOf(place.identity);
      const before = places.get(key);
      if (before === undefined) return void places.set(key, place);
      const results = before.results + place.results;
      if (replaces(place, before)) places.set(key, { ...place, results });
      else before.results = results;
    },
    size: places.size,
    sorted() {
      const kept = places.entries().map(([, place]) => place);
      return { places: kept, leftOut };
    },
  };
}

function factsOf({ story: _, results: __, ...facts }: StoredPlace): string {
  return JSON.stringify(Object.entries(facts).sort(([a], [b]) => (a < b ? -1 : 1)));
}
