/**
 * An OCSP response that a server staples to its handshake (RFC 6960 §4.2.1). A server can staple anything, so it counts only if it concerns
 * this certificate, is current (§3.2), and the issuer or an authorised signer signed it.
 */
import { createHash, X509Certificate } from 'node:crypto';
import type { PhaseOf } from '../../model/phase.ts';
import { bitsOf, childrenOf, contentOf, DER_TAGS, type DerElement, NotDerError, oidOf, parseElements } from '../machine/trust/der.ts';
import { isSignedByResponder, isSupportedSignature } from './ocsp-signer.ts';
import { isVerifiedBy } from './verified-by.ts';

type Stapled = NonNullable<PhaseOf<'tls'>['stapled']>;
type Unusable = NonNullable<Stapled['unusable']>;

const GOOD = 0x80;
const REVOKED = 0xa1;
const ENUMERATED = 0x0a;
const NEXT_UPDATE = 0xa0;
const CERTIFICATES = 0xa0;
const BASIC_RESPONSE = '1.3.6.1.5.5.7.48.1.1';

/** Hashes of a CertID (RFC 6960 §4.1.1, RFC 5754 §2). */
const HASHES: Readonly<Record<string, string>> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

/** Allows for clock differences. Without a next update, a response is valid for a week, as in Chromium. */
const SKEW_MS = 5 * 60_000;
const WEEK_MS = 7 * 24 * 3_600_000;

/** Null if nothing is stapled. `issuers`: certificates that may have signed the leaf, from the chain and the stores. */
export function stapledStatus(
  response: Buffer | null,
  leaf: X509Certificate | undefined,
  issuers: readonly X509Certificate[],
  now = Date.now(),
): Stapled | null {
  if (response === null || leaf === undefined) return null;
  try {
    return statusIn(response, leaf, issuers, now);
  } catch (error) {
    if (error instanceof NotDerError) return unusable('malformed');
    throw error;
  }
}

function statusIn(response: Buffer, leaf: X509Certificate, issuers: readonly X509Certificate[], now: number): Stapled {
  const [status, wrapped] = childrenOf(parseElements(response)[0]);
  if (contentOf(status, ENUMERATED)[0] !== 0) return unusable('malformed');
  const [type, basic] = childrenOf(childrenOf(wrapped)[0]);
  if (oidOf(type) !== BASIC_RESPONSE) return unusable('malformed');
  const [data, algorithm, signature, more] = childrenOf(parseElements(contentOf(basic, DER_TAGS.octets))[0]);
  const issuer = issuers.find((candidate) => leaf.checkIssued(candidate) && isVerifiedBy(leaf, candidate));
  if (issuer === undefined) return unusable('issuer-unknown');
  const about = singleResponses(data).find(([id]) => isAbout(id, leaf, issuer));
  if (about === undefined) return unusable('other-certificate');
  const sent = more === undefined || more.tag !== CERTIFICATES ? [] : childrenOf(childrenOf(more)[0]).flatMap(readable);
  if (!isSupportedSignature(algorithm)) return unusable('algorithm');
  const signed = { data, algorithm, signature };
  if (!isSignedByResponder(signed, issuer, sent, now)) return unusable('signature');
  return isOfNow(about, now) ? statusOf(about[1]) : unusable('outdated');
}

const unusable = (why: Unusable): Stapled => ({ status: 'unknown', revokedAt: null, unusable: why });

function readable({ whole }: DerElement): X509Certificate[] {
  try {
    return [new X509Certificate(whole)];
  } catch {
    return [];
  }
}

function singleResponses(data: DerElement | undefined): DerElement[][] {
  // The version and the responder have their own tags; the list is the only other sequence.
  const list = childrenOf(data).find(({ tag }) => tag === DER_TAGS.sequence);
  return childrenOf(list).map(childrenOf);
}

/** The number alone would also match another CA's certificate, so the issuer's name and key must match too (RFC 6960 §4.1.1). */
function isAbout(id: DerElement | undefined, leaf: X509Certificate, issuer: X509Certificate): boolean {
  const [algorithm, name, key, serial] = childrenOf(id);
  const hash = HASHES[oidOf(childrenOf(algorithm)[0])];
  if (hash === undefined || serialOf(serial) !== leaf.serialNumber.toUpperCase()) return false;
  const digest = (bytes: Buffer) => createHash(hash).update(bytes).digest();
  const { subject, publicKey } = namedParts(issuer);
  return digest(subject).equals(contentOf(name, DER_TAGS.octets)) && digest(publicKey).equals(contentOf(key, DER_TAGS.octets));
}

/** The encoded name, and the key's bits without its algorithm. */
function namedParts(issuer: X509Certificate): { subject: Buffer; publicKey: Buffer } {
  const [body] = childrenOf(parseElements(issuer.raw)[0]);
  // version [0]?, serialNumber, signature, issuer, validity, subject, subjectPublicKeyInfo (RFC 5280 §4.1)
  const fields = childrenOf(body);
  const from = fields[0]?.tag === DER_TAGS.context0 ? 1 : 0;
  return { subject: fields[from + 4]?.whole ?? Buffer.alloc(0), publicKey: bitsOf(childrenOf(fields[from + 5])[1]) };
}

/** The form in which Node prints serial numbers: hexadecimal, without a leading zero byte. */
function serialOf(serial: DerElement | undefined): string {
  return contentOf(serial, DER_TAGS.integer)
    .toString('hex')
    .toUpperCase()
    .replace(/^00(?=..)/, '');
}

function isOfNow([, , thisUpdate, next]: DerElement[], now: number): boolean {
  const from = Date.parse(timeOf(thisUpdate) ?? '');
  const until = next?.tag === NEXT_UPDATE ? Date.parse(timeOf(childrenOf(next)[0]) ?? '') : from + WEEK_MS;
  return from - SKEW_MS <= now && now <= until + SKEW_MS;
}

function statusOf(status: DerElement | undefined): Stapled {
  if (status?.tag === GOOD) return { status: 'good', revokedAt: null };
  if (status?.tag !== REVOKED) return { status: 'unknown', revokedAt: null };
  return { status: 'revoked', revokedAt: timeOf(childrenOf(status)[0]) };
}

/** GeneralizedTime, `20260102030405Z`. */
function timeOf(element: DerElement | undefined): string | null {
  const match = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(element?.content.toString('latin1') ?? '');
  if (match === null) return null;
  const [, year, month, day, hour, minute, second] = match;
  return `${year}-${month}-${day}T${hour}:${minute}:${second}Z`;
}
