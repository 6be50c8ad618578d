/** Handshakes. Certificate faults are in `certificates.ts`. */
import type { TlsOptions } from 'node:tls';
import type { FailureKind } from '../../../src/model/failure.ts';
import type { FindingName } from '../../../src/model/finding-codes.ts';
import { listen } from '../../../src/probes/testing/pretend.ts';
import {
  alertRecord,
  answersHello,
  type Change,
  flip,
  insteadOf,
  LOWERED,
  mutualTls,
  SECURE_RENEGOTIATION,
  serverHello,
  smallGroup,
  startAlteringRelay,
  tlsServer,
} from '../../../src/probes/testing/refusing.ts';
import { type Far, type Line, leaf, rsaLeaf } from '../line.ts';

const https = (by: string, finding: FindingName | null, start: () => Promise<Far>): Line => ({ by, finding, way: { as: 'https', start } });

const alert = (number: number, name: string, finding: FindingName): Line =>
  https(`the alert ${name} (${number}) in answer to the ClientHello`, finding, () => answersHello(alertRecord(number)));

const server = (by: string, finding: FindingName, options: TlsOptions): Line => https(by, finding, () => tlsServer(leaf, options));

/** A working server and a relay that changes bytes. */
async function changed(changes: { answers?: Change; requests?: Change }, behind: () => ReturnType<typeof tlsServer>): Promise<Far> {
  const sound = await behind();
  const near = await startAlteringRelay(sound, changes);
  return { port: near.port, close: () => Promise.all([near.close(), sound.close()]) };
}

export const TLS_LINES = {
  'tls.reset': [
    https('a reset in answer to the ClientHello', 'tls-cut-off', () =>
      listen((socket) => socket.once('data', () => socket.resetAndDestroy())),
    ),
  ],
  'tls.closed': [
    https('the end of the connection in answer to the ClientHello', 'tls-cut-off', () =>
      listen((socket) => socket.once('data', () => socket.end())),
    ),
    alert(0, 'close_notify', 'tls-cut-off'),
  ],
  'tls.timeout': [https('no answer to the ClientHello', 'tls-stalls', () => listen((socket) => socket.resume()))],
  'tls.not-tls': [
    https('plain HTTP in answer to the ClientHello', 'block-page', () =>
      listen((socket) => socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n'))),
    ),
  ],
  'tls.protocol-version': [
    alert(70, 'protocol_version', 'tls-version-refused'),
    server('TLS 1.0 and 1.1 only', 'tls-version-refused', { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' }),
  ],
  'tls.alert': [
    alert(40, 'handshake_failure', 'tls-settings-refused'),
    alert(48, 'unknown_ca', 'tls-settings-refused'),
    server('no cipher that clients offer', 'tls-settings-refused', { ciphers: 'NULL-SHA256:@SECLEVEL=0', maxVersion: 'TLSv1.2' }),
  ],
  'tls.client-certificate': [
    https(
      'a client certificate required under TLS 1.3: certificate_required (116) after the handshake',
      'client-certificate-required',
      () => mutualTls(leaf, 'TLSv1.3'),
    ),
    https(
      'a client certificate required under TLS 1.2: handshake_failure (40) after a CertificateRequest',
      'client-certificate-required',
      () => mutualTls(leaf, 'TLSv1.2'),
    ),
    https('a client certificate required under TLS 1.2: bad_certificate (42), as Go and Java send it', 'client-certificate-required', () =>
      changed({ answers: insteadOf(40, 42) }, () => mutualTls(leaf, 'TLSv1.2')),
    ),
  ],
  'tls.access-denied': [alert(49, 'access_denied', 'tls-refused-by-policy')],
  'tls.insufficient-security': [alert(71, 'insufficient_security', 'tls-settings-refused')],
  'tls.internal-error': [alert(80, 'internal_error', 'tls-name-not-served')],
  'tls.inappropriate-fallback': [
    alert(86, 'inappropriate_fallback', 'tls-altered'),
    https('a ServerHello of TLS 1.2 with the downgrade mark of RFC 8446', 'tls-altered', () =>
      answersHello(serverHello({ extensions: SECURE_RENEGOTIATION, random: LOWERED })),
    ),
  ],
  'tls.unrecognized-name': [alert(112, 'unrecognized_name', 'tls-name-not-served')],
  'tls.certificate-status': [
    alert(113, 'bad_certificate_status_response', 'tls-settings-refused'),
    alert(114, 'bad_certificate_hash_value', 'tls-settings-refused'),
  ],
  'tls.no-application-protocol': [
    alert(120, 'no_application_protocol', 'tls-settings-refused'),
    server('ALPN without HTTP/2 and HTTP/1.1', 'tls-settings-refused', { ALPNProtocols: ['spdy/1'] }),
  ],
  'tls.ech-required': [alert(121, 'ech_required', 'tls-settings-refused')],
  'tls.legacy-renegotiation': [
    https('only a ServerHello of TLS 1.2, without renegotiation_info', 'tls-settings-refused', () => answersHello(serverHello())),
  ],
  'tls.small-dh': [
    https('TLS 1.2 with a Diffie-Hellman group of 1024 bits', 'tls-settings-refused', async () =>
      tlsServer(await rsaLeaf(), { dhparam: smallGroup(), ciphers: 'DHE:@SECLEVEL=0', maxVersion: 'TLSv1.2' }),
    ),
  ],
  'tls.bad-record-mac': [
    https('one flipped bit in the encrypted data of the server', 'tls-altered', () =>
      changed({ answers: flip(300) }, () => tlsServer(leaf)),
    ),
    https('one flipped bit in the signed data of the server (TLS 1.2)', 'tls-altered', () =>
      changed({ answers: flip(20) }, () => tlsServer(leaf, { maxVersion: 'TLSv1.2' })),
    ),
    alert(20, 'bad_record_mac', 'tls-altered'),
  ],
  'tls.malformed': [
    https('one flipped bit in the cipher that the server chose', 'tls-altered', () =>
      changed({ answers: flip(76) }, () => tlsServer(leaf)),
    ),
    alert(50, 'decode_error', 'tls-altered'),
  ],
} as const satisfies Partial<Record<FailureKind, readonly Line[]>>;
