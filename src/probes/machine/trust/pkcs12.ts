/** PKCS #12 as Java writes trust lists (RFC 7292), without a password or with Java's default one. Keys are never read. */
import { createDecipheriv, pbkdf2 } from 'node:crypto';
import { promisify } from 'node:util';
import { childrenOf, contentOf, type Element, elements, integerOf, NotDer, oidOf, TAG } from './der.ts';

/** The default password of JDK trust lists; a trust list holds no secret. */
const WELL_KNOWN_PASSWORD = 'changeit';
const MOST_ITERATIONS = 1_000_000;

const OID = {
  data: '1.2.840.113549.1.7.1',
  encryptedData: '1.2.840.113549.1.7.6',
  certificateBag: '1.2.840.113549.1.12.10.1.3',
  x509: '1.2.840.113549.1.9.22.1',
  pbes2: '1.2.840.113549.1.5.13',
  pbkdf2: '1.2.840.113549.1.5.12',
  /** `trustedKeyUsage`, Oracle: Java only trusts a certificate with this attribute. */
  trustedByJava: '2.16.840.1.113894.746875.1.1',
} as const;

const DIGESTS: Readonly<Record<string, string>> = {
  '1.2.840.113549.2.7': 'sha1',
  '1.2.840.113549.2.9': 'sha256',
  '1.2.840.113549.2.11': 'sha512',
};
const CIPHERS: Readonly<Record<string, { name: string; keyBytes: number }>> = {
  '2.16.840.1.101.3.4.1.2': { name: 'aes-128-cbc', keyBytes: 16 },
  '2.16.840.1.101.3.4.1.42': { name: 'aes-256-cbc', keyBytes: 32 },
};

/** DER of every certificate that Java would trust; null for another file, another password or an old cipher. */
export async function trustedInPkcs12(bytes: Buffer): Promise<Buffer[] | null> {
  try {
    const [, authSafe] = childrenOf(elements(bytes)[0]);
    const trusted: Buffer[] = [];
    for (const part of childrenOf(elements(octetsOfData(authSafe))[0])) {
      const [kind, wrapped] = childrenOf(part);
      const safe = oidOf(kind) === OID.encryptedData ? await decrypted(childrenOf(wrapped)[0]) : octetsOfData(part);
      if (safe === null) return null;
      trusted.push(...certificatesIn(safe));
    }
    return trusted;
  } catch (error) {
    if (error instanceof NotDer) return null;
    throw error;
  }
}

function octetsOfData(contentInfo: Element | undefined): Buffer {
  const [kind, wrapped] = childrenOf(contentInfo);
  if (oidOf(kind) !== OID.data) throw new NotDer('content of another kind');
  return contentOf(childrenOf(wrapped)[0], TAG.octets);
}

function certificatesIn(safe: Buffer): Buffer[] {
  return childrenOf(elements(safe)[0]).flatMap((bag) => {
    const [kind, value, attributes] = childrenOf(bag);
    if (oidOf(kind) !== OID.certificateBag || !isTrusted(attributes)) return [];
    const [type, wrapped] = childrenOf(childrenOf(value)[0]);
    return oidOf(type) === OID.x509 ? [contentOf(childrenOf(wrapped)[0], TAG.octets)] : [];
  });
}

function isTrusted(attributes: Element | undefined): boolean {
  return attributes !== undefined && elements(attributes.content).some((one) => oidOf(childrenOf(one)[0]) === OID.trustedByJava);
}

/** EncryptedData with PBES2 (RFC 8018); null for ciphers that OpenSSL 3 dropped, or another password. */
async function decrypted(encryptedData: Element | undefined): Promise<Buffer | null> {
  const [, info] = childrenOf(encryptedData);
  const [, algorithm, content] = childrenOf(info);
  const [scheme, parameters] = childrenOf(algorithm);
  if (oidOf(scheme) !== OID.pbes2 || content === undefined) return null;
  const [derivation, encryption] = childrenOf(parameters);
  const [derivedBy, details] = childrenOf(derivation);
  const [cipherId, vector] = childrenOf(encryption);
  const cipher = CIPHERS[oidOf(cipherId)];
  if (oidOf(derivedBy) !== OID.pbkdf2 || cipher === undefined) return null;
  const [salt, rounds, ...others] = childrenOf(details);
  const digest = others.find(({ tag }) => tag === TAG.sequence);
  const digestName = digest === undefined ? 'sha1' : DIGESTS[oidOf(childrenOf(digest)[0])];
  const iterations = integerOf(rounds);
  if (digestName === undefined || iterations < 1 || iterations > MOST_ITERATIONS) return null;
  const key = await promisify(pbkdf2)(WELL_KNOWN_PASSWORD, contentOf(salt, TAG.octets), iterations, cipher.keyBytes, digestName);
  try {
    const decipher = createDecipheriv(cipher.name, key, contentOf(vector, TAG.octets));
    return Buffer.concat([decipher.update(content.content), decipher.final()]);
  } catch {
    return null;
  }
}
