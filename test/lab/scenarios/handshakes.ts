/** TLS on the path: names, sizes, versions. */
import type { FaultyLeaf } from '../../../src/demo/description.ts';
import { ENVIRONMENT, LAPTOP, STANDARD_RUNNER } from '../../../src/demo/scenarios/parts.ts';
import type { FilterRule, LabScenario } from '../scenario.ts';

/** Longer than any packet that a small handshake needs, and shorter than the longest packet that the link can carry. */
const LONG = 'meta length > 1300 drop';
const TLS_PORTS = '{ 443, 8443 }';
/** A path with a smaller MTU somewhere, whose routers may not report it. */
const LONG_LOST_OUTBOUND: FilterRule = `tcp dport ${TLS_PORTS} ${LONG}`;
const LONG_LOST_INBOUND: FilterRule = `tcp sport ${TLS_PORTS} ${LONG}`;

/** Faults that the measured program refuses, with the words of the finding. */
const REFUSED = [
  { leaf: 'sha1-signature', title: 'The certificate of one host is signed with SHA-1', says: 'ecdsa-with-SHA1' },
  { leaf: 'common-name-only', title: 'The certificate of one host has its name only in the common name', says: 'subjectAltName' },
  { leaf: 'for-clients', title: 'The certificate of one host is made for clients', says: 'does not allow a TLS server' },
  { leaf: 'constrained', title: 'The CA of one host may vouch for other names only', says: 'name constraints' },
  { leaf: 'too-deep', title: 'There is one CA more above one host than is allowed', says: 'path length' },
  { leaf: 'below-no-ca', title: 'What signed the certificate of one host is no CA', says: 'is not allowed to sign certificates' },
] as const satisfies readonly { leaf: FaultyLeaf; title: string; says: string }[];

