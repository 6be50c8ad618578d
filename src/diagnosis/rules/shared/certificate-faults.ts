/** Faults of certificates whose issuer is trusted, in words, and the programs that reject them (certificate-rules.ts). */
import { CERTIFICATE_RULES, type CertificateRule } from '../../../knowledge/certificates/rules.ts';
import { publishedOwner } from '../../../knowledge/owner-of-host.ts';
import type { Consumer } from '../../../model/consumer.ts';
import type { FailureKind } from '../../../model/failure.ts';
import type { PhaseOf } from '../../../model/phase.ts';
import { type CertificateFlaw, VERIFIERS, type Verifier } from '../../../model/verifier.ts';
import { issuerName } from '../../facts/tls-proof.ts';
import { capitalize, toList } from './wording.ts';

interface Words {
  /** Completes the sentence "HOST presents …". */
  title: string;
  evidence(which: string, detail: string | null): string;
  /** What the operator should do, and the request to a private CA. */
  remedy: string;
  request: string;
}

export const CERTIFICATE_FAULTS = {
  'tls.key-too-small': {
    title: 'a certificate with a key that is too small',
    evidence: (which, detail) =>
      `the key of “${which}” is ${detail ?? 'smaller than an RSA key of 2048 bits'}; OpenSSL accepts RSA keys of 2048 bits or more`,
    remedy: 'with a key of RSA 2048 or EC P-256',
    request: 'let it sign with keys of RSA 2048 or EC P-256',
  },
  'tls.weak-signature': {
    title: 'a certificate with a signature that is too weak',
    evidence: (which, detail) => `“${which}” is signed with ${detail ?? 'a hash that is no longer accepted'}`,
    remedy: 'signed with SHA-256',
    request: 'let it sign with SHA-256',
  },
  'tls.name-constraints': {
    title: 'a certificate for a name that its CA is not allowed to certify',
    evidence: (which) => `the name constraints of a CA above “${which}” do not allow this name`,
    remedy: 'from a CA that is allowed to certify this name',
    request: 'issue it from a CA whose name constraints allow this name',
  },
  'tls.path-length': {
    title: 'a certificate chain that is longer than one of its CAs allows',
    evidence: (which) => `a CA above “${which}” does not allow so many CAs below it (path length)`,
    remedy: 'from a CA directly below its root',
    request: 'reissue the CA certificates with a sufficient path length',
  },
  'tls.invalid-ca': {
    title: 'a certificate that was signed by a certificate that is not a CA',
    evidence: (which) => `a certificate above “${which}” is not allowed to sign certificates (basic constraints, key usage)`,
    remedy: 'signed by a CA',
    request: 'reissue the certificate that signs as a CA certificate (CA:TRUE, keyCertSign)',
  },
  'tls.invalid-purpose': {
    title: 'a certificate that is not made for a TLS server',
    evidence: (which) => `the key usage of “${which}”, or of a CA above it, does not allow a TLS server`,
    remedy: 'for server authentication',
    request: 'issue it for server authentication (extended key usage serverAuth)',
  },
  'tls.common-name-only': {
    title: 'a certificate that names the server only in its common name',
    evidence: (which) => `the certificate of “${which}” has no alternative name (subjectAltName)`,
    remedy: 'with the name of the server as a subject alternative name',
    request: 'issue it with the name of the server as a subject alternative name',
  },
  'tls.bad-certificate': {
    title: 'a certificate that programs cannot use',
    evidence: (which) => `OpenSSL cannot use “${which}” or a certificate above it`,
    remedy: 'in a form that current programs understand',
    request: 'reissue it in a form that current programs understand',
  },
  /** Used only when the measured program tolerates the expired certificate. If it does not, `certificate-expired` reports it. */
  'tls.expired': {
    title: 'a certificate below a root that has expired',
    evidence: (which) => `the root above “${which}” has expired`,
    remedy: 'from a CA whose root is valid',
    request: 'renew its root certificate',
  },
} as const satisfies Partial<Record<FailureKind, Words>>;

export type CertificateFault = keyof typeof CERTIFICATE_FAULTS;

const VERIFIER_NAMES = {
  openssl: 'OpenSSL (curl, git, Python, Node)',
  go: 'Go',
  java: 'Java',
  chromium: 'Chromium (VS Code)',
} as const satisfies Record<Verifier, string>;

/** Programs that refuse the certificate and those that do not, by its flaws; null if flaws were not checked. */
export function programLinesOf(kind: CertificateFault, flaws: readonly CertificateFlaw[] | null): string[] {
  if (kind === 'tls.bad-certificate') return [];
  const isJudgedApart = Object.values(CERTIFICATE_RULES).some((rule) => rule.kind === kind);
  if (!isJudgedApart || flaws?.length === 0) return ['Go, Java, Chromium and OpenSSL all refuse this certificate.'];
  return (flaws ?? []).map((flaw) => {
    const rule = CERTIFICATE_RULES[flaw];
    const saying = (says: CertificateRule['says']) => VERIFIERS.filter((one) => rule[one].says === says).map((one) => VERIFIER_NAMES[one]);
    const parts = [
      ['refused by', saying('refuses'), ''],
      ['accepted by', saying('accepts'), ''],
      ['accepted by', saying('below-private-roots'), ' below a private root'],
    ] as const;
    const text = parts.flatMap(([verb, names, where]) => (names.length === 0 ? [] : `${verb} ${toList(names)}${where}`)).join('; ');
    return `${capitalize(rule.what)}: ${text}.`;
  });
}

export function isCertificateFault(kind: FailureKind): kind is CertificateFault {
  return kind in CERTIFICATE_FAULTS;
}

export interface FaultFacts {
  kind: CertificateFault;
  hosts: string[];
  issuer: string | null;
  /** True if the chain ends in a public root. */
  genuine: boolean;
  /** The name of the faulty certificate. */
  which: string;
  detail: string | null;
  /** The flaws on which programs differ; null if they were not checked. */
  flaws: CertificateFlaw[] | null;
  /** OpenSSL's name for the fault. */
  openssl: string | null;
  gitpod: boolean;
  /** Programs that refuse it, and those that tolerate it. */
  refusing: Consumer[];
  accepting: Consumer[];
}

export function faultFacts(
  kind: CertificateFault,
  tls: PhaseOf<'tls'>,
  hosts: string[],
  code: string | null,
): Omit<FaultFacts, 'refusing' | 'accepting'> {
  const guilty = tls.chain.find((certificate) => isGuilty(kind, certificate)) ?? tls.chain[0];
  return {
    kind,
    hosts,
    issuer: issuerName(tls.chain),
    genuine: tls.trust?.public === 'trusted',
    which: guilty?.subject.commonName ?? guilty?.subject.organization ?? tls['server.address'],
    detail: (kind === 'tls.key-too-small' ? guilty?.key : kind === 'tls.weak-signature' ? guilty?.signature : null) ?? null,
    flaws: tls.flaws ?? null,
    openssl: code,
    gitpod: hosts.some((host) => publishedOwner(host) === 'Gitpod'),
  };
}

function isGuilty(kind: CertificateFault, { key, signature }: { key?: string | undefined; signature?: string | undefined }): boolean {
  if (kind === 'tls.key-too-small') return /^RSA (\d{1,3}|1\d{3}|20[0-3]\d|204[0-7])$/.test(key ?? '');
  return kind === 'tls.weak-signature' && /sha1|md5/i.test(signature ?? '');
}
