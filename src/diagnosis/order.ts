/** Orders that do not depend on the machine: results are the same everywhere and every time. */

/** By code unit, whatever the language of the machine. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Ids in plan order: `o2` before `o10`. */
export function byPlan(a: string, b: string): number {
  return Number(a.slice(1)) - Number(b.slice(1)) || compare(a, b);
}
