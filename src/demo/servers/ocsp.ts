/** The answer of a CA that one of its certificates is revoked (RFC 6960 §4.2.1), for a server to send along. */
import { createHash, KeyObject, sign, type webcrypto } from 'node:crypto';
import type { X509Certificate } from '@peculiar/x509';

const SHA1 = der(0x30, der(0x06, Buffer.from('2b0e03021a', 'hex')), der(0x05));
const ECDSA_WITH_SHA256 = der(0x30, der(0x06, Buffer.from('2a8648ce3d040302', 'hex')));
const BASIC_RESPONSE = der(0x06, Buffer.from('2b0601050507300101', 'hex'));
const DAY = 86_400_000;

export async function revokedAnswer(
  certificate: X509Certificate,
  issuer: { certificate: X509Certificate; keys: webcrypto.CryptoKeyPair },
): Promise<Buffer> {
  const name = Buffer.from(issuer.certificate.subjectName.toArrayBuffer());
  const keyHash = Buffer.from(await issuer.certificate.publicKey.getKeyIdentifier());
  const now = Date.now();
  const id = der(
    0x30,
    SHA1,
    der(0x04, createHash('sha1').update(name).digest()),
    der(0x04, keyHash),
    der(0x02, Buffer.from(certificate.serialNumber, 'hex')),
  );
  const single = der(0x30, id, der(0xa1, time(now - 3 * DAY)), time(now - DAY), der(0xa0, time(now + 3 * DAY)));
  const data = der(0x30, der(0xa2, der(0x04, keyHash)), time(now - DAY), der(0x30, single));
  const signature = sign('sha256', data, KeyObject.from(issuer.keys.privateKey));
  const basic = der(0x30, data, ECDSA_WITH_SHA256, der(0x03, Buffer.from([0]), signature));
  return der(0x30, der(0x0a, Buffer.from([0])), der(0xa0, der(0x30, BASIC_RESPONSE, der(0x04, basic))));
}

function time(ms: number): Buffer {
  return der(0x18, Buffer.from(`${new Date(ms).toISOString().replace(/[-:T]|\.\d+/g, '')}`));
}

function der(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}
