/**
 * Failures that TLS itself reports: the peer's alerts by number, and OpenSSL's errors on this side by reason code. The codes were found by
 * flipping each byte in both directions (`tls-faults.test.ts` has samples).
 */

import { kindOfAlert } from '../../knowledge/tls-alerts.ts';
import type { FailureKind } from '../../model/failure.ts';
import type { NativeError } from './native-error.ts';

/**
 * Alerts about a client certificate, and handshake_failure (40). If the server requested a certificate, they mean that the client has sent
 * none.
 */
const ABOUT_A_CERTIFICATE: ReadonlySet<number> = new Set([40, 41, 42, 43, 44, 45, 46, 48]);

const REASONS: Readonly<Record<string, FailureKind>> = {
  WRONG_VERSION_NUMBER: 'tls.not-tls',
  PACKET_LENGTH_TOO_LONG: 'tls.not-tls',
  DATA_LENGTH_TOO_LONG: 'tls.not-tls',
  BAD_RECORD_TYPE: 'tls.not-tls',
  HTTP_REQUEST: 'tls.not-tls',
  UNSUPPORTED_PROTOCOL: 'tls.protocol-version',
  UNEXPECTED_EOF_WHILE_READING: 'tls.closed',
  DECRYPTION_FAILED_OR_BAD_RECORD_MAC: 'tls.bad-record-mac',
  CIPHER_OPERATION_FAILED: 'tls.bad-record-mac',
  // The handshake's signature and its last message cover every byte of the handshake.
  BAD_SIGNATURE: 'tls.bad-record-mac',
  DIGEST_CHECK_FAILED: 'tls.bad-record-mac',
  PROVIDER_SIGNATURE_FAILURE: 'tls.bad-record-mac',
  // The server reports that it supports a newer version than it received (RFC 8446 §4.1.3).
  INAPPROPRIATE_FALLBACK: 'tls.inappropriate-fallback',
  UNSAFE_LEGACY_RENEGOTIATION_DISABLED: 'tls.legacy-renegotiation',
  DH_KEY_TOO_SMALL: 'tls.small-dh',
  // These are about this machine's settings, not about a remote server.
  NO_PROTOCOLS_AVAILABLE: 'unclassified',
  NO_CIPHERS_AVAILABLE: 'unclassified',
};

/** After encryption has begun, bytes that are not a TLS record were altered in transit, and EOF means a closed connection. */
const REASONS_LATER: Readonly<Record<string, FailureKind>> = {
  WRONG_VERSION_NUMBER: 'tls.malformed',
  PACKET_LENGTH_TOO_LONG: 'tls.malformed',
  DATA_LENGTH_TOO_LONG: 'tls.malformed',
  BAD_RECORD_TYPE: 'tls.malformed',
  UNEXPECTED_EOF_WHILE_READING: 'http.closed',
};

export interface TlsFault {
  kind: FailureKind;
  code: string | undefined;
}

/** Null if this is no TLS error. `certificateRequested`: the server had requested a client certificate. */
export function tlsFault(native: NativeError, when: { isLater: boolean; certificateRequested: boolean }): TlsFault | null {
  const alert = alertNumber(native);
  if (alert !== null) return alertFault(alert, when.certificateRequested);
  const reason = /^ERR_(?:SSL|OSSL)_(.+)$/.exec(native.code ?? '')?.[1];
  if (reason === undefined) return null;
  return { kind: (when.isLater ? REASONS_LATER[reason] : undefined) ?? REASONS[reason] ?? 'tls.malformed', code: native.code };
}

export function alertFault(alert: number, certificateRequested: boolean): TlsFault {
  const isItsAnswer = certificateRequested && ABOUT_A_CERTIFICATE.has(alert);
  return { kind: isItsAnswer ? 'tls.client-certificate' : kindOfAlert(alert), code: `SSL_ALERT_${alert}` };
}

function alertNumber({ message }: NativeError): number | null {
  const match = /SSL alert number (\d{1,3})/.exec(message);
  return match === null ? null : Number(match[1]);
}
