const MAX_KNOWN = 50_000;

/** Memoizes results, because many rules examine the same hosts and addresses. The cache is bounded, in case of a hostile report. */
export function remembered<T extends NonNullable<unknown> | null>(derive: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    let found = known.get(text);
    if (found === undefined) {
      if (known.size >= MAX_KNOWN) known.clear();
      found = derive(text);
      known.set(text, found);
    }
    return found;
  };
}
