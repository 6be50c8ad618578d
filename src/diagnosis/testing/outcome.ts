/** The result of a measurement in a test: passed, failed in this way, crashed, or stopped. */
import type { Certificate, Trust } from '../../model/certificate.ts';
import type { FailureKind } from '../../model/failure.ts';
import type { Attempt, HttpAnswer, PhaseOf } from '../../model/phase.ts';

/** Facts that differ from a healthy public server's; each belongs to its phase. */
export interface OutcomeFacts {
  /** Addresses of the name; default: one stable public IPv4 address per host. */
  addresses?: readonly string[];
  /** Attempts of the tcp phase; default: the first address with the outcome. */
  attempts?: readonly Attempt[];
  /** Status of the proxy's answer to CONNECT if the tunnel failed, else of the server's answer. */
  status?: number;
  tunnel?: Partial<PhaseOf<'tunnel'>>;
  /** The handshake with the proxy failed. (`dns` and `tcp` of a proxied row are the proxy's anyway.) */
  peer?: 'proxy';
  /** Common name of the issuer; private if `trust.public` is untrusted. */
  issuer?: string;
  trust?: Partial<Trust>;
  chain?: readonly Certificate[];
  tls?: Partial<PhaseOf<'tls'>>;
  answer?: Partial<HttpAnswer>;
  /** The answer that a client without verification gets when verification fails. */
  unverified?: Partial<HttpAnswer>;
  /** Speed of a partial download. */
  bytesPerSecond?: number;
  /** Time without data at the end. */
  silentMs?: number;
  /** How long the connection took; default: a millisecond. */
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
