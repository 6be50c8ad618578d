/** Whether a server requested a client certificate (CertificateRequest: RFC 8446 §4.3.2, RFC 5246 §7.4.4). */
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';

const requested = new WeakSet<Socket>();

/** Must be called while the connection is open, or at its first error; the result is kept. */
export function isCertificateRequested(socket: Socket): boolean {
  // A client learns the server's signature algorithms only from its CertificateRequest. Null after the connection ended.
  const shared = socket instanceof TLSSocket ? (socket.getSharedSigalgs() as string[] | null) : null;
  if ((shared?.length ?? 0) > 0) requested.add(socket);
  return requested.has(socket);
}
