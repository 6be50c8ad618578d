/** Downloads that begin and then stall while the connection stays open. */
import { failedHops } from './hops.ts';
import { memoize } from './memo.ts';
import { type Throughput, throughputs } from './throughput.ts';
import type { View } from './view.ts';

/** A lost packet is resent several times within this time (RFC 6298), so loss does not explain a longer pause. */
const STANDSTILL_MS = 1000;
/** Two stalls within this distance, a few packets, count as the same position. */
const SAME_PLACE_BYTES = 8 * 1024;

/** A stall in a requirement counts if it is not transient. A stall in a control counts if no later attempt completed. */
export const lastingStalls = memoize((view: View): readonly Throughput[] => {
  const lasting = new Set(failedHops(view, new Set(['http.timeout'])).map(({ observation }) => observation.id));
  return throughputs(view).filter(({ observation, silentMs }) => {
    if (silentMs === null || silentMs < STANDSTILL_MS) return false;
    if (observation.role === 'row') return lasting.has(observation.id);
    return view.controlFor(observation, 'repeat')?.failure !== null;
  });
});

export function isRepeatedStall(one: Throughput, stalls: readonly Throughput[]): boolean {
  if (one.observation.phases.some((phase) => phase.name === 'checksum' && phase.fetches > 1)) return true;
  return stalls.some(
    (other) => other !== one && other.target === one.target && Math.abs(other.receivedBytes - one.receivedBytes) <= SAME_PLACE_BYTES,
  );
}

/** Targets whose downloads stalled and never completed later; an answer to HEAD does not make them reachable. */
export const stalledTargets = memoize((view: View): ReadonlySet<string> => new Set(lastingStalls(view).map(({ target }) => target)));
