/** TLS alerts by number: the name, for searches in logs and documentation, and the kind of failure. */
import type { Failure, FailureKind } from '../model/failure.ts';

/** The IANA registry of TLS alerts; meanings from RFC 8446 §6.2. */
const KINDS: Readonly<Record<number, FailureKind>> = {
  10: 'tls.malformed',
  20: 'tls.bad-record-mac',
  21: 'tls.bad-record-mac',
  22: 'tls.malformed',
  47: 'tls.malformed',
  49: 'tls.access-denied',
  50: 'tls.malformed',
  51: 'tls.bad-record-mac',
  70: 'tls.protocol-version',
  71: 'tls.insufficient-security',
  80: 'tls.internal-error',
  86: 'tls.inappropriate-fallback',
  109: 'tls.malformed',
  110: 'tls.malformed',
  112: 'tls.unrecognized-name',
  113: 'tls.certificate-status',
  114: 'tls.certificate-status',
  116: 'tls.client-certificate',
  120: 'tls.no-application-protocol',
  121: 'tls.ech-required',
};

const NAMES: Readonly<Record<number, string>> = {
  10: 'unexpected message',
  20: 'bad record MAC',
  21: 'decryption failed',
  22: 'record overflow',
  40: 'handshake failure',
  41: 'no certificate',
  42: 'bad certificate',
  43: 'unsupported certificate',
  44: 'certificate revoked',
  45: 'certificate expired',
  46: 'certificate unknown',
  47: 'illegal parameter',
  48: 'unknown CA',
  49: 'access denied',
  50: 'decode error',
  51: 'decrypt error',
  70: 'protocol version',
  71: 'insufficient security',
  80: 'internal error',
  86: 'inappropriate fallback',
  109: 'missing extension',
  110: 'unsupported extension',
  112: 'unrecognized name',
  113: 'bad certificate status response',
  114: 'bad certificate hash value',
  115: 'unknown PSK identity',
  116: 'certificate required',
  120: 'no application protocol',
  121: 'ECH required',
};

/** `tls.alert` if the alert has no specific kind. */
export function kindOfAlert(alert: number): FailureKind {
  return KINDS[alert] ?? 'tls.alert';
}

/** The alert number of a failure; null if no alert was received. */
export function alertOf(failure: Failure | null): number | null {
  const number = /^SSL_ALERT_(\d+)$/.exec(failure?.code ?? '')?.[1];
  return number === undefined ? null : Number(number);
}

/** `handshake failure (alert 40)`. */
export function alertText(alert: number): string {
  const name = NAMES[alert];
  return name === undefined ? `alert ${alert}` : `${name} (alert ${alert})`;
}

/** The current kind of a failure: older sessions have one kind for most alerts. */
export function currentKind(failure: Failure): FailureKind {
  const alert = failure.kind === 'tls.alert' ? alertOf(failure) : null;
  return alert === null ? failure.kind : kindOfAlert(alert);
}
