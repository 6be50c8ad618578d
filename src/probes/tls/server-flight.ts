/** The part of a server's answer that makes OpenSSL verify: ServerHello, Certificate, an invalid message (RFC 5246 §7.4). */
import type { X509Certificate } from 'node:crypto';

const HANDSHAKE = 22;
const SERVER_HELLO = 2;
const CERTIFICATE = 11;
const FINISHED = 20;
const TLS_1_2 = [3, 3];
const MAX_RECORD_BYTES = 16_384;

/** The suites of the two kinds of key: TLS_ECDHE_RSA and TLS_ECDHE_ECDSA with AES 128 in GCM. */
const FOR_RSA = 0xc02f;
const FOR_EC = 0xc02b;

export function createServerFlight(chain: readonly X509Certificate[]): Buffer {
  const isRsa = chain[0]?.publicKey.asymmetricKeyType?.startsWith('rsa') ?? true;
  const list = Buffer.concat(chain.map(({ raw }) => withLength(raw, 3)));
  return Buffer.concat([
    record(message(SERVER_HELLO, hello(isRsa ? FOR_RSA : FOR_EC))),
    record(message(CERTIFICATE, withLength(list, 3))),
    record(message(FINISHED, Buffer.alloc(12))),
  ]);
}

/** Version, random, no session, the suite, no compression, and secure renegotiation (RFC 5746), which clients require. */
function hello(suite: number): Buffer {
  const renegotiation = Buffer.from([0xff, 0x01, 0x00, 0x01, 0x00]);
  return Buffer.concat([
    Buffer.from(TLS_1_2),
    Buffer.alloc(32, 1),
    Buffer.from([0, suite >> 8, suite & 0xff, 0]),
    withLength(renegotiation, 2),
  ]);
}

function message(type: number, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from([type]), withLength(body, 3)]);
}

function record(body: Buffer): Buffer {
  const records: Buffer[] = [];
  for (let at = 0; at < body.length; at += MAX_RECORD_BYTES)
    records.push(Buffer.from([HANDSHAKE, ...TLS_1_2]), withLength(body.subarray(at, at + MAX_RECORD_BYTES), 2));
  return Buffer.concat(records);
}

function withLength(bytes: Uint8Array, size: 2 | 3): Buffer {
  const length = Buffer.alloc(size);
  length.writeUIntBE(bytes.length, 0, size);
  return Buffer.concat([length, bytes]);
}
