/**
 * Which failures may be gone a moment later, which of them say nothing in so many words, and which ended alike: what is retried,
 * and what is concluded from a retry, follow from one list.
 */
import { type FailureKind, failureLayer, SILENCE } from '../../model/failure.ts';
import type { Observation } from '../../model/observation.ts';
import { routeName } from '../../model/target.ts';

/** What a lost packet, a device that is reloaded or a machine that is too busy can look like; not a refusal, a status or a certificate. */
export const MAY_PASS: ReadonlySet<FailureKind> = new Set<FailureKind>([
  'dns.timeout',
  'dns.unavailable',
  'dns.servfail',
  'tcp.timeout',
  'tcp.reset',
  'tunnel.timeout',
  'tunnel.closed',
  'tunnel.reset',
  'tls.timeout',
  'tls.reset',
  'tls.closed',
  'http.timeout',
  'http.reset',
  'http.closed',
  'http.truncated',
]);

/** Nothing was said in so many words: an answer is missing, or a connection ended. */
export function mayBeLostPacket(kind: FailureKind): boolean {
  return MAY_PASS.has(kind) && kind !== 'dns.servfail';
}

/** No answer came; `dns.unavailable` is what the system says of that, too. A lost packet looks so, and neither a reset nor a refusal. */
export function isSilence(kind: FailureKind): boolean {
  return SILENCE.has(kind) || kind === 'dns.unavailable';
}

/** One name for failures of one layer on one route that may pass; null for one that does not. */
export function failedAlike({ failure, route }: Pick<Observation, 'failure' | 'route'>): string | null {
  return failure === null || !MAY_PASS.has(failure.kind) ? null : `${failureLayer(failure.kind)} ${routeName(route)}`;
}
