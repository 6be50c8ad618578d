/** What the phases of a probe show about how much its route carries at present. */
import type { FailureKind } from '../model/failure.ts';
import type { Observation } from '../model/observation.ts';
import type { Phase } from '../model/phase.ts';
import type { Route } from '../model/target.ts';
import type { RoundTrip } from './width.ts';

const SILENCE: ReadonlySet<FailureKind> = new Set<FailureKind>(['tcp.timeout', 'tunnel.timeout', 'tls.timeout', 'http.timeout']);

/** Nothing came where something was waited for. */
export function metSilence({ failure }: Observation): boolean {
  return failure !== null && SILENCE.has(failure.kind);
}

/** From this phase on bytes go to and fro. */
export function isConnected({ name, ok }: Phase): boolean {
  return name === 'tcp' && ok;
}

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

/** The attempt that was accepted: those to addresses that are dead cost a stagger of their own. */
function acceptedAfterMs(phases: readonly Phase[]): number | undefined {
  const tcp = phases.find((phase) => phase.name === 'tcp' && phase.hop === 0);
  return tcp?.name === 'tcp' ? tcp.attempts.find(({ failure }) => failure === null)?.durationMs : undefined;
}
