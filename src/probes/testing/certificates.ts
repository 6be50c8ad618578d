/** Certificates made on the spot: a root, what it signs, and the ways in which a chain can be wrong. */
import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import { isIP } from 'node:net';
import * as x509 from '@peculiar/x509';

x509.cryptoProvider.set(webcrypto as webcrypto.Crypto);

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
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
  dnsNames?: string[];
  notBefore?: Date;
  notAfter?: Date;
  /** For a second certificate over the same key: cross-signing, renewal. */
  keys?: webcrypto.CryptoKeyPair;
  /** Sign with a stranger's key although the issuer's name is written in. */
  signWith?: webcrypto.CryptoKey;
  extendedKeyUsage?: string[];
}

export async function issue(wanted: Wanted): Promise<Issued> {
  const keys = wanted.keys ?? ((await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify'])) as webcrypto.CryptoKeyPair);
  const ca = wanted.ca ?? false;
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: Buffer.from(webcrypto.getRandomValues(new Uint8Array(8)))
      .toString('hex')
      .replace(/^./, '1'),
    subject: `CN=${wanted.name},O=Example`,
    issuer: wanted.issuer?.certificate.subject ?? `CN=${wanted.name},O=Example`,
    notBefore: wanted.notBefore ?? new Date(Date.now() - DAY),
    notAfter: wanted.notAfter ?? new Date(Date.now() + 30 * DAY),
    signingAlgorithm: ALGORITHM,
    publicKey: keys.publicKey,
    signingKey: wanted.signWith ?? wanted.issuer?.keys.privateKey ?? keys.privateKey,
    extensions: [
      new x509.BasicConstraintsExtension(ca, undefined, true),
      ...(ca ? [new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true)] : []),
      ...(ca ? [] : [new x509.ExtendedKeyUsageExtension(wanted.extendedKeyUsage ?? [x509.ExtendedKeyUsage.serverAuth])]),
      new x509.SubjectAlternativeNameExtension(
        (wanted.dnsNames ?? [wanted.name]).map((value) => ({ type: isIP(value) === 0 ? 'dns' : 'ip', value })),
      ),
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

export const rootOf = (name: string, rest: Partial<Wanted> = {}) => issue({ name, ca: true, ...rest });
