/** Facts that several rules share are computed once per view, so that more rules do not mean more passes. */
import type { View } from './view.ts';

export function perView<T>(derive: (view: View) => T): (view: View) => T {
  const known = new WeakMap<View, { value: T }>();
  return (view) => {
    const seen = known.get(view) ?? { value: derive(view) };
    known.set(view, seen);
    return seen.value;
  };
}