export const HANDSHAKES: readonly LabScenario[] = [
  {
    name: 'tls-cut-off',
    title: 'Connections to one host are reset in the handshake, whatever name is asked for',
    profile: STANDARD_RUNNER,
    internet: { path: [{ to: 'releases.gitpod.io', does: 'reset-in-tls' }] },
    expect: {
      causes: ['tls-cut-off'],
      never: ['name-filtered-in-tls', 'tls-version-refused', 'port-refused', 'transparent-proxy'],
      exit: 1,
    },
  },
  {
    name: 'name-filtered-in-tls',
    title: 'Connections are reset once the handshake names one host',
    profile: STANDARD_RUNNER,
    internet: { path: [{ to: 'releases.gitpod.io', does: 'reset-by-name' }] },
    expect: { causes: ['name-filtered-in-tls'], never: ['tls-cut-off', 'port-refused'], exit: 1 },
  },
  {
    name: 'name-filtered-by-silence',
    title: 'Handshakes that name one host are never answered',
    profile: STANDARD_RUNNER,
    internet: { path: [{ to: 'releases.gitpod.io', does: 'stall-by-name' }] },
    expect: {
      causes: ['name-filtered-in-tls'],
      never: ['tls-stalls', 'large-hello-dropped', 'port-dropped'],
      exit: 1,
    },
  },
  {
    name: 'tls-stalls',
    title: 'Connections to one host open, and the handshake is never answered',
    profile: LAPTOP,
    internet: { path: [{ to: 'marketplace.visualstudio.com', does: 'stall-in-tls' }] },
    expect: { causes: ['tls-stalls'], never: ['port-dropped', 'name-filtered-in-tls'], exit: 1 },
  },
  {
    name: 'tls-version-refused',
    title: 'A device answers for one host that it does not know this version of TLS',
    profile: ENVIRONMENT,
    internet: { path: [{ to: 'public.ecr.aws', does: 'alert-in-tls' }] },
    expect: { causes: ['tls-version-refused'], never: ['tls-cut-off', 'tls-stalls', 'tls-intercepted', 'tls-altered'], exit: 1 },
  },
  {
    name: 'client-certificate-required',
    title: 'What answers for one host admits only clients with a certificate',
    profile: LAPTOP,
    internet: { path: [{ to: 'marketplace.visualstudio.com', does: 'mutual-tls' }] },
    expect: {
      causes: ['client-certificate-required'],
      never: ['tls-version-refused', 'tls-settings-refused', 'answer-unusable', 'service-refuses-client'],
      exit: 1,
    },
  },
  {
    name: 'tls-refused-by-policy',
    title: 'A device ends TLS to one host with the alert “access denied”',
    profile: ENVIRONMENT,
    internet: { path: [{ to: 'public.ecr.aws', does: 'alert-in-tls', alert: 49 }] },
    expect: {
      causes: ['tls-refused-by-policy'],
      never: ['tls-version-refused', 'client-certificate-required', 'name-filtered-in-tls', 'tls-name-not-served'],
      exit: 1,
    },
  },
  {
    name: 'tls-settings-refused',
    title: 'A device ends TLS to one host with the alert “handshake failure”, and asks for no certificate',
    profile: ENVIRONMENT,
    internet: { path: [{ to: 'public.ecr.aws', does: 'alert-in-tls', alert: 40 }] },
    expect: {
      causes: ['tls-settings-refused'],
      never: ['client-certificate-required', 'tls-version-refused', 'tls-refused-by-policy'],
      exit: 1,
    },
  },
  {
    name: 'tls-altered',
    title: 'A device turns a bit over in what one host answers',
    profile: ENVIRONMENT,
    internet: { path: [{ to: 'public.ecr.aws', does: 'alter-in-tls' }] },
    expect: { causes: ['tls-altered'], never: ['tls-cut-off', 'tls-intercepted', 'tls-settings-refused'], exit: 1 },
  },
  {
    name: 'tls-name-not-served',
    title: 'What answers for one host does not know its name',
    profile: ENVIRONMENT,
    internet: { path: [{ to: 'public.ecr.aws', does: 'alert-in-tls', alert: 112 }] },
    expect: {
      causes: ['tls-name-not-served'],
      never: ['name-filtered-in-tls', 'certificate-for-another-name', 'tls-settings-refused'],
      exit: 1,
    },
  },
  {
    name: 'large-hello-dropped',
    title: 'What is longer than one packet is lost on the way out',
    profile: STANDARD_RUNNER,
    firewall: [LONG_LOST_OUTBOUND],
    expect: { causes: ['large-hello-dropped'], never: ['port-dropped', 'name-filtered-in-tls', 'tls-cut-off'], exit: 1 },
  },
  {
    name: 'mtu-hole-inbound',
    title: 'What is longer than one packet is lost on the way in',
    profile: STANDARD_RUNNER,
    firewall: [LONG_LOST_INBOUND],
    expect: { causes: ['tls-stalls'], never: ['large-hello-dropped', 'port-dropped', 'name-filtered-in-tls'], exit: 1 },
  },
  {
    name: 'certificate-expired',
    title: 'The certificate of one host has expired',
    profile: LAPTOP,
    internet: { services: [{ to: 'marketplace.visualstudio.com', fault: { kind: 'certificate', leaf: 'expired' } }] },
    expect: { causes: ['certificate-expired'], never: ['clock-wrong', 'tls-intercepted'], exit: 1 },
  },
  {
    name: 'certificate-not-yet-valid',
    title: 'The certificate of one host begins in three days',
    profile: LAPTOP,
    internet: { services: [{ to: 'marketplace.visualstudio.com', fault: { kind: 'certificate', leaf: 'not-yet-valid' } }] },
    expect: { causes: ['certificate-not-yet-valid'], never: ['clock-wrong', 'certificate-expired', 'tls-intercepted'], exit: 1 },
  },
  {
    name: 'chain-incomplete',
    title: 'One host does not send its intermediate certificate',
    profile: STANDARD_RUNNER,
    internet: { services: [{ to: 'releases.gitpod.io', fault: { kind: 'certificate', leaf: 'without-intermediate' } }] },
    expect: {
      causes: ['chain-incomplete'],
      never: ['tls-intercepted', 'extra-trust-broken', 'certificate-refused'],
      says: ['Demo Public TLS CA 1', 'http://pki.demo-trust.example/tls-ca-1.crt'],
      exit: 1,
    },
  },
  {
    name: 'certificate-refused',
    title: 'The certificate of the source control has a key of RSA 1024, which git refuses',
    profile: LAPTOP,
    // Editors do not connect to this host, but sign-in does.
    symptom: 'browser',
    internet: { services: [{ to: 'github.com', fault: { kind: 'certificate', leaf: 'small-key' } }] },
    expect: {
      causes: ['certificate-refused'],
      never: ['tls-intercepted', 'certificate-expired', 'chain-incomplete', 'certificate-revoked'],
      says: ['RSA 1024'],
      exit: 1,
    },
  },
  ...REFUSED.map(
    ({ leaf, title, says }): LabScenario => ({
      name: `certificate-${leaf}`,
      title,
      profile: LAPTOP,
      internet: { services: [{ to: 'marketplace.visualstudio.com', fault: { kind: 'certificate', leaf } }] },
      expect: {
        causes: ['certificate-refused'],
        never: ['tls-intercepted', 'certificate-expired', 'chain-incomplete', 'certificate-for-another-name'],
        says: [says],
        exit: 1,
      },
    }),
  ),
  {
    name: 'certificate-accepted-by-go',
    title: 'The certificate of a registry has a key of RSA 1024, which container engines accept',
    profile: ENVIRONMENT,
    internet: { services: [{ to: 'mcr.microsoft.com', fault: { kind: 'certificate', leaf: 'small-key' } }] },
    expect: {
      causes: ['certificate-refused'],
      never: ['tls-intercepted', 'chain-incomplete'],
      says: ['accepted by Go'],
      exit: 0,
    },
  },
  {
    name: 'certificate-accepted-by-git',
    title: 'The certificate of the source control has its name only in the common name, which git accepts',
    profile: LAPTOP,
    internet: { services: [{ to: 'github.com', fault: { kind: 'certificate', leaf: 'common-name-only' } }] },
    expect: { causes: [], never: ['certificate-refused', 'certificate-for-another-name'], exit: 0 },
  },
  {
    name: 'certificate-revoked',
    title: 'One host sends along that its certificate is revoked',
    profile: LAPTOP,
    internet: { services: [{ to: 'marketplace.visualstudio.com', fault: { kind: 'certificate', leaf: 'revoked' } }] },
    expect: {
      causes: ['certificate-revoked'],
      never: ['certificate-expired', 'tls-intercepted', 'certificate-not-yet-valid'],
      exit: 1,
    },
  },
  {
    name: 'revocation-unreachable',
    title: 'The firewall drops what goes to the server for revocations',
    profile: { ...LAPTOP, consents: [...LAPTOP.consents, 'revocation'] },
    firewall: ['tcp dport 80 drop'],
    expect: {
      causes: ['revocation-unreachable'],
      never: ['certificate-revoked', 'port-dropped', 'no-direct-egress'],
      says: ['ocsp.demo-trust.example'],
      exit: 0,
    },
  },
  {
    name: 'revocation-reachable',
    title: 'The server for revocations answers, and is asked with consent',
    profile: { ...LAPTOP, consents: [...LAPTOP.consents, 'revocation'] },
    expect: { causes: [], never: ['revocation-unreachable', 'certificate-revoked'], exit: 0 },
  },
  {
    name: 'certificate-for-another-name',
    title: 'One host shows the certificate of somebody else',
    profile: ENVIRONMENT,
    internet: { services: [{ to: 'mcr.microsoft.com', fault: { kind: 'certificate', leaf: 'for-another-name' } }] },
    expect: { causes: ['certificate-for-another-name'], never: ['tls-intercepted', 'block-page', 'name-sinkholed'], exit: 1 },
  },
  {
    name: 'aws-endpoint-not-genuine',
    title: 'Two AWS names are answered with the certificate of somebody else',
    profile: STANDARD_RUNNER,
    internet: {
      services: [
        { to: 'ssm.*', fault: { kind: 'certificate', leaf: 'for-another-name' } },
        { to: 'secretsmanager.*', fault: { kind: 'certificate', leaf: 'for-another-name' } },
      ],
    },
    expect: { causes: ['aws-endpoint-not-genuine'], never: ['tls-intercepted', 'block-page', 'certificate-expired'], exit: 1 },
  },
];
