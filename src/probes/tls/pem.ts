/** Finds PEM certificates in a text, and parses each of them once, even if many stores and variables contain it. */
import { X509Certificate } from 'node:crypto';

/** The PEM blocks of a text, without OpenSSL's `TRUSTED CERTIFICATE` form, which Node and Go ignore too. */
export function pemCertificates(text: string): string[] {
  return text.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? [];
}

/** Skips a block that does not parse, as TLS libraries do with bundles. */
export function parseCertificates(pems: readonly string[]): X509Certificate[] {
  return pems.map(certificateOf).filter((certificate) => certificate !== null);
}

/**
 * Cached, because most machines name one bundle in several variables and it repeats Node's own list: 150 certificates are parsed instead of
 * 900.
 */
const known = new Map<string, X509Certificate | null>();

function certificateOf(pem: string): X509Certificate | null {
  const key = pem.replace(/\s+/g, '');
  const before = known.get(key);
  if (before !== undefined) return before;
  const certificate = parse(pem);
  known.set(key, certificate);
  return certificate;
}

function parse(pem: string): X509Certificate | null {
  try {
    return new X509Certificate(pem);
  } catch {
    return null;
  }
}
