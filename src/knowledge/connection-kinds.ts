/** Sets of failure kinds by how far a connection got, for the plan and for rules. */
import type { FailureKind } from '../model/failure.ts';

/** TCP did not connect, and the cause is not this machine. */
export const TCP_FAILURES: ReadonlySet<FailureKind> = new Set<FailureKind>([
  'tcp.refused',
  'tcp.timeout',
  'tcp.unreachable',
  'tcp.prohibited',
  'tcp.reset',
]);

export const NO_ADDRESS: ReadonlySet<FailureKind> = new Set<FailureKind>(['dns.nxdomain', 'dns.no-data', 'dns.servfail', 'dns.refused']);

/** TCP connected, then the TLS handshake was reset, closed or not answered. */
export const TLS_CUT_OFF: ReadonlySet<FailureKind> = new Set<FailureKind>(['tls.reset', 'tls.closed', 'tls.timeout']);

export const CONNECTION_FAILURES: ReadonlySet<FailureKind> = new Set<FailureKind>([...TCP_FAILURES, ...TLS_CUT_OFF]);
