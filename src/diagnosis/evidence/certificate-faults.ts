/** What is wrong with a certificate whose issuer is trusted, in words, and which programs care (docs/certificates.md). */
import type { FailureKind } from '../../model/failure.ts';
import type { PhaseOf } from '../../model/phase.ts';
import { publishedOwner } from './owner-of-host.ts';
import { issuerName } from './tls-proof.ts';

interface Words {
  /** After “HOST presents”. */
  title: string;
  evidence(which: string, detail: string | null): string;
  /** What an operator does about it, and what a private CA is asked for. */
  remedy: string;
  request: string;
  /** Programs that judge otherwise than OpenSSL. */
  programs: readonly string[];
}

export const CERTIFICATE_FAULTS = {
  'tls.key-too-small': {
    title: 'a certificate with a key that is too small',
    evidence: (which, detail) =>
      `the key of “${which}” is ${detail ?? 'smaller than 2048 bits of RSA'}; OpenSSL accepts RSA from 2048 bits on`,
    remedy: 'with a key of RSA 2048 or EC P-256',
    request: 'let it sign with keys of RSA 2048 or EC P-256',
    programs: ['Go and Java accept RSA keys of 1024 bits. curl, git, Python, current Node and what else uses OpenSSL refuse them.'],
  },
  'tls.weak-signature': {
    title: 'a certificate with a signature that is too weak',
    evidence: (which, detail) => `“${which}” is signed with ${detail ?? 'a hash that is no longer accepted'}`,
    remedy: 'with one that is signed with SHA-256',
    request: 'let it sign with SHA-256',
    programs: ['Go and OpenSSL refuse SHA-1. Java accepts it below a private root.'],
  },
  'tls.name-constraints': {
    title: 'a certificate for a name that its CA may not vouch for',
    evidence: (which) => `the name constraints of a CA above “${which}” do not allow this name`,
    remedy: 'with one of a CA that may vouch for this name',
    request: 'issue it from a CA whose name constraints allow this name',
    programs: ['Go, Java and OpenSSL refuse it alike.'],
  },
  'tls.path-length': {
    title: 'a certificate chain that is longer than one of its CAs allows',
    evidence: (which) => `a CA above “${which}” does not allow as many CAs below it (path length)`,
    remedy: 'with one of a CA that stands directly below its root',
    request: 'reissue the CA certificates with a sufficient path length',
    programs: ['Go, Java and OpenSSL refuse it alike.'],
  },
  'tls.invalid-ca': {
    title: 'a certificate that is signed by something that is no CA',
    evidence: (which) => `a certificate above “${which}” may not sign others (basic constraints, key usage)`,
    remedy: 'with one of a CA',
    request: 'reissue the certificate that signs as a CA certificate (CA:TRUE, keyCertSign)',
    programs: ['Go, Java and OpenSSL refuse it alike.'],
  },
  'tls.invalid-purpose': {
    title: 'a certificate that is not made for a TLS server',
    evidence: (which) => `the key usage of “${which}”, or of a CA above it, does not allow a TLS server`,
    remedy: 'with one for server authentication',
    request: 'issue it for server authentication (extended key usage serverAuth)',
    programs: ['Go does not look at the key usage of the server itself, Java not at the extended key usage of a CA.'],
  },
  'tls.bad-certificate': {
    title: 'a certificate that programs cannot use',
    evidence: (which) => `OpenSSL cannot use “${which}” or one above it`,
    remedy: 'with one that current programs understand',
    request: 'reissue it without what current programs do not understand',
    programs: [],
  },
} as const satisfies Partial<Record<FailureKind, Words>>;

export type CertificateFault = keyof typeof CERTIFICATE_FAULTS;

export function isFault(kind: FailureKind): kind is CertificateFault {
  return kind in CERTIFICATE_FAULTS;
}

export interface FaultFacts {
  kind: CertificateFault;
  hosts: string[];
  issuer: string | null;
  /** The chain ends in a public root. */
  genuine: boolean;
  /** The certificate that has it, by its name. */
  which: string;
  detail: string | null;
  /** OpenSSL's name for it. */
  openssl: string | null;
  gitpod: boolean;
}

export function faultFacts(kind: CertificateFault, tls: PhaseOf<'tls'>, hosts: string[], code: string | null = null): FaultFacts {
  const guilty = tls.chain.find((certificate) => isGuilty(kind, certificate)) ?? tls.chain[0];
  return {
    kind,
    hosts,
    issuer: issuerName(tls.chain),
    genuine: tls.trust?.public === 'trusted',
    which: guilty?.subject.commonName ?? guilty?.subject.organization ?? tls['server.address'],
    detail: (kind === 'tls.key-too-small' ? guilty?.key : kind === 'tls.weak-signature' ? guilty?.signature : null) ?? null,
    openssl: code,
    gitpod: hosts.some((host) => publishedOwner(host) === 'Gitpod'),
  };
}

function isGuilty(kind: CertificateFault, { key, signature }: { key?: string | undefined; signature?: string | undefined }): boolean {
  if (kind === 'tls.key-too-small') return /^RSA (\d{1,3}|1\d{3}|20[0-3]\d|204[0-7])$/.test(key ?? '');
  return kind === 'tls.weak-signature' && /sha1|md5/i.test(signature ?? '');
}
