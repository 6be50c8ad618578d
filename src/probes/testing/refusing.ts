/** Servers that each refuse TLS in one way, and a relay that changes bytes to a working one. */
import { getDiffieHellman } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';
import type { Issued } from './certificates.ts';
import { type Listening, listen, listening } from './pretend.ts';

/** A fatal alert in a separate record (RFC 8446 §5.1, §6). */
export function alertRecord(alert: number): Buffer {
  return Buffer.from([21, 3, 3, 0, 2, 2, alert]);
}

/** Answers the ClientHello with these bytes and nothing else. */
export function answersHello(bytes: Buffer): Promise<Listening> {
  return listen((socket) => socket.once('data', () => socket.end(bytes)));
}

type Shown = Pick<Issued, 'key' | 'pem'>;

/** Answers each request with 200 once its handshake is complete. */
export function tlsServer(shown: Shown, options: TlsOptions = {}): Promise<Listening> {
  return tlsAnswering(shown, (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'), options);
}

/** Answers each request with the given function once its handshake is complete. */
export function tlsAnswering({ key, pem }: Shown, act: (socket: Socket) => void, options: TlsOptions = {}): Promise<Listening> {
  const server = createTlsServer({ key, cert: pem, ...options }, (socket) => socket.on('error', () => {}).once('data', () => act(socket)));
  return listening(server.on('tlsClientError', () => {}));
}

/** Diffie-Hellman parameters of 1024 bits, the Second Oakley Group of RFC 2409 §6.2, as PEM (PKCS #3). */
export function smallGroup(): string {
  const prime = getDiffieHellman('modp2').getPrime();
  const der = Buffer.concat([Buffer.from([0x30, 0x81, 0x87, 0x02, 0x81, 0x81, 0]), prime, Buffer.from([0x02, 1, 2])]);
  return `-----BEGIN DH PARAMETERS-----\n${der.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END DH PARAMETERS-----\n`;
}

/** Accepts no client, because `leaf` issues no certificates. */
export function mutualTls(leaf: Issued, version: 'TLSv1.2' | 'TLSv1.3'): Promise<Listening> {
  const wants = { requestCert: true, rejectUnauthorized: true, ca: [leaf.pem] };
  return tlsServer(leaf, { minVersion: version, maxVersion: version, ...wants });
}

/**
 * Only a TLS 1.2 ServerHello (RFC 5246 §7.4.1.3). Without renegotiation_info in `extensions` (RFC 5746 §3.6) a client may stop; the last
 * eight bytes of `random` may signal a downgrade (RFC 8446 §4.1.3).
 */
export function serverHello({ random = Buffer.alloc(32, 7), extensions = Buffer.alloc(0) } = {}): Buffer {
  const ECDHE_RSA_AES128_GCM = Buffer.from([0xc0, 0x2f]);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(extensions.length);
  const withExtensions = extensions.length === 0 ? [] : [length, extensions];
  const body = Buffer.concat([Buffer.from([3, 3]), random, Buffer.from([0]), ECDHE_RSA_AES128_GCM, Buffer.from([0]), ...withExtensions]);
  const message = Buffer.concat([Buffer.from([2, 0, 0, body.length]), body]);
  return Buffer.concat([Buffer.from([22, 3, 3, 0, message.length]), message]);
}

export const SECURE_RENEGOTIATION = Buffer.from([0xff, 1, 0, 1, 0]);
export const LOWERED = Buffer.concat([Buffer.alloc(24, 7), Buffer.from('DOWNGRD\x01', 'latin1')]);

export type Change = (bytes: Buffer, at: number) => void;

/** Forwards a connection and lets `change` alter its bytes; `at` is the number of bytes already forwarded. */
export function startAlteringRelay(far: Listening, { answers, requests }: { answers?: Change; requests?: Change }): Promise<Listening> {
  const passing = (change: Change | undefined, to: Socket) => {
    let at = 0;
    return (chunk: Buffer) => {
      change?.(chunk, at);
      at += chunk.length;
      to.write(chunk);
    };
  };
  return listen((socket) => {
    const behind = connect(far.port, '127.0.0.1');
    behind.on('error', () => socket.destroy()).on('close', () => socket.end());
    socket.on('close', () => behind.destroy());
    socket.on('data', passing(requests, behind));
    behind.on('data', passing(answers, socket));
  });
}

/** Flips a bit of the byte at this position. */
export function flip(place: number): Change {
  return (bytes, at) => {
    const index = place - at;
    if (index >= 0 && index < bytes.length) bytes[index] = (bytes[index] ?? 0) ^ 1;
  };
}

/** Replaces an unencrypted alert by another one. */
export function insteadOf(alert: number, other: number): Change {
  return (bytes) => {
    const index = bytes.indexOf(alertRecord(alert));
    if (index >= 0) bytes[index + 6] = other;
  };
}
