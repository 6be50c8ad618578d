/**
 * Stores of trusted certificates, and those of their certificates that matter for a chain. OpenSSL verifies the chain (`openssl.ts`), but
 * its verdict gives one error and not the store, so the issuers above the chain are found here.
 */
import type { X509Certificate } from 'node:crypto';
import { isVerifiedBy } from './verified-by.ts';

export class CertificateStore {
  readonly #bySubject = new Map<string, X509Certificate[]>();

  constructor(certificates: readonly X509Certificate[]) {
    for (const certificate of new Set(certificates)) {
      const name = comparable(certificate.subject);
      const known = this.#bySubject.get(name);
      if (known === undefined) this.#bySubject.set(name, [certificate]);
      else known.push(certificate);
    }
  }

  has(certificate: X509Certificate): boolean {
    return this.#named(certificate.subject).some((known) => known.fingerprint256 === certificate.fingerprint256);
  }

  issuersOf(certificate: X509Certificate): readonly X509Certificate[] {
    return this.#named(certificate.issuer);
  }

  /** All certificates that a client may use for this chain, found by name (RFC 4158 §2.4.1): a handful instead of a store's 150. */
  about(presented: readonly X509Certificate[]): X509Certificate[] {
    const found = new Set<X509Certificate>();
    const names = presented.flatMap(({ subject, issuer }) => [subject, issuer]);
    const seen = new Set<string>();
    for (let name = names.pop(); name !== undefined; name = names.pop()) {
      if (seen.has(name)) continue;
      seen.add(name);
      for (const certificate of this.#named(name)) {
        found.add(certificate);
        names.push(certificate.issuer);
      }
    }
    return [...found];
  }

  #named(name: string): readonly X509Certificate[] {
    return this.#bySubject.get(comparable(name)) ?? [];
  }
}

/**
 * Whether the store holds an issuer above this chain, regardless of dates, names and keys. With `signers` of `any` kind, a certificate that
 * is not a CA or may not sign certificates counts too.
 */
export function hasPathToStore(presented: readonly X509Certificate[], store: CertificateStore, signers: 'ca' | 'any' = 'ca'): boolean {
  const issued = (issuer: X509Certificate, certificate: X509Certificate) =>
    signers === 'any'
      ? comparable(issuer.subject) === comparable(certificate.issuer) && isVerifiedBy(certificate, issuer)
      : issuer.ca && signed(issuer, certificate);
  const [leaf] = presented;
  const above = new Set(leaf === undefined ? [] : [leaf]);
  for (const certificate of above) {
    if (store.has(certificate) || store.issuersOf(certificate).some((candidate) => issued(candidate, certificate))) return true;
    for (const candidate of presented) if (issued(candidate, certificate)) above.add(candidate);
  }
  return false;
}

/** From the leaf upwards, as far as certificates were sent. */
export function pathOf(presented: readonly X509Certificate[]): X509Certificate[] {
  const path = new Set(presented.slice(0, 1));
  for (const certificate of path) {
    const issuer = presented.find((candidate) => !path.has(candidate) && signed(candidate, certificate));
    if (issuer !== undefined) path.add(issuer);
  }
  return [...path];
}

/** The last certificate above the leaf whose issuer was not sent. */
export function lastInPath(presented: readonly X509Certificate[]): X509Certificate | undefined {
  return pathOf(presented).at(-1);
}

function signed(issuer: X509Certificate, certificate: X509Certificate): boolean {
  return certificate.checkIssued(issuer) && isVerifiedBy(certificate, issuer);
}

/** Names are compared without case and repeated spaces (RFC 5280 §7.1). */
function comparable(name: string): string {
  return name.toLowerCase().replace(/ +/g, ' ');
}
