/**
 * OpenSSL's verdicts by its own error names (openssl-verify(1), `X509_V_ERR_…`). Node has codes for some and reports the rest as
 * `UNSPECIFIED`; those are recognised by OpenSSL's message (x509_txt.c).
 */
import type { FailureKind } from '../../model/failure.ts';

const SENTENCES: Readonly<Record<string, string>> = {
  'EE certificate key too weak': 'EE_KEY_TOO_SMALL',
  'CA certificate key too weak': 'CA_KEY_TOO_SMALL',
  'CA signature digest algorithm too weak': 'CA_MD_TOO_WEAK',
  'permitted subtree violation': 'PERMITTED_VIOLATION',
  'excluded subtree violation': 'EXCLUDED_VIOLATION',
  'name constraints minimum and maximum not supported': 'SUBTREE_MINMAX',
  'unsupported name constraint type': 'UNSUPPORTED_CONSTRAINT_TYPE',
  'unsupported or invalid name constraint syntax': 'UNSUPPORTED_CONSTRAINT_SYNTAX',
  'unsupported or invalid name syntax': 'UNSUPPORTED_NAME_SYNTAX',
  'key usage does not include certificate signing': 'KEYUSAGE_NO_CERTSIGN',
  'key usage does not include digital signature': 'KEYUSAGE_NO_DIGITAL_SIGNATURE',
  'invalid CA certificate': 'INVALID_CA',
  'invalid non-CA certificate (has CA markings)': 'INVALID_NON_CA',
  'path length constraint exceeded': 'PATH_LENGTH_EXCEEDED',
  'unsuitable certificate purpose': 'INVALID_PURPOSE',
  'unhandled critical extension': 'UNHANDLED_CRITICAL_EXTENSION',
  'invalid or inconsistent certificate extension': 'INVALID_EXTENSION',
  'Certificate public key has explicit ECC parameters': 'EC_KEY_EXPLICIT_PARAMS',
  'unsupported signature algorithm': 'UNSUPPORTED_SIGNATURE_ALGORITHM',
  'proxy certificates not allowed, please set the appropriate flag': 'PROXY_CERTIFICATES_NOT_ALLOWED',
};

/** Errors that mean that the store does not trust the signer. */
const ISSUER = [
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  // The store's root has the issuer's name but another key: a replaced root, or an unrelated one.
  'CERT_SIGNATURE_FAILURE',
  'CERT_UNTRUSTED',
  'CERT_REJECTED',
] as const;

const KINDS: Readonly<Record<string, FailureKind>> = {
  CERT_HAS_EXPIRED: 'tls.expired',
  CERT_NOT_YET_VALID: 'tls.not-yet-valid',
  EE_KEY_TOO_SMALL: 'tls.key-too-small',
  CA_KEY_TOO_SMALL: 'tls.key-too-small',
  CA_MD_TOO_WEAK: 'tls.weak-signature',
  UNSUPPORTED_SIGNATURE_ALGORITHM: 'tls.weak-signature',
  PERMITTED_VIOLATION: 'tls.name-constraints',
  EXCLUDED_VIOLATION: 'tls.name-constraints',
  SUBTREE_MINMAX: 'tls.name-constraints',
  UNSUPPORTED_CONSTRAINT_TYPE: 'tls.name-constraints',
  UNSUPPORTED_CONSTRAINT_SYNTAX: 'tls.name-constraints',
  UNSUPPORTED_NAME_SYNTAX: 'tls.name-constraints',
  PATH_LENGTH_EXCEEDED: 'tls.path-length',
  CERT_CHAIN_TOO_LONG: 'tls.path-length',
  INVALID_CA: 'tls.invalid-ca',
  KEYUSAGE_NO_CERTSIGN: 'tls.invalid-ca',
  INVALID_PURPOSE: 'tls.invalid-purpose',
  CERT_REVOKED: 'tls.revoked',
};

export function verdictName(error: { code?: string; message: string }): string {
  if (error.code !== undefined && error.code !== 'UNSPECIFIED') return error.code;
  return SENTENCES[error.message.split(';')[0]?.trim() ?? ''] ?? 'UNSPECIFIED';
}

export function isIssuerVerdict(verdict: string): boolean {
  return (ISSUER as readonly string[]).includes(verdict);
}

/** Errors about the issuer are left out, because they depend on the chain. */
export function failureKindOfVerdict(verdict: string): FailureKind {
  return KINDS[verdict] ?? 'tls.bad-certificate';
}
