/** TLS alerts and errors with a specific reason, as OpenSSL, GnuTLS, Go, Java, Node, Python and rustls spell them. */
import type { FailureKind } from '../../model/failure.ts';
import { type ErrorEntry, entriesOf } from './entry.ts';

/** RFC 8446 §6: an alert by name, with any separator between its words. */
const alert = (...names: string[]): RegExp =>
  new RegExp(
    `(?:\\b|_)(?:alert[ _:]{1,3}|fatal alert: |remote error: tls: |AlertReceived\\()(?:${names.map((name) => name.replaceAll(' ', '[ _]?')).join('|')})`,
    'i',
  );

const ALERTS: readonly [what: string, pattern: RegExp, kind: FailureKind][] = [
  ['access-denied', new RegExp(`${alert('access denied').source}|SSL alert number 49`, 'i'), 'tls.access-denied'],
  ['insufficient-security', alert('insufficient security'), 'tls.insufficient-security'],
  ['inappropriate-fallback', alert('inappropriate fallback'), 'tls.inappropriate-fallback'],
  ['unrecognized-name', alert('unrecogni[sz]ed name'), 'tls.unrecognized-name'],
  [
    'client-certificate',
    new RegExp(`${alert('certificate required').source}|No required SSL certificate was sent`, 'i'),
    'tls.client-certificate',
  ],
  ['no-application-protocol', alert('no application protocol'), 'tls.no-application-protocol'],
  ['legacy-renegotiation', /unsafe[ _]legacy[ _]renegotiation/i, 'tls.legacy-renegotiation'],
  ['small-dh', /dh[ _]key[ _]too[ _]small/i, 'tls.small-dh'],
  ['bad-record-mac', /(?:decryption[ _]failed[ _]or[ _])?bad[ _]record[ _]mac/i, 'tls.bad-record-mac'],
  ['key-too-small', /(?:ee|ca)[ _](?:certificate )?key[ _]too[ _](?:small|weak)/i, 'tls.key-too-small'],
  ['weak-signature', /ca[ _](?:signature digest algorithm|md)[ _]too[ _]weak|uses? (?:an )?insecure algorithm/i, 'tls.weak-signature'],
  ['revoked', /certificate (?:has been |was |is )?revoked|\bCERT_REVOKED\b|CRYPT_E_REVOKED|SEC_ERROR_REVOKED_CERTIFICATE/i, 'tls.revoked'],
];

export const tlsAlertEntries = (): ErrorEntry[] =>
  entriesOf(
    'alert',
    { program: 'any program (TLS)', seen: 'OpenSSL 3.0, GnuTLS 3.7, Go 1.19; rustls source, documented' },
    ALERTS.map(([what, pattern, says]) => ({ what, pattern, says })),
  );
