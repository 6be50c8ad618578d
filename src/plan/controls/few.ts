/** Limits controls to one per host and port, and to a few hosts, because a common cause shows on the first hosts. */
import type { ProbeRequest } from '../../model/probe-request.ts';
import { hostPortOf } from './question.ts';

/** The first request of each area, so that several owners are included. */
export function limitControls(most: number, controls: readonly ProbeRequest[]): ProbeRequest[] {
  const places = new Map<string, ProbeRequest>();
  for (const one of controls) {
    const place = hostPortOf(one.target);
    if (!places.has(place)) places.set(place, one);
  }
  const perArea = new Map<string, number>();
  const ranked = [...places.values()].map((one, index) => {
    const area = one.requirements[0]?.split('.')[0] ?? '';
    const rank = perArea.get(area) ?? 0;
    perArea.set(area, rank + 1);
    return { one, index, rank };
  });
  const chosen = ranked.toSorted((a, b) => a.rank - b.rank || a.index - b.index).slice(0, most);
  return chosen.toSorted((a, b) => a.index - b.index).map(({ one }) => one);
}
