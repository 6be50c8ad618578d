/** Who may sign a certificate's OCSP response: its issuer, or a signer that the issuer certified for it (RFC 6960 §4.2.2.2). */
import { verify, type X509Certificate } from 'node:crypto';
import { bitsOf, childrenOf, type DerElement, oidOf } from '../machine/trust/der.ts';
import { isVerifiedBy } from './verified-by.ts';

const OCSP_SIGNING = '1.3.6.1.5.5.7.3.9';

/** The hash of a signature algorithm (RFC 8017, RFC 5758); SHA-1 and others prove nothing here. Null if implied by the key (RFC 8410). */
const SIGNATURE_HASHES: Readonly<Record<string, string | null>> = {
  '1.2.840.113549.1.1.11': 'sha256',
  '1.2.840.113549.1.1.12': 'sha384',
  '1.2.840.113549.1.1.13': 'sha512',
  '1.2.840.10045.4.3.2': 'sha256',
  '1.2.840.10045.4.3.3': 'sha384',
  '1.2.840.10045.4.3.4': 'sha512',
  '1.3.101.112': null,
};

export interface SignedResponse {
  data: DerElement | undefined;
  algorithm: DerElement | undefined;
  signature: DerElement | undefined;
}

export function isSupportedSignature(algorithm: DerElement | undefined): boolean {
  return oidOf(childrenOf(algorithm)[0]) in SIGNATURE_HASHES;
}

/** `sent`: the certificates in the response. */
export function isSignedByResponder(
  signed: SignedResponse,
  issuer: X509Certificate,
  sent: readonly X509Certificate[],
  now: number,
): boolean {
  return [issuer, ...sent.filter((one) => isDelegate(one, issuer, now))].some((signer) => isSignedBy(signed, signer));
}

function isDelegate(certificate: X509Certificate, issuer: X509Certificate, now: number): boolean {
  const isOfNow = certificate.validFromDate.getTime() <= now && now <= certificate.validToDate.getTime();
  const isCertified = certificate.keyUsage?.includes(OCSP_SIGNING) === true && certificate.checkIssued(issuer);
  return isOfNow && isCertified && isVerifiedBy(certificate, issuer);
}

function isSignedBy({ data, algorithm, signature }: SignedResponse, signer: X509Certificate): boolean {
  const hash = SIGNATURE_HASHES[oidOf(childrenOf(algorithm)[0])];
  if (hash === undefined || data === undefined) return false;
  try {
    return verify(hash, data.whole, signer.publicKey, bitsOf(signature));
  } catch {
    // The key is of another type than the signature.
    return false;
  }
}
