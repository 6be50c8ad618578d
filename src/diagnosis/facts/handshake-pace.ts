/**
 * The speed of a route, estimated from its handshakes if no download begins. Handshakes share the line, so their bytes and times are
 * summed.
 */
import type { WebObservation } from '../../model/observation.ts';
import { routeName } from '../../model/target.ts';
import { unique } from './order.ts';
import { delayByMachineMs } from './throughput.ts';
import type { View } from './view.ts';
import { firstHops } from './web-hops.ts';

export interface HandshakePace {
  viaProxy: boolean;
  hosts: string[];
  ids: string[];
  receivedBytes: number;
  seconds: number;
  bytesPerSecond: number;
}

/** With fewer handshakes, one disturbance may explain all of them. */
const FEWEST = 8;
/** With fewer round trips per handshake, distance explains their duration. */
const ROUND_TRIPS = 5;

export function handshakePaces(view: View): HandshakePace[] {
  const handshakes = firstHops(view).flatMap(({ observation, tls }) => {
    if (tls?.receivedBytes === undefined) return [];
    const { id, route, phases, target } = observation;
    const before = phases.find(({ name, ok }) => ok && name === (route.via === 'proxy' ? 'tunnel' : 'tcp'));
    if (before === undefined || !('host' in target)) return [];
    const { startMs, durationMs, receivedBytes } = tls;
    return { id, route, host: target.host, startMs, durationMs, receivedBytes, roundTripMs: before.durationMs, observation };
  });
  return [...Map.groupBy(handshakes, ({ route }) => routeName(route)).values()].flatMap((group) => {
    const isLong = middle(group.map(({ durationMs }) => durationMs)) < ROUND_TRIPS * middle(group.map(({ roundTripMs }) => roundTripMs));
    if (group.length < FEWEST || isLong) return [];
    const receivedBytes = group.reduce((sum, one) => sum + one.receivedBytes, 0);
    const seconds = (busyMs(group) * shareThatRan(group)) / 1000;
    return {
      viaProxy: group[0]?.route.via === 'proxy',
      hosts: unique(group.map(({ host }) => host)),
      ids: group.map(({ id }) => id),
      receivedBytes,
      seconds,
      bytesPerSecond: seconds > 0 ? receivedBytes / seconds : Number.POSITIVE_INFINITY,
    };
  });
}

/**
 * The minimum share of the time in which the program ran. It is a share and not a sum, because a stall hits parallel handshakes together.
 */
function shareThatRan(group: readonly { observation: WebObservation }[]): number {
  const total = group.reduce((sum, { observation }) => sum + observation.durationMs, 0);
  const lost = group.reduce((sum, { observation }) => sum + Math.min(observation.durationMs, delayByMachineMs(observation)), 0);
  return total > 0 ? 1 - lost / total : 1;
}

/** Time during which at least one handshake was running. */
function busyMs(spans: readonly { startMs: number; durationMs: number }[]): number {
  let busy = 0;
  let until = Number.NEGATIVE_INFINITY;
  for (const { startMs, durationMs } of spans.toSorted((a, b) => a.startMs - b.startMs)) {
    const end = startMs + durationMs;
    if (end > until) busy += end - Math.max(startMs, until);
    until = Math.max(until, end);
  }
  return busy;
}

function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
}
