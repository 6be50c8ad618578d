/** A presented certificate as facts, for people and for rules. */
import type { X509Certificate } from 'node:crypto';
import type { Certificate } from '../../model/certificate.ts';

const NAMES_KEPT = 16;
const TEXT_KEPT = 200;

export function certificateFacts(certificate: X509Certificate, isLeaf: boolean): Certificate {
  return {
    subject: nameParts(certificate.subject),
    issuer: nameParts(certificate.issuer),
    notBefore: certificate.validFromDate.toISOString(),
    notAfter: certificate.validToDate.toISOString(),
    sha256: certificate.fingerprint256.replaceAll(':', '').toLowerCase(),
    names: isLeaf ? dnsNames(certificate.subjectAltName) : [],
    selfSigned: isSelfSigned(certificate),
  };
}

export function isSelfSigned(certificate: X509Certificate): boolean {
  return certificate.subject === certificate.issuer && certificate.verify(certificate.publicKey);
}

/** Node prints a name one attribute a line, `CN=…`. Of a repeated attribute the first counts, as browsers show it. */
function nameParts(name: string | undefined): { commonName: string | null; organization: string | null } {
  const part = (attribute: string) => {
    const line = (name ?? '').split('\n').find((candidate) => candidate.startsWith(`${attribute}=`));
    return line === undefined ? null : line.slice(attribute.length + 1, attribute.length + 1 + TEXT_KEPT);
  };
  return { commonName: part('CN'), organization: part('O') };
}

/** Names that could break the list are printed as JSON strings by Node; those are never real host names. */
function dnsNames(subjectAltName: string | undefined): string[] {
  const entries = (subjectAltName ?? '').split(', ').filter((entry) => /^DNS:[A-Za-z0-9*._-]{1,253}$/.test(entry));
  return entries.slice(0, NAMES_KEPT).map((entry) => entry.slice('DNS:'.length).toLowerCase());
}
