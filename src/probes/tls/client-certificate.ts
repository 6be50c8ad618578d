/** Whether a server asked for a certificate of the client's (CertificateRequest: RFC 8446 §4.3.2, RFC 5246 §7.4.4). */
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';

const requested = new WeakSet<Socket>();

/** To be asked while the connection stands, or at its first fault: what was seen then is kept. */
export function certificateRequested(socket: Socket): boolean {
  // A client knows signature algorithms of a server's from its CertificateRequest alone. Null once the connection is gone.
  const shared = socket instanceof TLSSocket ? (socket.getSharedSigalgs() as string[] | null) : null;
  if ((shared?.length ?? 0) > 0) requested.add(socket);
  return requested.has(socket);
}
