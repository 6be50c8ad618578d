const MAX_KNOWN = 20_000;

/** Remembers results, because many rules ask about the same hosts and addresses; only so many, in case a hostile report has more. */
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
