/** Rows by area in catalogue order, then by name, whatever the order of places. */
import { AREAS } from '../../model/area.ts';

export function inOrder(ids: readonly string[]): { id: string; row: number }[] {
  const rank = (id: string) => {
    const area = AREAS.findIndex((known) => id.startsWith(`${known}.`));
    return area < 0 ? AREAS.length : area;
  };
  return ids
    .map((id, row) => ({ id, row, area: rank(id) }))
    .sort((a, b) => a.area - b.area || (a.id < b.id ? -1 : 1))
    .map(({ id, row }) => ({ id, row }));
}
