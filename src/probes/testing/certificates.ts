/** Issues certificates for tests: roots, leaves, and chains with a given fault. */
import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import { isIP } from 'node:net';
import * as x509 from '@peculiar/x509';

x509.cryptoProvider.set(webcrypto as webcrypto.Crypto);

const EC = { name: 'ECDSA', namedCurve: 'P-256' };
const RSA = { name: 'RSASSA-PKCS1-v1_5', publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-256' };
const DAY = 86_400_000;

export interface Issued {
  pem: string;
  key: string;
  certificate: x509.X509Certificate;
  keys: webcrypto.CryptoKeyPair;
}

export interface Wanted {
  name: string;
  issuer?: Issued | undefined;
  ca?: boolean;
  /** DNS names; by default a leaf has its own name, and a CA none. */
  dnsNames?: string[];
  notBefore?: Date;
  notAfter?: Date;
  /** Reuses this key, for cross-signing and renewal. */
  keys?: webcrypto.CryptoKeyPair;
  /** Signs with another key under the issuer's name. */
  signWith?: webcrypto.CryptoKey;
  extendedKeyUsage?: string[];
  /** The hash of the signature; SHA-256 by default. */
  hash?: 'SHA-1' | 'SHA-256';
  /** The maximum number of CAs below this one (path length). */
  pathLength?: number;
  /** Key usage; by default that of a CA, and none for a leaf. */
  keyUsage?: x509.KeyUsageFlags;
  /** Additional extensions. */
  more?: x509.Extension[];
}

/** Bits of an RSA key; EC keys use P-256. */
export async function newKeys(kind: 'ec' | number = 'ec'): Promise<webcrypto.CryptoKeyPair> {
  const algorithm = kind === 'ec' ? EC : { ...RSA, modulusLength: kind };
  return (await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])) as webcrypto.CryptoKeyPair;
}

export async function issue(wanted: Wanted): Promise<Issued> {
  const keys = wanted.keys ?? (await newKeys());
  const hash = wanted.hash ?? 'SHA-256';
  const signingKey = await forHash(wanted.signWith ?? wanted.issuer?.keys.privateKey ?? keys.privateKey, hash);
  const ca = wanted.ca ?? false;
  const keyUsage = wanted.keyUsage ?? (ca ? x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign : null);
  const uses = wanted.extendedKeyUsage ?? (ca ? [] : [x509.ExtendedKeyUsage.serverAuth]);
  const names = wanted.dnsNames ?? (ca ? [] : [wanted.name]);
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: Buffer.from(webcrypto.getRandomValues(new Uint8Array(8)))
      .toString('hex')
      .replace(/^./, '1'),
    subject: `CN=${wanted.name},O=Example`,
    issuer: wanted.issuer?.certificate.subject ?? `CN=${wanted.name},O=Example`,
    notBefore: wanted.notBefore ?? new Date(Date.now() - DAY),
    notAfter: wanted.notAfter ?? new Date(Date.now() + 30 * DAY),
    signingAlgorithm: { name: signingKey.algorithm.name, hash },
    publicKey: keys.publicKey,
    signingKey,
    extensions: [
      new x509.BasicConstraintsExtension(ca, wanted.pathLength, true),
      ...(keyUsage === null ? [] : [new x509.KeyUsagesExtension(keyUsage, true)]),
      ...(uses.length > 0 ? [new x509.ExtendedKeyUsageExtension(uses)] : []),
      ...(names.length > 0
        ? [new x509.SubjectAlternativeNameExtension(names.map((value) => ({ type: isIP(value) === 0 ? 'dns' : 'ip', value })))]
        : []),
      ...(wanted.more ?? []),
    ],
  });
  const key = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey)).toString('base64');
  return {
    pem: `${certificate.toString('pem')}\n`,
    key: `-----BEGIN PRIVATE KEY-----\n${(key.match(/.{1,64}/g) ?? []).join('\n')}\n-----END PRIVATE KEY-----\n`,
    certificate,
    keys,
  };
}

/** WebCrypto ties an RSA key to one hash. */
async function forHash(key: webcrypto.CryptoKey, hash: string): Promise<webcrypto.CryptoKey> {
  if (key.algorithm.name !== RSA.name || hash === RSA.hash) return key;
  return webcrypto.subtle.importKey('pkcs8', await webcrypto.subtle.exportKey('pkcs8', key), { name: RSA.name, hash }, false, ['sign']);
}

export const rootOf = (name: string, rest: Partial<Wanted> = {}) => issue({ name, ca: true, ...rest });
