import type { X509Certificate } from 'node:crypto';
import type { Certificate } from '../../model/certificate.ts';
import { crlUrls, pathLength, signatureAlgorithm } from './extensions.ts';
import { isVerifiedBy } from './verified-by.ts';

const NAMES_KEPT = 16;
const TEXT_KEPT = 200;
const URLS_KEPT = 4;

export function certificateFacts(certificate: X509Certificate, isLeaf: boolean): Certificate {
  return {
    subject: nameParts(certificate.subject),
    issuer: nameParts(certificate.issuer),
    notBefore: certificate.validFromDate.toISOString(),
    notAfter: certificate.validToDate.toISOString(),
    sha256: certificate.fingerprint256.replaceAll(':', '').toLowerCase(),
    names: isLeaf ? dnsNames(certificate.subjectAltName) : [],
    selfSigned: isSelfSigned(certificate),
    ...some('key', keyText(certificate)),
    ...some('signature', signatureAlgorithm(certificate)),
    ...some('issuerUrls', issuerUrls(certificate)),
    ...some('ocspUrls', accessUrls(certificate, 'OCSP')),
    ...some('crlUrls', webUrls(crlUrls(certificate))),
  };
}

/** The URL of the issuer's certificate (RFC 5280 §4.2.2.1, caIssuers). */
export function issuerUrls(certificate: X509Certificate): string[] {
  return accessUrls(certificate, 'CA Issuers');
}

export function isSelfSigned(certificate: X509Certificate): boolean {
  return certificate.subject === certificate.issuer && isVerifiedBy(certificate, certificate);
}

/** Node prints a name with one attribute per line, `CN=…`. If an attribute is repeated, the first one counts, as in browsers. */
function nameParts(name: string | undefined): { commonName: string | null; organization: string | null } {
  const part = (attribute: string) => {
    const line = (name ?? '').split('\n').find((candidate) => candidate.startsWith(`${attribute}=`));
    return line === undefined ? null : line.slice(attribute.length + 1, attribute.length + 1 + TEXT_KEPT);
  };
  return { commonName: part('CN'), organization: part('O') };
}

/** Node prints names that could break the list as JSON strings. Those are never real host names. */
function dnsNames(subjectAltName: string | undefined): string[] {
  const entries = (subjectAltName ?? '').split(', ').filter((entry) => /^DNS:[A-Za-z0-9*._-]{1,253}$/.test(entry));
  return entries.slice(0, NAMES_KEPT).map((entry) => entry.slice('DNS:'.length).toLowerCase());
}

/** Node prints the extension with one entry per line: `OCSP - URI:http://…`. */
function accessUrls(certificate: X509Certificate, method: 'OCSP' | 'CA Issuers'): string[] {
  const entries = (certificate.infoAccess ?? '').split('\n').filter((line) => line.startsWith(`${method} - URI:`));
  return webUrls(entries.map((line) => line.slice(line.indexOf('URI:') + 'URI:'.length)));
}

/** Drops LDAP directories, from which no file can be fetched. */
function webUrls(urls: readonly string[]): string[] {
  const web = urls.filter((url) => /^https?:\/\/[^\s"]{1,190}$/.test(url) && URL.canParse(url));
  return web.slice(0, URLS_KEPT);
}

/** `RSA 2048`, `EC P-256`; null if OpenSSL cannot read the key. */
function keyText(certificate: X509Certificate): string | null {
  try {
    const { asymmetricKeyType: type, asymmetricKeyDetails: details } = certificate.publicKey;
    if (type === 'ec') return `EC ${details?.namedCurve ?? 'of an unnamed curve'}`;
    return type?.startsWith('rsa') ? `RSA ${details?.modulusLength ?? ''}`.trim() : (type ?? null);
  } catch {
    return null;
  }
}

function some<K extends string, V>(name: K, value: V | null): { [key in K]?: V } {
  return value === null || (Array.isArray(value) && value.length === 0) ? {} : ({ [name]: value } as { [key in K]?: V });
}

/** Checked here, because OpenSSL's last error may hide this one. `path` runs from the leaf upwards (RFC 5280 §6.1.4 (l), (m)). */
export function isPathTooLong(path: readonly X509Certificate[]): boolean {
  return path.some((ca, index) => {
    if (index === 0 || isSelfSigned(ca)) return false;
    const below = path.slice(1, index).filter(({ subject, issuer }) => subject !== issuer);
    return below.length > (pathLength(ca) ?? Number.POSITIVE_INFINITY);
  });
}
