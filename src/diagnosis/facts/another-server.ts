/** TLS answers that do not come from the requested host. */
import type { FailureKind } from '../../model/failure.ts';
import type { WebObservation } from '../../model/observation.ts';
import { lastHop, phaseOfHop } from './hops.ts';
import { tlsProof } from './tls-proof.ts';

/** Failure kinds that show another server. An expired certificate may still belong to the host itself. */
const IS_ANOTHER: ReadonlySet<FailureKind> = new Set<FailureKind>([
  'tls.name-mismatch',
  'tls.self-signed',
  'tls.bad-certificate',
  'tls.not-tls',
]);

/** True if another server clearly answered, whether or not a device inspects the connection. */
export function isAnotherServer(row: WebObservation): boolean {
  if (row.failure === null) return false;
  return IS_ANOTHER.has(row.failure.kind) || (row.failure.kind === 'tls.unknown-issuer' && nameMatches(row) === false);
}

/**
 * True if a private CA instead of a public one signed for the name of the host, so that another server answered, or a device inspects only
 * some addresses.
 */
export function isResigned(row: WebObservation, control: WebObservation): boolean {
  if (row.failure?.kind === 'tls.unknown-issuer') return nameMatches(row) !== false;
  return tlsProof(control) === 'public' && tlsProof(row) === 'private';
}

function nameMatches(row: WebObservation): boolean | null {
  return phaseOfHop(row, 'tls', lastHop(row))?.nameMatches ?? null;
}
