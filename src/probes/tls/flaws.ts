/** The flaws of a chain that programs judge differently (knowledge/certificates/rules.ts). Other errors remain refusals. */
import { X509Certificate } from 'node:crypto';
import type { FailureKind } from '../../model/failure.ts';
import type { CertificateFlaw } from '../../model/verifier.ts';
import { childrenOf, NotDerError, parseElements } from '../machine/trust/der.ts';
import { isSelfSigned } from './certificate-facts.ts';
import { keyUsageBits, signatureAlgorithm } from './extensions.ts';
import { pathOf } from './trust-path.ts';
import { isVerifiedBy } from './verified-by.ts';

const SERVER_AUTH = ['1.3.6.1.5.5.7.3.1', '2.5.29.37.0'];
/** digitalSignature, keyEncipherment, keyAgreement (RFC 5280 §4.2.1.3); OpenSSL requires one of them in a server's certificate. */
const USES_OF_A_SERVER = 0x80 | 0x20 | 0x08;
const MIN_RSA_BITS = 1024;
const CURVES: readonly (string | undefined)[] = ['prime256v1', 'secp224r1', 'secp384r1', 'secp521r1'];

/** The flaws; empty if there is none, or if no program accepts one of them. `store` has possible issuers above the chain. */
export function flawsOf(presented: readonly X509Certificate[], store: readonly X509Certificate[], kind: FailureKind): CertificateFlaw[] {
  const path = pathOf(presented);
  const anchors = store.filter((anchor) => path.some((certificate) => isVerifiedBy(certificate, anchor)));
  const strengths = strengthFlaws(path, anchors);
  if (strengths === null) return [];
  if (kind === 'tls.key-too-small') return strengths.includes('small-rsa-key') ? strengths : [];
  if (kind === 'tls.weak-signature') return strengths.includes('sha1-signature') ? strengths : [];
  if (kind === 'tls.expired') return ['expired-root', ...strengths];
  if (kind !== 'tls.invalid-purpose') return [];
  const purposes = purposeFlaws(path);
  return purposes.length === 0 ? [] : [...purposes, ...strengths];
}

/** Null for a key or a hash that every program refuses. A root's own signature does not count. */
function strengthFlaws(path: readonly X509Certificate[], anchors: readonly X509Certificate[]): CertificateFlaw[] | null {
  const keys = [...path, ...anchors].map(strengthOfKey);
  const hashes = path.filter((certificate) => !isSelfSigned(certificate)).map((one) => signatureAlgorithm(one) ?? '');
  if (keys.includes('none') || hashes.some((name) => /md[245]/i.test(name))) return null;
  return [
    ...(keys.includes('small') ? ['small-rsa-key' as const] : []),
    ...(hashes.some((name) => /sha-?1(?!\d)/i.test(name)) ? ['sha1-signature' as const] : []),
  ];
}

function strengthOfKey(certificate: X509Certificate): 'good' | 'small' | 'none' {
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = certificate.publicKey;
  if (type === 'ec') return CURVES.includes(details?.namedCurve) ? 'good' : 'none';
  if (type !== 'rsa' && type !== 'rsa-pss') return type === 'ed25519' ? 'good' : 'none';
  const bits = details?.modulusLength ?? 0;
  return bits >= 2048 ? 'good' : bits >= MIN_RSA_BITS ? 'small' : 'none';
}

/** The flaws; empty if none explains OpenSSL's error, or if every program refuses one of them. */
function purposeFlaws([leaf, ...above]: readonly X509Certificate[]): CertificateFlaw[] {
  if (leaf === undefined || !servesServers(leaf) || above.some(({ ca }) => !ca)) return [];
  const bits = keyUsageBits(leaf);
  return [
    ...(bits !== null && (bits & USES_OF_A_SERVER) === 0 ? ['server-key-usage' as const] : []),
    ...(above.some((certificate) => !servesServers(certificate)) ? ['ca-purpose' as const] : []),
  ];
}

/** Node calls the extended key usage `keyUsage`. */
function servesServers({ keyUsage }: X509Certificate): boolean {
  return keyUsage === undefined || SERVER_AUTH.some((oid) => keyUsage.includes(oid));
}

export function isNamedByCommonName({ subjectAltName }: X509Certificate): boolean {
  return !/(?:^|, )(?:DNS|IP Address):/.test(subjectAltName ?? '');
}

const UTC = { tag: 0x17, dates: ['500101000000Z', '491231235959Z'] };
const GENERALIZED = { tag: 0x18, dates: ['19500101000000Z', '99991231235959Z'] };

/** The same anchors with unlimited dates, for programs that use only name and key. Signatures over anchors are not checked. */
export function removeDates(anchors: readonly X509Certificate[]): X509Certificate[] {
  return anchors.map(undatedOne);
}

function undatedOne(anchor: X509Certificate): X509Certificate {
  try {
    const copy = Buffer.from(anchor.raw);
    const fields = childrenOf(childrenOf(parseElements(copy)[0])[0]);
    // issuer, validity, subject: the only sequence of two times (RFC 5280 §4.1).
    const validity = fields.map((field) => ((field.tag & 0x20) === 0 ? [] : childrenOf(field))).find((parts) => isTime(parts[0]?.tag));
    validity?.forEach(({ tag, content }, index) => {
      const date = (tag === UTC.tag ? UTC : GENERALIZED).dates[index];
      if (date?.length === content.length) content.write(date, 'latin1');
    });
    return new X509Certificate(copy);
  } catch (error) {
    if (error instanceof NotDerError) return anchor;
    throw error;
  }
}

const isTime = (tag: number | undefined) => tag === UTC.tag || tag === GENERALIZED.tag;
