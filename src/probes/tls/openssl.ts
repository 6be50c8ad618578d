/**
 * What OpenSSL itself says to a chain and some anchors. Node verifies a chain in a handshake alone, so OpenSSL's client
 * gets one in memory: the beginning of a TLS 1.2 handshake with these certificates, and then nonsense. Certificates are
 * verified as soon as they are read (RFC 5246 §7.4.2), so the verdict is there before the nonsense ends it; no key is needed.
 */
import type { X509Certificate } from 'node:crypto';
import { Duplex } from 'node:stream';
import { connect, createSecureContext, type TLSSocket } from 'node:tls';
import { serverFlight } from './server-flight.ts';
import { verdictName } from './x509-verdict.ts';

/**
 * Level 2 (keys of 112 bits and no SHA-1) is OpenSSL's own since 3.2 and the distributions' since long before; Node 22
 * has 1 and Node 24 has 2. At level 0 keys and hashes are not looked at. The ciphers are those of the answer in memory.
 */
const CIPHERS = 'ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES128-GCM-SHA256:@SECLEVEL=';

/** The name of the error (`CERT_HAS_EXPIRED`); null: it accepts the chain. The last of several counts, as with `openssl s_client`. */
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
        this.push(serverFlight(presented));
      },
    });
    const socket = connect({
      socket: wire,
      // Any certificate of a store is an anchor, as for Go, Java and curl.
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

/** What `authorizationError` is read from once a handshake has ended (lib/internal/tls/wrap.js); this one does not get that far. */
function handleOf(socket: TLSSocket): { verifyError(): VerifyError | null | undefined } {
  return (socket as unknown as { _handle: { verifyError(): VerifyError | null } })._handle;
}
