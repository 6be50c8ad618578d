/** The order `o1, o2 … o10` of observations, which finish in any order. */
import type { Observation } from '../model/observation.ts';

/** Inserts an observation in order, replacing one with the same id. */
export function placeObservation(observations: Observation[], observation: Observation): void {
  const at = firstNotBefore(observations, observation.id);
  observations.splice(at, observations[at]?.id === observation.id ? 1 : 0, observation);
}

/** Binary search; a probe mostly ends near the end of the list. */
function firstNotBefore(observations: readonly Observation[], id: string): number {
  let low = 0;
  let high = observations.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const other = observations[middle];
    if (other !== undefined && compareIds(other.id, id) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Compares by number; unknown forms of ids come last, alphabetically, so that the order is total for any input. */
export function compareIds(a: string, b: string): number {
  const [left, right] = [numberOf(a), numberOf(b)];
  if (left !== right) return left < right ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
}

function numberOf(id: string): number {
  return /^o\d{1,15}$/.test(id) ? Number(id.slice(1)) : Number.POSITIVE_INFINITY;
}
