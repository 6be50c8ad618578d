/** Downloads that begin and then stall while the connection stays open. */
import { failedHops } from './hops.ts';
import { perView } from './memo.ts';
import { type Throughput, throughputs } from './throughput.ts';
import type { View } from './view.ts';

/** A lost packet is sent again several times within this (RFC 6298), so it is not what is missing. */
const STANDSTILL_MS = 1000;
/** Two stalls are at the same place where they differ by no more than some packets. */
const SAME_PLACE_BYTES = 8 * 1024;

/** Those of rows only where the failure is no transient one; those of controls where a later attempt did not come whole. */
export const lastingStalls = perView((view: View): readonly Throughput[] => {
  const lasting = new Set(failedHops(view, new Set(['http.timeout'])).map(({ observation }) => observation.id));
  return throughputs(view).filter(({ observation, silentMs }) => {
    if (silentMs === null || silentMs < STANDSTILL_MS) return false;
    if (observation.role === 'row') return lasting.has(observation.id);
    return view.controlFor(observation, 'repeat')?.failure !== null;
  });
});

/** It stalled twice, at about the same place. */
export function isRepeatedStall(one: Throughput, stalls: readonly Throughput[]): boolean {
  if (one.observation.phases.some((phase) => phase.name === 'checksum' && phase.fetches > 1)) return true;
  return stalls.some(
    (other) => other !== one && other.target === one.target && Math.abs(other.receivedBytes - one.receivedBytes) <= SAME_PLACE_BYTES,
  );
}

/** What stalled when it was downloaded and did not come whole since: that its head is answered does not make it reachable. */
export const stalledTargets = perView((view: View): ReadonlySet<string> => new Set(lastingStalls(view).map(({ target }) => target)));
