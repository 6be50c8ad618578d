/** PKCS #12 as Java writes trust lists (RFC 7292), without a password or with Java's default one. Keys are never read. */
import { createDecipheriv, pbkdf2 } from 'node:crypto';
import { promisify } from 'node:util';
import { childrenOf, contentOf, DER_TAGS, type DerElement, integerOf, NotDerError, oidOf, parseElements } from './der.ts';

/** The default password of JDK trust lists; a trust list holds no secret. */
const WELL_KNOWN_PASSWORD = 'changeit';
const MAX_ITERATIONS = 1_000_000;

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

/** The DER of every certificate that Java would trust; null for another file, another password or an old cipher. */
export async function readPkcs12Certificates(bytes: Buffer): Promise<Buffer[] | null> {
  try {
    const [, authSafe] = childrenOf(parseElements(bytes)[0]);
    const trusted: Buffer[] = [];
    for (const part of childrenOf(parseElements(octetsOfData(authSafe))[0])) {
      const [kind, wrapped] = childrenOf(part);
      const safe = oidOf(kind) === OID.encryptedData ? await decrypted(childrenOf(wrapped)[0]) : octetsOfData(part);
      if (safe === null) return null;
      trusted.push(...certificatesIn(safe));
    }
    return trusted;
  } catch (error) {
    if (error instanceof NotDerError) return null;
    throw error;
  }
}

function octetsOfData(contentInfo: DerElement | undefined): Buffer {
  const [kind, wrapped] = childrenOf(contentInfo);
  if (oidOf(kind) !== OID.data) throw new NotDerError('content of another kind');
  return contentOf(childrenOf(wrapped)[0], DER_TAGS.octets);
}

function certificatesIn(safe: Buffer): Buffer[] {
  return childrenOf(parseElements(safe)[0]).flatMap((bag) => {
    const [kind, value, attributes] = childrenOf(bag);
    if (oidOf(kind) !== OID.certificateBag || !isTrusted(attributes)) return [];
    const [type, wrapped] = childrenOf(childrenOf(value)[0]);
    return oidOf(type) === OID.x509 ? [contentOf(childrenOf(wrapped)[0], DER_TAGS.octets)] : [];
  });
}

function isTrusted(attributes: DerElement | undefined): boolean {
  return attributes !== undefined && parseElements(attributes.content).some((one) => oidOf(childrenOf(one)[0]) === OID.trustedByJava);
}

/** EncryptedData with PBES2 (RFC 8018); null for ciphers that OpenSSL 3 dropped, or another password. */
async function decrypted(encryptedData: DerElement | undefined): Promise<Buffer | null> {
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
  const digest = others.find(({ tag }) => tag === DER_TAGS.sequence);
  const digestName = digest === undefined ? 'sha1' : DIGESTS[oidOf(childrenOf(digest)[0])];
  const iterations = integerOf(rounds);
  if (digestName === undefined || iterations < 1 || iterations > MAX_ITERATIONS) return null;
  const key = await promisify(pbkdf2)(WELL_KNOWN_PASSWORD, contentOf(salt, DER_TAGS.octets), iterations, cipher.keyBytes, digestName);
  try {
    const decipher = createDecipheriv(cipher.name, key, contentOf(vector, DER_TAGS.octets));
    return Buffer.concat([decipher.update(content.content), decipher.final()]);
  } catch {
    return null;
  }
}
