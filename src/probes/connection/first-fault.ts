/** Keeps the first error of a socket, because Node reports a TLS alert only once, perhaps before anyone listens. */
import type { Socket } from 'node:net';
import { isCertificateRequested } from '../tls/client-certificate.ts';

const faults = new WeakMap<Socket, unknown>();

/** Call this as soon as the socket exists. */
export function keepFirstFault(socket: Socket): void {
  const keep = (error: unknown) => {
    if (!faults.has(socket)) faults.set(socket, error);
    // A server may request a certificate after the handshake (RFC 5246 §7.4.1.1). Record it now, because the socket does not.
    isCertificateRequested(socket);
  };
  // If undici has already destroyed the socket, only this event of Node reports an alert.
  socket.once('error', keep).once('_tlsError', keep);
}

/** Undefined if there was no error yet. */
export function firstFault(socket: Socket): unknown {
  return faults.get(socket);
}
