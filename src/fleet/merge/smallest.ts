/**
 * A map with a limit that keeps the entries with the smallest keys. What it leaves out thus depends neither on the order of arrival nor on
 * how the input was split.
 */
export interface Smallest<V> {
  get(key: string): V | undefined;
  /** False if the entry is left out. Every later entry with this key is left out too. */
  set(key: string, value: V): boolean;
  /** The maximum number of entries at the end. */
  size(): number;
  /** In the order of their keys. */
  entries(): [string, V][];
}

/** Entries above the limit are removed in batches of this share, because each removal needs a sort. */
const SLACK = 0.25;

/** `leaves` is called with each entry that does not fit. */
export function createSmallest<V>(most: number, leaves: (value: V) => void): Smallest<V> {
  const kept = new Map<string, V>();
  /** The largest key that can still be kept. */
  let last: string | null = null;

  const sorted = () => [...kept].sort(([a], [b]) => (a < b ? -1 : 1));
  const prune = () => {
    if (kept.size <= most) return sorted();
    const entries = sorted();
    for (const [key, value] of entries.splice(most)) {
      kept.delete(key);
      leaves(value);
    }
    last = entries.at(-1)?.[0] ?? '';
    return entries;
  };

  return {
    get: (key) => kept.get(key),
    set(key, value) {
      if (last !== null && key > last) {
        leaves(value);
        return false;
      }
      kept.set(key, value);
      if (kept.size > most * (1 + SLACK)) prune();
      return kept.has(key);
    },
    size: () => Math.min(kept.size, most),
    entries: prune,
  };
}
