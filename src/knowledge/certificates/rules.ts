/**
 * Certificates that programs judge differently from OpenSSL, as data with sources. They decide the verdict of a handshake, the texts of
 * findings and docs/certificates.md, and tests compare them with measurements of Java and Go. Chromium's limits for certificate
 * transparency and lifetime are left out, because they apply only to public CAs.
 */
import type { Consumer } from '../../model/consumer.ts';
import type { FailureKind } from '../../model/failure.ts';
import type { CertificateFlaw, Verifier } from '../../model/verifier.ts';

/** Container engines are Go programs, VS Code is Electron, JetBrains IDEs run on Java. */
export const CONSUMER_VERIFIER = {
  go: 'go',
  browser: 'chromium',
  vscode: 'chromium',
  jvm: 'java',
  git: 'openssl',
  'container-engine': 'go',
  ssh: 'openssl',
  tool: 'openssl',
} as const satisfies Record<Consumer, Verifier>;

/** `below-private-roots`: refused only if the chain ends in a public root. */
type Answer = 'refuses' | 'accepts' | 'below-private-roots';
export interface CertificateRule {
  says: Answer;
  /** The version that introduced it, or the source that documents it. */
  source: string;
}

const refuses = (source: string): CertificateRule => ({ says: 'refuses', source });
const accepts = (source: string): CertificateRule => ({ says: 'accepts', source });

const OPENSSL_LEVEL = 'security level 2: 112 bits, SSL_CTX_set_security_level(3)';
const OPENSSL_PURPOSE = 'purpose sslserver, openssl-verification-options(1)';
const DISABLED = 'jdk.certpath.disabledAlgorithms, java.security of JDK 17';
const CHROMIUM_BUILDER = 'net/cert/cert_verify_proc_builtin.cc';

interface Rule extends Record<Verifier, CertificateRule> {
  kind: FailureKind;
  what: string;
}

export const CERTIFICATE_RULES = {
  'small-rsa-key': {
    kind: 'tls.key-too-small',
    what: 'an RSA key of 1024 to 2047 bits',
    openssl: refuses(OPENSSL_LEVEL),
    go: accepts('crypto/rsa, Minimum key size: 1024 bits since Go 1.24, no minimum before'),
    java: accepts(`disables only RSA keySize < 1024: ${DISABLED}`),
    chromium: accepts(`requires at least 1024 bits: ${CHROMIUM_BUILDER}`),
  },
  'sha1-signature': {
    kind: 'tls.weak-signature',
    what: 'a signature with SHA-1',
    openssl: refuses(OPENSSL_LEVEL),
    go: refuses('since Go 1.18; no setting allows it since Go 1.24'),
    java: { says: 'below-private-roots', source: `SHA1 jdkCA & usage TLSServer: ${DISABLED}` },
    chromium: refuses('since Chrome 57, for private roots since Chrome 72'),
  },
  'common-name-only': {
    kind: 'tls.common-name-only',
    what: 'a name only in the common name',
    openssl: accepts('X509_check_host(3)'),
    go: refuses('since Go 1.15; no setting allows it since Go 1.17'),
    java: accepts('sun.security.util.HostnameChecker of JDK 17'),
    chromium: refuses('since Chrome 58'),
  },
  'expired-root': {
    kind: 'tls.expired',
    what: 'a root that has expired',
    openssl: refuses('checks the dates of every certificate of the chain, openssl-verification-options(1)'),
    go: refuses('crypto/x509, Certificate.Verify'),
    java: accepts('reads only the name and the key of a trust anchor, RFC 5280 §6.1.1 (d)'),
    chromium: refuses('WithEnforceAnchorExpiry for roots of the system'),
  },
  'server-key-usage': {
    kind: 'tls.invalid-purpose',
    what: 'a key usage of the server that allows neither signatures nor key exchange',
    openssl: refuses(OPENSSL_PURPOSE),
    go: accepts('crypto/x509 lets its caller check the key usage of the server'),
    java: refuses('sun.security.validator.EndEntityChecker of JDK 17'),
    chromium: refuses('ERR_SSL_KEY_USAGE_INCOMPATIBLE'),
  },
  'ca-purpose': {
    kind: 'tls.invalid-purpose',
    what: 'an extended key usage of a CA without server authentication',
    openssl: refuses(OPENSSL_PURPOSE),
    go: refuses('crypto/x509, VerifyOptions.KeyUsages'),
    java: accepts('RFC 5280 §4.2.1.12 is about the certificate itself'),
    chromium: refuses('KeyPurpose::SERVER_AUTH of the path builder'),
  },
  'revoked-by-staple': {
    kind: 'tls.revoked',
    what: 'a stapled OCSP response that says “revoked”',
    openssl: accepts('reads it only if the program asks for it, SSL_CTX_set_tlsext_status_cb(3); curl does so with --cert-status'),
    go: accepts('crypto/tls lets its caller check it, ConnectionState.OCSPResponse'),
    java: accepts('com.sun.net.ssl.checkRevocation is false unless set, JSSE Reference Guide of JDK 17'),
    chromium: refuses(CHROMIUM_BUILDER),
  },
} as const satisfies Record<CertificateFlaw, Rule>;

/** `isPublic`: the chain ends in a public root. */
export function isAccepted(flaw: CertificateFlaw, verifier: Verifier, isPublic: boolean): boolean {
  const { says }: CertificateRule = CERTIFICATE_RULES[flaw][verifier];
  return says === 'accepts' || (says === 'below-private-roots' && !isPublic);
}
