/** Certificate fields that Node does not expose: the signature algorithm, and revocation URLs (RFC 5280 §4.1, §4.2.1.13). */
import type { X509Certificate } from 'node:crypto';
import { childrenOf, DER_TAGS, type DerElement, NotDerError, oidOf, parseElements } from '../machine/trust/der.ts';

const CRL_DISTRIBUTION_POINTS = '2.5.29.31';
const KEY_USAGE = '2.5.29.15';
const BASIC_CONSTRAINTS = '2.5.29.19';
const EXTENSIONS = 0xa3;
const URI = 0x86;

/** The names of RFC 8017, RFC 5758 and RFC 8410. Other algorithms keep their number. */
const SIGNATURES: Readonly<Record<string, string>> = {
  '1.2.840.113549.1.1.4': 'md5WithRSAEncryption',
  '1.2.840.113549.1.1.5': 'sha1WithRSAEncryption',
  '1.2.840.113549.1.1.10': 'RSASSA-PSS',
  '1.2.840.113549.1.1.11': 'sha256WithRSAEncryption',
  '1.2.840.113549.1.1.12': 'sha384WithRSAEncryption',
  '1.2.840.113549.1.1.13': 'sha512WithRSAEncryption',
  '1.2.840.10045.4.1': 'ecdsa-with-SHA1',
  '1.2.840.10045.4.3.2': 'ecdsa-with-SHA256',
  '1.2.840.10045.4.3.3': 'ecdsa-with-SHA384',
  '1.2.840.10045.4.3.4': 'ecdsa-with-SHA512',
  '1.3.101.112': 'Ed25519',
};

/** Null for invalid bytes, most of which OpenSSL has already refused. */
export function signatureAlgorithm(certificate: X509Certificate): string | null {
  return readable(() => {
    const [, algorithm] = childrenOf(parseElements(certificate.raw)[0]);
    const oid = oidOf(childrenOf(algorithm)[0]);
    return SIGNATURES[oid] ?? oid;
  });
}

export function crlUrls(certificate: X509Certificate): string[] {
  const points = readable(() => extensionOf(certificate, CRL_DISTRIBUTION_POINTS));
  if (points === null) return [];
  return readable(() => parseElements(points).flatMap(urisIn)) ?? [];
}

/** The first eight bits of the key usage (RFC 5280 §4.2.1.3), digitalSignature first; null: every use is allowed. */
export function keyUsageBits(certificate: X509Certificate): number | null {
  const value = readable(() => extensionOf(certificate, KEY_USAGE));
  return value === null ? null : readable(() => parseElements(value)[0]?.content[1] ?? 0);
}

/** pathLenConstraint (RFC 5280 §4.2.1.9): the number of CAs that may follow; null if it is unlimited. */
export function pathLength(certificate: X509Certificate): number | null {
  const value = readable(() => extensionOf(certificate, BASIC_CONSTRAINTS));
  const most =
    value === null ? undefined : readable(() => childrenOf(parseElements(value)[0]))?.find(({ tag }) => tag === DER_TAGS.integer);
  return most === undefined ? null : Number.parseInt(most.content.toString('hex'), 16);
}

function extensionOf(certificate: X509Certificate, oid: string): Buffer | null {
  const [body] = childrenOf(parseElements(certificate.raw)[0]);
  const wrapped = childrenOf(body).find(({ tag }) => tag === EXTENSIONS);
  if (wrapped === undefined) return null;
  const extension = childrenOf(childrenOf(wrapped)[0])
    .map(childrenOf)
    .find(([name]) => oidOf(name) === oid);
  return extension?.find(({ tag }) => tag === DER_TAGS.octets)?.content ?? null;
}

function urisIn(element: DerElement): string[] {
  if (element.tag === URI) return [element.content.toString('latin1')];
  return (element.tag & 0x20) === 0 ? [] : childrenOf(element).flatMap(urisIn);
}

function readable<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof NotDerError) return null;
    throw error;
  }
}
