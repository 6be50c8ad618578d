/** Sort orders that do not depend on the machine, so that results are reproducible. */

/** Compares by code unit, independent of the locale. */
export function compareCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Sorts in plan order. */
export function sortInPlanOrder<T extends { id: string }>(items: readonly T[]): T[] {
  let before = Number.NEGATIVE_INFINITY;
  const isSorted = items.every(({ id }) => {
    const number = planNumber(id);
    const isNext = before < number;
    before = number;
    return isNext;
  });
  if (isSorted) return [...items];
  const numbered = items.map((item) => ({ item, number: planNumber(item.id) }));
  return numbered.sort((a, b) => a.number - b.number || compareCodeUnits(a.item.id, b.item.id)).map(({ item }) => item);
}

export function comparePlanIds(a: string, b: string): number {
  return planNumber(a) - planNumber(b) || compareCodeUnits(a, b);
}

function planNumber(id: string): number {
  return Number(id.slice(1));
}

/** Drops duplicates; keeps the order of first appearance. */
export function unique<T>(items: readonly T[]): T[] {
  return items.length < 2 ? [...items] : [...new Set(items)];
}

export function addToGroup<K, V>(groups: Map<K, V[]>, key: K, item: V): void {
  const known = groups.get(key);
  if (known === undefined) groups.set(key, [item]);
  else known.push(item);
}
