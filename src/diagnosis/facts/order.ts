/** Sort orders that do not depend on the machine, so that results are reproducible. */

/** Compares by code unit, independent of the locale. */
export function compareCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Sorts in plan order. The number in each id is parsed only once. */
export function sortInPlanOrder<T extends { id: string }>(items: readonly T[]): T[] {
  const numbers = items.map(({ id }) => Number(id.slice(1)));
  if (numbers.every((number, at) => at === 0 || (numbers[at - 1] ?? 0) < number)) return [...items];
  const numbered = items.map((item, at) => ({ item, number: numbers[at] ?? 0 }));
  return numbered.sort((a, b) => a.number - b.number || compareCodeUnits(a.item.id, b.item.id)).map(({ item }) => item);
}

export function comparePlanIds(a: string, b: string): number {
  return Number(a.slice(1)) - Number(b.slice(1)) || compareCodeUnits(a, b);
}

/** Drops duplicates; keeps the order of first appearance. */
export function unique<T>(items: readonly T[]): T[] {
  return items.length < 2 ? [...items] : [...new Set(items)];
}

export function push<K, V>(groups: Map<K, V[]>, key: K, item: V): void {
  const known = groups.get(key);
  if (known === undefined) groups.set(key, [item]);
  else known.push(item);
}
