/** Sets of failure kinds that several rules mean when they speak of a connection. */
import type { FailureKind } from '../../model/failure.ts';

/** TCP never stood, for a reason that lies beyond this machine. */
export const TCP_BLOCKED: ReadonlySet<FailureKind> = new Set<FailureKind>([
  'tcp.refused',
  'tcp.timeout',
  'tcp.unreachable',
  'tcp.prohibited',
  'tcp.reset',
]);

/** A resolver answered, and gave no address. */
export const NAME_UNKNOWN: ReadonlySet<FailureKind> = new Set<FailureKind>(['dns.nxdomain', 'dns.no-data', 'dns.servfail', 'dns.refused']);

/** TCP stood and the handshake was ended or left unanswered. */
export const TLS_CUT: ReadonlySet<FailureKind> = new Set<FailureKind>(['tls.reset', 'tls.closed', 'tls.timeout']);

export const CONNECTION_BLOCKED: ReadonlySet<FailureKind> = new Set<FailureKind>([...TCP_BLOCKED, ...TLS_CUT]);
