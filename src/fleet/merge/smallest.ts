/**
 * A map with a limit that keeps the entries with the smallest keys. So what is left out depends neither on the order of arrival nor on how
 * the input was split.
 */
export interface Smallest<V> {
  get(key: string): V | undefined;
  /** False if the entry is left out, as every later one with this key is. */
  set(key: string, value: V): boolean;
  /** At most this many are kept in the end. */
  size(): number;
  /** In the order of their keys. */
  entries(): [string, V][];
}

/** Entries above the limit are dropped in batches of this share, because each batch needs a sort. */
const SLACK = 0.25;

/** `leaves` gets each entry that does not fit. */
export function createSmallest<V>(most: number, leaves: (value: V) => void): Smallest<V> {
  const kept = new Map<string, V>();
  /** The largest key that may still be kept. */
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
