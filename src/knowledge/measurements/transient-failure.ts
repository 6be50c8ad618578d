/** Classifies failures that may be transient: which to retry, which had no reply at all, and which belong together. */
import { type FailureKind, failureLayer, SILENT_KINDS } from '../../model/failure.ts';
import type { Observation } from '../../model/observation.ts';
import { routeName } from '../../model/target.ts';

/** Kinds that packet loss, a reloading device or an overloaded machine can cause. A refusal, a status or a certificate is not one. */
export const TRANSIENT_KINDS: ReadonlySet<FailureKind> = new Set<FailureKind>([
  'dns.timeout',
  'dns.unavailable',
  'dns.servfail',
  'tcp.timeout',
  'tcp.reset',
  'tunnel.timeout',
  'tunnel.closed',
  'tunnel.reset',
  'socks.timeout',
  'socks.closed',
  'socks.reset',
  'tls.timeout',
  'tls.reset',
  'tls.closed',
  'http.timeout',
  'http.reset',
  'http.closed',
  'http.truncated',
]);

/** Whether a lost packet may explain the failure: no explicit reply came, or the connection ended. */
export function mayBeLostPacket(kind: FailureKind): boolean {
  return TRANSIENT_KINDS.has(kind) && kind !== 'dns.servfail';
}

/**
 * Whether no reply came, which the system lookup reports as `dns.unavailable`. Packet loss looks like this; a reset or refusal does not.
 */
export function isSilence(kind: FailureKind): boolean {
  return SILENT_KINDS.has(kind) || kind === 'dns.unavailable';
}

/** One key for transient failures of one layer on one route; null for a lasting failure. */
export function transientKey({ failure, route }: Pick<Observation, 'failure' | 'route'>): string | null {
  return failure === null || !TRANSIENT_KINDS.has(failure.kind) ? null : `${failureLayer(failure.kind)} ${routeName(route)}`;
}
