/** Certificates made on the spot: a root, what it signs, and the ways in which a chain can be wrong. */
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
  /** A leaf has its own name, a CA none. */
  dnsNames?: string[];
  notBefore?: Date;
  notAfter?: Date;
  /** For a second certificate over the same key: cross-signing, renewal. */
  keys?: webcrypto.CryptoKeyPair;
  /** Sign with a stranger's key although the issuer's name is written in. */
  signWith?: webcrypto.CryptoKey;
  extendedKeyUsage?: string[];
  /** Hash of the signature: SHA-256 unless told otherwise. */
  hash?: 'SHA-1' | 'SHA-256';
  /** Certificate authorities that may be below this one. */
  pathLength?: number;
  /** In place of the usual ones of a CA; a leaf has none unless told. */
  keyUsage?: x509.KeyUsageFlags;
  /** Extensions beside the usual ones. */
  more?: x509.Extension[];
}

/** Bits of an RSA key; EC is P-256. */
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
