/** Scenarios of connections, TLS and certificates (GD3xx). */
import type { TrustingProgram } from '../../model/program-trust.ts';
import { RESPONDER_HOST } from '../hosts.ts';
import { ENVIRONMENT, LAPTOP, type ScenarioTable, SHORT_LIMITS } from './parts.ts';

const SYSTEM_LIST = '/etc/ssl/certs/ca-certificates.crt';
const READERS: readonly TrustingProgram[] = ['system', 'go', 'curl', 'git', 'vscode', 'node', 'jetbrains'];

export const TLS_SCENARIOS = {
  /** Connections to one host are refused with a reset; similar hosts respond. */
  'port-refused': {
    title: 'Connections to one host are refused',
    profile: ENVIRONMENT,
    network: { path: [{ to: 'mcr.microsoft.com', does: 'refuse' }] },
  },
  /** Connections to one host time out; similar hosts answer. */
  'port-dropped': {
    title: 'Connections to one host get no answer',
    profile: ENVIRONMENT,
    network: { path: [{ to: 'public.ecr.aws', does: 'drop' }] },
    limits: SHORT_LIMITS,
  },
  /** The connection is reset after a ClientHello with one name. On the same address, a ClientHello with another name is answered. */
  'name-filtered-in-tls': {
    title: 'A filter cuts TLS by host name',
    profile: ENVIRONMENT,
    network: { path: [{ to: 'public.ecr.aws', does: 'reset-by-name' }] },
  },
  /** TCP connects, and the connection is reset in the handshake, for every name. */
  'tls-cut-off': {
    title: 'Every TLS handshake is cut off',
    network: { path: [{ to: '*', does: 'reset-in-tls' }] },
  },
  /** TCP connects and the ClientHello gets no answer, for every name. */
  'tls-stalls': {
    title: 'TLS handshakes with one host get no answer',
    profile: ENVIRONMENT,
    network: { path: [{ to: 'public.ecr.aws', does: 'stall-in-tls' }] },
    limits: SHORT_LIMITS,
  },
  /** Every certificate is issued by a private root that only one program trusts. The user has a file with that root. */
  'tls-intercepted': {
    title: 'A device that few programs trust decrypts TLS',
    profile: { ...LAPTOP, caFile: '/home/gitpod/example-corp-inspection-ca.pem' },
    network: {
      path: [{ to: '*', does: 'inspect' }],
      trustLists: [
        { program: 'system', path: '/etc/ssl/certs/ca-certificates.crt', inspector: false },
        { program: 'go', path: '/etc/ssl/certs/ca-certificates.crt', inspector: false },
        { program: 'node', path: '/etc/ssl/certs/ca-certificates.crt', inspector: false },
        { program: 'python', path: '/usr/lib/python3/dist-packages/certifi/cacert.pem', inspector: true },
        { program: 'java', path: '/usr/lib/jvm/java-17-openjdk-amd64/lib/security/cacerts', inspector: false },
      ],
      rootGivenOut: true,
    },
  },
  /** A genuine certificate has expired, and this machine's clock is right. */
  'certificate-expired': {
    title: 'A certificate has expired',
    network: { services: [{ to: 'releases.gitpod.io', fault: { kind: 'certificate', leaf: 'expired' } }] },
  },
  /** A host sends a publicly trusted certificate for another name. */
  'certificate-for-another-name': {
    title: 'A host shows a certificate for another name',
    profile: ENVIRONMENT,
    network: { services: [{ to: 'mcr.microsoft.com', fault: { kind: 'certificate', leaf: 'for-another-name' } }] },
  },
  /** The ClientHello is answered with an alert, because the server supports only old versions. */
  'tls-version-refused': {
    title: 'A device refuses modern TLS',
    profile: ENVIRONMENT,
    network: { path: [{ to: 'public.ecr.aws', does: 'alert-in-tls' }] },
  },
  /** NODE_EXTRA_CA_CERTS names a missing file, which few programs report. */
  'extra-trust-broken': {
    title: 'A variable names a missing certificate file',
    network: { environment: { NODE_EXTRA_CA_CERTS: '/etc/example-corp/inspection-root.pem' } },
  },
  /** A ClientHello longer than one packet gets no answer. A ClientHello that offers only X25519 is short enough. */
  'large-hello-dropped': {
    title: 'A firewall drops long first messages of TLS',
    profile: ENVIRONMENT,
    network: {
      path: [
        { to: 'public.ecr.aws', does: 'stall-long-hello' },
        { to: 'download.jetbrains.com', does: 'stall-long-hello' },
      ],
    },
    limits: SHORT_LIMITS,
  },
  /**
   * Every program trusts the inspector's root, so no certificate fails. The inspector supports only HTTP/1.1, with which Gitpod's CLI
   * cannot work.
   */
  'http2-downgraded': {
    below: 'tls-intercepted',
    title: 'An inspecting device that the machine trusts removes HTTP/2',
    profile: LAPTOP,
    network: {
      path: [{ to: '*', does: 'inspect-http1' }],
      trustLists: READERS.map((program) => ({ program, path: SYSTEM_LIST, inspector: true })),
    },
  },
  /** A genuine server does not send the intermediate, which other hosts with the same CA send. */
  'chain-incomplete': {
    title: 'A server does not send its intermediate certificate',
    network: { services: [{ to: 'releases.gitpod.io', fault: { kind: 'certificate', leaf: 'without-intermediate' } }] },
  },
  /** A certificate signed with SHA-1 by a public CA, as on an old device. */
  'certificate-refused': {
    title: 'A certificate is signed with a hash that is too weak',
    profile: ENVIRONMENT,
    network: { services: [{ to: 'mcr.microsoft.com', fault: { kind: 'certificate', leaf: 'sha1-signature' } }] },
  },
  /** The genuine server staples an OCSP response that says that its certificate is revoked. */
  'certificate-revoked': {
    title: 'A certificate is revoked',
    profile: LAPTOP,
    network: { services: [{ to: 'marketplace.visualstudio.com', fault: { kind: 'certificate', leaf: 'revoked' } }] },
  },
  /** Only the revocation server that the certificates name is unreachable. The user agreed to contact it. */
  'revocation-unreachable': {
    title: 'The revocation server that certificates name cannot be reached',
    profile: { ...LAPTOP, consents: [...LAPTOP.consents, 'revocation'] },
    limits: SHORT_LIMITS,
    network: { path: [{ to: RESPONDER_HOST, port: 80, does: 'drop' }], ec2: true },
  },
  /** A genuine certificate was installed before it became valid, and this machine's clock is right. */
  'certificate-not-yet-valid': {
    title: 'A certificate is not valid yet',
    profile: ENVIRONMENT,
    network: { services: [{ to: 'mcr.microsoft.com', fault: { kind: 'certificate', leaf: 'not-yet-valid' } }] },
  },
  /** The server requires a client certificate, and closes the connection because it gets none. */
  'client-certificate-required': {
    title: 'A gateway accepts only clients with a certificate',
    profile: LAPTOP,
    network: { path: [{ to: 'marketplace.visualstudio.com', does: 'mutual-tls' }] },
  },
  /** A device sends the alert access_denied. */
  'tls-refused-by-policy': {
    title: 'A filter denies access with a TLS alert',
    profile: ENVIRONMENT,
    network: { path: [{ to: 'public.ecr.aws', does: 'alert-in-tls', alert: 49 }] },
  },
  /** A device sends the alert handshake_failure, because client and server have no settings in common. */
  'tls-settings-refused': {
    title: 'A device accepts none of the offered ciphers',
    profile: ENVIRONMENT,
    network: { path: [{ to: 'public.ecr.aws', does: 'alert-in-tls', alert: 40 }] },
  },
  /** One bit of the encrypted data is flipped, which TLS detects. */
  'tls-altered': {
    title: 'A device changes encrypted data',
    profile: ENVIRONMENT,
    network: { path: [{ to: 'public.ecr.aws', does: 'alter-in-tls' }] },
  },
  /** The server sends the alert unrecognized_name. */
  'tls-name-not-served': {
    title: 'The server that answers does not know the name',
    profile: ENVIRONMENT,
    network: { path: [{ to: 'public.ecr.aws', does: 'alert-in-tls', alert: 112 }] },
  },
} satisfies ScenarioTable<3>;
