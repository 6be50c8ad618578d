/** The libraries that verify certificates, and the flaws that they judge differently (knowledge/certificates/rules.ts). */

/** `openssl` means security level 2, the default of OpenSSL 3.2, of Debian and of Node 24. */
export const VERIFIERS = ['openssl', 'go', 'java', 'chromium'] as const;
export type Verifier = (typeof VERIFIERS)[number];

export const CERTIFICATE_FLAWS = [
  'small-rsa-key',
  'sha1-signature',
  'common-name-only',
  'expired-root',
  'server-key-usage',
  'ca-purpose',
  'revoked-by-staple',
] as const;
export type CertificateFlaw = (typeof CERTIFICATE_FLAWS)[number];
