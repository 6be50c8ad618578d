/**
 * Finds an alert's number if OpenSSL does not know it: Node then only reports a closed connection. The only trace is one received record of
 * an alert's length; a second connection reads its content.
 */
import { connect as dial, type Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { type ConnectionOptions, connect } from 'node:tls';
import { onAbort } from '../deadline.ts';

/** The length of an alert record: type, version, length, level and number (RFC 8446 §5.1, §6). */
const ALERT_RECORD = 7;
const ALERT = 21;
/** The alert of a normal end of the connection (RFC 8446 §6.1); not a refusal. */
export const CLOSE_NOTIFY = 0;

export interface PeerAddress {
  host: string;
  port: number;
}

/** The peer's address if `below` is a TCP socket; null if it is not. Call while the connection is open. */
export function peerAddressOf(below: Duplex): PeerAddress | null {
  const { remoteAddress, remotePort } = below as Partial<Socket>;
  return remoteAddress === undefined || remotePort === undefined ? null : { host: remoteAddress, port: remotePort };
}

/** All received bytes together have the length of one alert. */
export function mayBeAlert(below: Duplex): boolean {
  return (below as Partial<Socket>).bytesRead === ALERT_RECORD;
}

/** Sends another ClientHello and reads the raw answer; null if that is not an alert. */
export function readAlert(peer: PeerAddress, hello: ConnectionOptions, signal: AbortSignal): Promise<number | null> {
  const raw = dial({ host: peer.host, port: peer.port });
  const onlyOut = new Duplex({ read() {}, write: (chunk: Buffer, _encoding, done) => void raw.write(chunk, () => done()) });
  const tls = connect({ ...hello, socket: onlyOut });
  let heard = Buffer.alloc(0);
  return new Promise((resolve) => {
    const end = () => {
      stopListening();
      raw.destroy();
      tls.destroy();
      resolve(heard.length === ALERT_RECORD && heard[0] === ALERT ? (heard[ALERT_RECORD - 1] ?? null) : null);
    };
    const stopListening = onAbort(signal, end);
    tls.on('error', () => {});
    raw
      .on('error', end)
      .on('close', end)
      .on('data', (chunk: Buffer) => {
        heard = Buffer.concat([heard, chunk]);
        if (heard.length >= ALERT_RECORD) end();
      });
  });
}
