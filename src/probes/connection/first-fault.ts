/**
 * The first fault of a socket, kept from its birth on: Node tells a TLS alert once, perhaps while nobody waits for this socket,
 * and afterwards the socket says only that it has ended.
 */
import type { Socket } from 'node:net';
import { certificateRequested } from '../tls/client-certificate.ts';

const faults = new WeakMap<Socket, unknown>();

/** To be called as soon as there is the socket. */
export function keepFirstFault(socket: Socket): void {
  const keep = (error: unknown) => {
    if (!faults.has(socket)) faults.set(socket, error);
    // A server may ask anew after the handshake (RFC 5246 §7.4.1.1); afterwards the socket no longer knows.
    certificateRequested(socket);
  };
  // Where undici has already destroyed the socket because it ended, an alert is told by Node's own event alone.
  socket.once('error', keep).once('_tlsError', keep);
}

/** Undefined: none so far. */
export function firstFault(socket: Socket): unknown {
  return faults.get(socket);
}
