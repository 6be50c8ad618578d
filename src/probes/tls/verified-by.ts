import type { X509Certificate } from 'node:crypto';

/** Whether the key of `signer` made the signature, regardless of names. A key or signature unknown to OpenSSL signs nothing. */
export function isVerifiedBy(certificate: X509Certificate, signer: X509Certificate): boolean {
  try {
    return certificate.verify(signer.publicKey);
  } catch {
    return false;
  }
}
