/** An order from a seed, so that a session does not always run beside the same others. */
export function shuffled<T>(items: readonly T[], seed: number): T[] {
  const next = numbersFrom(seed);
  return items
    .map((item) => ({ item, place: next() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}

/** A linear congruential generator (Numerical Recipes); good enough to spread work. */
function numbersFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state;
  };
}
