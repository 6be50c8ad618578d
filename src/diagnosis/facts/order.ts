/** Orders that do not depend on the machine: results are the same everywhere and every time. */

/** By code unit, whatever the language of the machine. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** What has such ids, in plan order; the number of each is read once. */
export function inPlanOrder<T extends { id: string }>(items: readonly T[]): T[] {
  if (items.every((item, index) => index === 0 || byPlan(items[index - 1]?.id ?? '', item.id) <= 0)) return [...items];
  const numbered = items.map((item) => ({ item, number: Number(item.id.slice(1)) }));
  return numbered.sort((a, b) => a.number - b.number || compare(a.item.id, b.item.id)).map(({ item }) => item);
}

/** Ids in plan order: `o2` before `o10`. */
export function byPlan(a: string, b: string): number {
  return Number(a.slice(1)) - Number(b.slice(1)) || compare(a, b);
}

/** Each once, in the order of first appearance. */
export function unique<T>(items: Iterable<T>): T[] {
  return [...new Set(items)];
}
