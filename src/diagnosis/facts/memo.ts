/** Caches facts that several rules share, once per view. */
import type { View } from './view.ts';

export function memoize<T>(derive: (view: View) => T): (view: View) => T {
  return memoised(derive, (view) => view);
}

/**
 * Caches facts that depend on observations only, not on which of them are failures. Views without some failures (`engine/narrow.ts`) share
 * them.
 */
export function perLog<T>(derive: (view: View) => T): (view: View) => T {
  return memoised(derive, ({ observations }) => observations);
}

function memoised<T>(derive: (view: View) => T, keyOf: (view: View) => WeakKey): (view: View) => T {
  const known = new WeakMap<WeakKey, { value: T }>();
  return (view) => {
    const key = keyOf(view);
    let seen = known.get(key);
    if (seen === undefined) {
      seen = { value: derive(view) };
      known.set(key, seen);
    }
    return seen.value;
  };
}
