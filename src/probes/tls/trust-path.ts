/**
 * Does a presented chain end in a store? An offline walk over the certificates, so that one handshake answers for
 * every store. It looks for any path from the leaf through what the server sent to a certificate of the store: the
 * issuer's name and key identifier must fit, its key must have signed, and whoever signs must be a CA. Cross-signed
 * roots therefore pass by either signature, and a server that forgot its intermediate fails, as it does for clients.
 */
import type { X509Certificate } from 'node:crypto';

export class CertificateStore {
  readonly #bySubject = new Map<string, X509Certificate[]>();

  constructor(certificates: readonly X509Certificate[]) {
    for (const certificate of new Set(certificates)) {
      const known = this.#bySubject.get(certificate.subject);
      if (known === undefined) this.#bySubject.set(certificate.subject, [certificate]);
      else known.push(certificate);
    }
  }

  has(certificate: X509Certificate): boolean {
    return this.named(certificate.subject).some((known) => known.fingerprint256 === certificate.fingerprint256);
  }

  named(subject: string): readonly X509Certificate[] {
    return this.#bySubject.get(subject) ?? [];
  }
}

const MOST_LINKS = 8;

/** From the leaf to the anchor; null if there is no path. With `at`, only certificates that are valid then count. */
export function trustPath(presented: readonly X509Certificate[], store: CertificateStore, at: Date | null): X509Certificate[] | null {
  const [leaf, ...others] = presented;
  if (leaf === undefined || !validAt(leaf, at)) return null;
  return extend([leaf], others, store, at);
}

export function validAt(certificate: X509Certificate, at: Date | null): boolean {
  return at === null || (certificate.validFromDate <= at && at <= certificate.validToDate);
}

function extend(
  path: X509Certificate[],
  presented: readonly X509Certificate[],
  store: CertificateStore,
  at: Date | null,
): X509Certificate[] | null {
  const last = path.at(-1);
  if (last === undefined || path.length > MOST_LINKS) return null;
  if (store.has(last)) return path;
  const anchor = store.named(last.issuer).find((candidate) => validAt(candidate, at) && issued(candidate, last));
  if (anchor !== undefined) return [...path, anchor];
  for (const candidate of presented) {
    if (path.includes(candidate) || !validAt(candidate, at) || !issued(candidate, last)) continue;
    const found = extend([...path, candidate], presented, store, at);
    if (found !== null) return found;
  }
  return null;
}

function issued(issuer: X509Certificate, certificate: X509Certificate): boolean {
  if (!issuer.ca || !certificate.checkIssued(issuer)) return false;
  try {
    return certificate.verify(issuer.publicKey);
  } catch {
    // A key or signature of a kind that OpenSSL does not know signs nothing here.
    return false;
  }
}
