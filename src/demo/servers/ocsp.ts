/** A CA's OCSP response about one of its certificates (RFC 6960 §4.2.1), for stapling. */
import { createHash, KeyObject, sign, type webcrypto } from 'node:crypto';
import type { X509Certificate } from '@peculiar/x509';

const SHA1 = der(0x30, der(0x06, Buffer.from('2b0e03021a', 'hex')), der(0x05));
const ECDSA_WITH_SHA256 = der(0x30, der(0x06, Buffer.from('2a8648ce3d040302', 'hex')));
const BASIC_RESPONSE = der(0x06, Buffer.from('2b0601050507300101', 'hex'));
const DAY = 86_400_000;

interface Party {
  certificate: X509Certificate;
  keys: webcrypto.CryptoKeyPair;
}

/** Changes to the default, which is a current response, signed by the issuer, that says that the certificate is revoked. */
export interface OcspOverrides {
  status?: 'good' | 'revoked';
  signer?: Party;
  /** The signer's own certificate, if it is not the issuer. */
  sent?: readonly X509Certificate[];
  serial?: string;
  /** The validity in days from now. `until: null`: the response has no nextUpdate. */
  days?: { from: number; until: number | null };
}

export async function ocspResponse(certificate: X509Certificate, issuer: Party, answered: OcspOverrides = {}): Promise<Buffer> {
  const { status = 'revoked', signer = issuer, sent = [], serial = certificate.serialNumber, days = { from: -1, until: 3 } } = answered;
  const name = Buffer.from(issuer.certificate.subjectName.toArrayBuffer());
  const keyHash = Buffer.from(await issuer.certificate.publicKey.getKeyIdentifier());
  const responder = Buffer.from(await signer.certificate.publicKey.getKeyIdentifier());
  const at = (fromNow: number) => der(0x18, Buffer.from(new Date(Date.now() + fromNow * DAY).toISOString().replace(/[-:T]|\.\d+/g, '')));
  const id = der(
    0x30,
    SHA1,
    der(0x04, createHash('sha1').update(name).digest()),
    der(0x04, keyHash),
    der(0x02, Buffer.from(serial, 'hex')),
  );
  const said = status === 'good' ? der(0x80) : der(0xa1, at(-3));
  const next = days.until === null ? [] : [der(0xa0, at(days.until))];
  const data = der(0x30, der(0xa2, der(0x04, responder)), at(days.from), der(0x30, der(0x30, id, said, at(days.from), ...next)));
  const signature = sign('sha256', data, KeyObject.from(signer.keys.privateKey));
  const along = sent.length === 0 ? [] : [der(0xa0, der(0x30, ...sent.map(({ rawData }) => Buffer.from(rawData))))];
  const basic = der(0x30, data, ECDSA_WITH_SHA256, der(0x03, Buffer.from([0]), signature), ...along);
  return der(0x30, der(0x0a, Buffer.from([0])), der(0xa0, der(0x30, BASIC_RESPONSE, der(0x04, basic))));
}

function der(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}
