/** The speed of the line: the time that a connection and its handshake take, and whether this is slow. */
import { isWebObservation, type Observation, type WebObservation } from '../../model/observation.ts';
import { hasProxyAnswered, type Phase } from '../../model/phase.ts';
import { type Route, routeName } from '../../model/target.ts';

/** The round trip of one probe's route. */
export interface RoundTrip {
  connectMs: number;
  handshakeMs: number;
}

/** The usual time of connection and handshake together. Up to this, the default timeouts are ample. */
const USUAL_MS = 300;
/** If a quarter of the handshakes take at least this many times `USUAL_MS`, the sweep's own load may have caused a timeout. */
const SLOW = 2;

/**
 * The time of the connection and handshake with the target; null if there was no handshake. Through a proxy the tunnel counts, because the
 * connection to the proxy only crosses the local network.
 */
export function roundTripOf(route: Route, phases: readonly Phase[]): RoundTrip | null {
  const tls = phases.at(-1);
  if (tls?.name !== 'tls' || tls.peer !== 'target' || tls.hop !== 0 || !tls.handshakeCompleted) return null;
  const connectMs = route.via === 'direct' ? acceptedAttemptMs(phases) : phases.find(({ name }) => name === 'tunnel')?.durationMs;
  return connectMs === undefined ? null : { connectMs, handshakeMs: tls.durationMs };
}

/** A lower bound for an incomplete handshake: the time to connect or to get the proxy's reply to CONNECT, plus two round trips. */
export function minRoundTripOf(route: Route, phases: readonly Phase[]): RoundTrip | null {
  const last = phases.at(-1);
  const isAnswered = last?.name === 'tunnel' && hasProxyAnswered(last);
  const isConnected = last?.name === 'tcp' && last.ok && route.via === 'direct';
  if (last === undefined || last.hop !== 0 || !(isAnswered || isConnected)) return null;
  const connectMs = isConnected ? (acceptedAttemptMs(phases) ?? last.durationMs) : last.durationMs;
  return { connectMs, handshakeMs: 2 * connectMs };
}

/** The factor by which round trips exceed the usual time; at least 1, and 1 if none was measured. */
export function slownessOf(roundTrips: readonly RoundTrip[], share = 0.5): number {
  const costs = roundTrips.map(({ connectMs, handshakeMs }) => connectMs + handshakeMs).toSorted((a, b) => a - b);
  return Math.max(1, (costs[Math.floor(costs.length * share)] ?? 0) / USUAL_MS);
}

/** Whether the requirements of a session show a slow route, even if only under its own load. */
export function isSlowLine(observations: readonly Observation[]): boolean {
  return slowRoutes(observations).size > 0;
}

/** Names of the slow routes. Each route is judged separately, because a slow proxy does not slow the direct route. */
export function slowRoutes(observations: readonly Observation[]): ReadonlySet<string> {
  const rows = observations.filter(isWebObservation).filter(({ role }) => role === 'row');
  return new Set([...Map.groupBy(rows, ({ route }) => routeName(route))].flatMap(([route, own]) => (isSlow(own) ? route : [])));
}

/** Uses the time of handshakes, or the lower bound if none completes. */
function isSlow(rows: readonly WebObservation[]): boolean {
  const tripsBy = (of: typeof roundTripOf) => rows.flatMap(({ route, phases }) => firstOf(of, route, phases) ?? []);
  const known = tripsBy(roundTripOf);
  return slownessOf(known.length > 0 ? known : tripsBy(minRoundTripOf), 0.75) >= SLOW;
}

function firstOf(of: typeof roundTripOf, route: Route, phases: readonly Phase[]): RoundTrip | null {
  for (let count = 1; count <= phases.length; count += 1) {
    const found = of(route, phases.slice(0, count));
    if (found !== null) return found;
  }
  return null;
}

/** The duration of the accepted attempt alone, without the delay of earlier attempts to addresses that did not accept. */
export function acceptedAttemptMs(phases: readonly Phase[]): number | undefined {
  const tcp = phases.find((phase) => phase.name === 'tcp' && phase.hop === 0);
  return tcp?.name === 'tcp' ? tcp.attempts.find(({ failure }) => failure === null)?.durationMs : undefined;
}
