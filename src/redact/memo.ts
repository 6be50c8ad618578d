/** Caches the results of a pure function of a string, because a screen needs the same texts many times a second. */

const CAPACITY = 4096;

export interface TextMemo {
  of(text: string): string;
  forget(): void;
}

export function createMemo(compute: (text: string) => string): TextMemo {
  const known = new Map<string, string>();
  return {
    of(text) {
      const found = known.get(text);
      if (found !== undefined) return found;
      if (known.size >= CAPACITY) known.clear();
      const result = compute(text);
      known.set(text, result);
      return result;
    },
    forget: () => known.clear(),
  };
}
