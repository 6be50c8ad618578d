/**
 * OpenSSL's own verdict on a chain with some anchors. Node only verifies a chain in a handshake, so OpenSSL's client gets one in memory:
 * the beginning of a TLS 1.2 handshake with these certificates, then an invalid message. Certificates are verified as soon as they are read
 * (RFC 5246 §7.4.2), so the verdict precedes the error; no key is needed.
 */
import type { X509Certificate } from 'node:crypto';
import { Duplex } from 'node:stream';
import { connect, createSecureContext, type TLSSocket } from 'node:tls';
import { createServerFlight } from './server-flight.ts';
import { verdictName } from './x509-verdict.ts';

/**
 * Level 2 (112-bit keys, no SHA-1) is OpenSSL's default since 3.2 and that of distributions for longer; Node 22 has 1 and Node 24 has 2.
 * Level 0 ignores keys and hashes. The ciphers are those of the answer in memory.
 */
const CIPHERS = 'ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES128-GCM-SHA256:@SECLEVEL=';

/** The name of the error (`CERT_HAS_EXPIRED`), the last one of several, as with `openssl s_client`; null: accepted. */
export async function opensslVerdict(
  presented: readonly X509Certificate[],
  anchors: readonly X509Certificate[],
  level: 0 | 2 = 2,
): Promise<string | null> {
  const error = await verifyError(presented, anchors, level);
  return error === null ? null : verdictName(error);
}

interface VerifyError {
  code?: string;
  message: string;
}

function verifyError(
  presented: readonly X509Certificate[],
  anchors: readonly X509Certificate[],
  level: number,
): Promise<VerifyError | null> {
  return new Promise((resolve, reject) => {
    const wire = new Duplex({
      read: () => undefined,
      write(_hello, _encoding, done) {
        done();
        this.push(createServerFlight(presented));
      },
    });
    const socket = connect({
      socket: wire,
      // Any certificate of a store is an anchor, as in Go, Java and curl.
      secureContext: createSecureContext({
        ca: anchors.map(String),
        ciphers: `${CIPHERS}${level}`,
        allowPartialTrustChain: true,
        minVersion: 'TLSv1.2',
        maxVersion: 'TLSv1.2',
      }),
      rejectUnauthorized: false,
    });
    const handle = handleOf(socket);
    socket.once('error', () => {
      resolve(handle.verifyError() ?? null);
      socket.destroy();
      socket.on('error', () => undefined);
    });
    socket.once('close', () => reject(new Error('OpenSSL did not look at the certificates')));
  });
}

/** The handle from which Node takes `authorizationError` after a handshake (lib/internal/tls/wrap.js); this handshake never completes. */
function handleOf(socket: TLSSocket): { verifyError(): VerifyError | null | undefined } {
  return (socket as unknown as { _handle: { verifyError(): VerifyError | null } })._handle;
}
