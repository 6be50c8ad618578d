/** TLS alerts by their names in the IANA registry (RFC 8446 §6), as people find them in logs and documentation. */
import type { Failure } from '../../model/failure.ts';

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

/** The number of the alert that a failure came with; null where the far end sent none. */
export function alertOf(failure: Failure | null): number | null {
  const number = /^SSL_ALERT_(\d+)$/.exec(failure?.code ?? '')?.[1];
  return number === undefined ? null : Number(number);
}

/** `handshake failure (alert 40)`. */
export function alertText(alert: number): string {
  const name = NAMES[alert];
  return name === undefined ? `alert ${alert}` : `${name} (alert ${alert})`;
}
