/** TLS answers that are not the host's. */
import type { FailureKind } from '../../model/failure.ts';
import type { WebObservation } from '../../model/observation.ts';
import { lastHop, phaseOfHop } from './hops.ts';
import { tlsProof } from './tls-proof.ts';

/** Another server. An expired certificate may be that of the host. */
const IS_ANOTHER: ReadonlySet<FailureKind> = new Set<FailureKind>([
  'tls.name-mismatch',
  'tls.self-signed',
  'tls.bad-certificate',
  'tls.not-tls',
]);

/** What answered is seen to be another server, whatever inspects the connection. */
export function isAnotherServer(row: WebObservation): boolean {
  if (row.failure === null) return false;
  return IS_ANOTHER.has(row.failure.kind) || (row.failure.kind === 'tls.unknown-issuer' && nameMatches(row) === false);
}

/**
 * A private chain that is valid for the host's own name, where the host has a public one: another server, or a device that inspects,
 * which may leave other addresses of the host alone.
 */
export function isSignedAnew(row: WebObservation, control: WebObservation): boolean {
  if (row.failure?.kind === 'tls.unknown-issuer') return nameMatches(row) !== false;
  return tlsProof(control) === 'public' && tlsProof(row) === 'private';
}

function nameMatches(row: WebObservation): boolean | null {
  return phaseOfHop(row, 'tls', lastHop(row))?.nameMatches ?? null;
}
