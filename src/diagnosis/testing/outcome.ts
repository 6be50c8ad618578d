/** The result of a measurement in a test: passed, failed in this way, crashed, or stopped. */
import type { Certificate, Trust } from '../../model/certificate.ts';
import type { FailureKind } from '../../model/failure.ts';
import type { Attempt, HttpAnswer, PhaseOf } from '../../model/phase.ts';

/** Facts that differ from those of a healthy public server. Each is stored in the phase to which it belongs. */
export interface OutcomeFacts {
  /** The addresses of the name; by default one stable public IPv4 address per host. */
  addresses?: readonly string[];
  /** The attempts of the tcp phase; by default one attempt at the first address, with the outcome. */
  attempts?: readonly Attempt[];
  /** The status of the proxy's answer to CONNECT if the tunnel failed; otherwise that of the server's answer. */
  status?: number;
  tunnel?: Partial<PhaseOf<'tunnel'>>;
  /** The handshake with the proxy failed. (If a proxy is used, the phases `dns` and `tcp` are those of the proxy anyway.) */
  peer?: 'proxy';
  /** The common name of the issuer, which is a private CA if `trust.public` is untrusted. */
  issuer?: string;
  trust?: Partial<Trust>;
  chain?: readonly Certificate[];
  tls?: Partial<PhaseOf<'tls'>>;
  answer?: Partial<HttpAnswer>;
  /** The answer that a client gets without verification of TLS, if verification fails. */
  unverified?: Partial<HttpAnswer>;
  /** The speed of a partial download. */
  bytesPerSecond?: number;
  /** How long no data arrived at the end. */
  silentMs?: number;
  /** The duration of the connection; by default one millisecond. */
  connectMs?: number;
  checksum?: Partial<PhaseOf<'checksum'>>;
  udp?: Partial<PhaseOf<'udp'>>;
  /** The first hop answers with a redirect to this host, and the outcome is that of the second hop. */
  redirectsTo?: string;
  code?: string;
  syscall?: string;
}

export type Outcome =
  | { is: 'passed'; facts: OutcomeFacts }
  | { is: 'failed'; kind: FailureKind; facts: OutcomeFacts }
  | { is: 'crashed' }
  | { is: 'cancelled'; by: 'person' | 'deadline' };

export function passes(facts: OutcomeFacts = {}): Outcome {
  return { is: 'passed', facts };
}

export function fails(kind: FailureKind, facts: OutcomeFacts = {}): Outcome {
  return { is: 'failed', kind, facts };
}

export const crashes: Outcome = { is: 'crashed' };

export function cancelled(by: 'person' | 'deadline'): Outcome {
  return { is: 'cancelled', by };
}
