/** Computes facts that several rules share once per view. */
import type { View } from './view.ts';

export function perView<T>(derive: (view: View) => T): (view: View) => T {
  const known = new WeakMap<View, { value: T }>();
  return (view) => {
    const seen = known.get(view) ?? { value: derive(view) };
    known.set(view, seen);
    return seen.value;
  };
}
