/** What the phases of a probe show about the line: what a connection and a handshake cost, and whether that is slow. */
import { isWebObservation, type Observation, type WebObservation } from '../../model/observation.ts';
import type { Phase } from '../../model/phase.ts';
import { type Route, routeName } from '../../model/target.ts';

/** What one probe showed about the route. */
export interface RoundTrip {
  connectMs: number;
  handshakeMs: number;
}

/** What a connection and its handshake cost where the usual limits are ample. */
const USUAL_MS = 300;
/** Where a quarter of the handshakes cost so many times as much, what times out in the rush of a sweep may be the rush. */
const SLOW = 2;

/**
 * The connection and the handshake with the target; null before there is one. Through a proxy the tunnel is what goes
 * all the way: the connection to the proxy itself crosses the local network alone.
 */
export function roundTripOf(route: Route, phases: readonly Phase[]): RoundTrip | null {
  const tls = phases.at(-1);
  if (tls?.name !== 'tls' || tls.peer !== 'target' || tls.hop !== 0 || !tls.handshakeCompleted) return null;
  const connectMs = route.via === 'direct' ? acceptedAfterMs(phases) : phases.find(({ name }) => name === 'tunnel')?.durationMs;
  return connectMs === undefined ? null : { connectMs, handshakeMs: tls.durationMs };
}

/**
 * What they would cost at least, where none comes that far: the connection, or what a proxy takes to answer CONNECT, and two more
 * round trips. Null before that.
 */
export function leastRoundTripOf(route: Route, phases: readonly Phase[]): RoundTrip | null {
  const last = phases.at(-1);
  const isAnswered = last?.name === 'tunnel' && last['http.response.status_code'] !== null;
  const isConnected = last?.name === 'tcp' && last.ok && route.via === 'direct';
  if (last === undefined || last.hop !== 0 || !(isAnswered || isConnected)) return null;
  const connectMs = isConnected ? (acceptedAfterMs(phases) ?? last.durationMs) : last.durationMs;
  return { connectMs, handshakeMs: 2 * connectMs };
}

/** How many times as long as usual things take; 1 where round trips cost no more than usual, and where none was seen. */
export function slownessOf(roundTrips: readonly RoundTrip[], share = 0.5): number {
  const costs = roundTrips.map(({ connectMs, handshakeMs }) => connectMs + handshakeMs).toSorted((a, b) => a - b);
  return Math.max(1, (costs[Math.floor(costs.length * share)] ?? 0) / USUAL_MS);
}

/** Whether the rows of a session showed a route that is slow, or was slow under their own load. */
export function isSlowLine(observations: readonly Observation[]): boolean {
  return slowRoutes(observations).size > 0;
}

/** Names of those routes: a proxy that is slow says nothing about what goes past it. */
export function slowRoutes(observations: readonly Observation[]): ReadonlySet<string> {
  const rows = observations.filter(isWebObservation).filter(({ role }) => role === 'row');
  return new Set([...Map.groupBy(rows, ({ route }) => routeName(route))].flatMap(([route, own]) => (isSlow(own) ? route : [])));
}

/** By what handshakes cost, or where none ends by what they would cost at least. */
function isSlow(rows: readonly WebObservation[]): boolean {
  const tripsBy = (of: typeof roundTripOf) => rows.flatMap(({ route, phases }) => firstOf(of, route, phases) ?? []);
  const known = tripsBy(roundTripOf);
  return slownessOf(known.length > 0 ? known : tripsBy(leastRoundTripOf), 0.75) >= SLOW;
}

function firstOf(of: typeof roundTripOf, route: Route, phases: readonly Phase[]): RoundTrip | null {
  for (let count = 1; count <= phases.length; count += 1) {
    const found = of(route, phases.slice(0, count));
    if (found !== null) return found;
  }
  return null;
}

/** The attempt that was accepted: those to addresses that are dead cost a stagger of their own. */
export function acceptedAfterMs(phases: readonly Phase[]): number | undefined {
  const tcp = phases.find((phase) => phase.name === 'tcp' && phase.hop === 0);
  return tcp?.name === 'tcp' ? tcp.attempts.find(({ failure }) => failure === null)?.durationMs : undefined;
}
