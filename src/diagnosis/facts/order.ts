/** Sort orders that do not depend on the machine, so that results are reproducible. */

/** Compares by code unit, independent of the locale. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Items in plan order; the number in each id is parsed once. */
export function inPlanOrder<T extends { id: string }>(items: readonly T[]): T[] {
  const numbered = items.map((item) => ({ item, number: Number(item.id.slice(1)) }));
  const before = (a: (typeof numbered)[number], b: typeof a) => a.number - b.number || compare(a.item.id, b.item.id);
  const isOrdered = numbered.every((each, index) => index === 0 || before(numbered[index - 1] ?? each, each) <= 0);
  return isOrdered ? [...items] : numbered.sort(before).map(({ item }) => item);
}

export function byPlan(a: string, b: string): number {
  return Number(a.slice(1)) - Number(b.slice(1)) || compare(a, b);
}

/** Drops duplicates; keeps the order of first appearance. */
export function unique<T>(items: Iterable<T>): T[] {
  return [...new Set(items)];
}
