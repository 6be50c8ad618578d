/**
 * What TLS itself says went wrong: alerts of the far end by their numbers, and what OpenSSL refuses on this side by its reason
 * codes. Which bytes lead to which code was found by turning over each byte of both directions (`tls-faults.test.ts` has samples).
 */

import { kindOfAlert } from '../../knowledge/tls-alerts.ts';
import type { FailureKind } from '../../model/failure.ts';
import type { NativeError } from './native-error.ts';

/** Alerts about a certificate of the client's, and the one for everything: who asked for a certificate means the one that it did not get. */
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
  // The signature over the handshake, and its last message, cover every byte of it.
  BAD_SIGNATURE: 'tls.bad-record-mac',
  DIGEST_CHECK_FAILED: 'tls.bad-record-mac',
  PROVIDER_SIGNATURE_FAILURE: 'tls.bad-record-mac',
  // The server says that it could have spoken a newer version than the one that reached it (RFC 8446 §4.1.3).
  INAPPROPRIATE_FALLBACK: 'tls.inappropriate-fallback',
  UNSAFE_LEGACY_RENEGOTIATION_DISABLED: 'tls.legacy-renegotiation',
  DH_KEY_TOO_SMALL: 'tls.small-dh',
  // These are about the settings of this machine, and about no far end.
  NO_PROTOCOLS_AVAILABLE: 'unclassified',
  NO_CIPHERS_AVAILABLE: 'unclassified',
};

/** Once records are encrypted, what does not look like one was changed on the path, and an end is an end. */
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

/** Null where TLS said nothing. `certificateRequested`: the far end asked for a certificate of the client's before. */
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
