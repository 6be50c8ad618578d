import type { X509Certificate } from 'node:crypto';

/** The key of `signer` made the signature, whatever the names say. A key or signature of a kind that OpenSSL does not know signs nothing. */
export function isVerifiedBy(certificate: X509Certificate, signer: X509Certificate): boolean {
  try {
    return certificate.verify(signer.publicKey);
  } catch {
    return false;
  }
}
