/** The company intercepts TLS: an inspector with certificates of its own, and pages of a web filter. */
import { rootCertificates } from 'node:tls';
import { ENVIRONMENT, LAPTOP, STANDARD_RUNNER } from '../../../src/demo/scenarios/parts.ts';
import type { Profile } from '../../../src/model/profile.ts';
import { INSPECTOR_ROOT } from '../inspector.ts';
import type { LabScenario } from '../scenario.ts';

/** A machine with the inspector's CA in the system store, and with programs that all use that store. */
const INSPECTED: Profile = { ...ENVIRONMENT, ide: ['vscode'] };
const TRUSTS_THE_INSPECTOR = { SSL_CERT_FILE: `~/${INSPECTOR_ROOT}` };

export const INSPECTION: readonly LabScenario[] = [
  {
    name: 'tls-intercepted',
    title: 'An inspector answers with its own certificates',
    profile: LAPTOP,
    internet: { path: [{ to: '*', does: 'inspect' }] },
    expect: { causes: ['tls-intercepted'], never: ['certificate-for-another-name', 'block-page'], exit: 1 },
  },
  {
    name: 'tls-intercepted-by-mitmproxy',
    title: 'The firewall hands all TLS to mitmproxy',
    profile: STANDARD_RUNNER,
    inspector: [],
    expect: { causes: ['tls-intercepted'], never: ['certificate-for-another-name', 'block-page', 'http2-downgraded'], exit: 1 },
  },
  {
    name: 'one-host-intercepted',
    title: 'Mitmproxy looks into one vendor’s hosts and lets the rest pass untouched',
    profile: LAPTOP,
    inspector: ['allow_hosts=visualstudio\\.com'],
    expect: { causes: ['tls-intercepted'], never: ['certificate-for-another-name', 'certificate-expired', 'block-page'], exit: 1 },
  },
  {
    name: 'inspector-root-given-out',
    title: 'Mitmproxy inspects everything, and the person has its root in a file',
    profile: LAPTOP,
    areas: ['management', 'vscode', 'releases'],
    inspector: [],
    flags: ['--ca-file', `~/${INSPECTOR_ROOT}`],
    expect: { causes: ['tls-intercepted'], never: ['block-page'], says: ['it works for app.gitpod.io'], exit: 1 },
  },
  {
    name: 'another-root-given-out',
    title: 'The file that the person was given holds the root of somebody else',
    profile: LAPTOP,
    areas: ['management', 'vscode', 'releases'],
    inspector: [],
    files: { 'company-root.pem': rootCertificates[0] ?? '' },
    flags: ['--ca-file', '~/company-root.pem'],
    expect: { causes: ['tls-intercepted'], never: ['extra-trust-broken'], says: ['it does not help'], exit: 1 },
  },
  {
    name: 'inspector-trusted-by-python-alone',
    title: 'Somebody has taught Python the root of the inspector, and no other program',
    profile: LAPTOP,
    areas: ['management', 'vscode', 'releases'],
    inspector: [],
    environment: { REQUESTS_CA_BUNDLE: `~/${INSPECTOR_ROOT}` },
    expect: {
      causes: ['tls-intercepted'],
      never: ['extra-trust-broken'],
      says: ['On the machine, this CA is trusted by Python', 'On the machine, this CA is not trusted by the trust store of the system'],
      exit: 1,
    },
  },
  {
    name: 'inspector-met-on-one-owner',
    title: 'The rows that are asked for belong to one owner, and the inspector signs for everybody',
    profile: LAPTOP,
    areas: ['releases'],
    inspector: [],
    expect: { causes: ['tls-intercepted'], never: ['certificate-for-another-name', 'block-page'], says: ['2 unrelated owners'], exit: 1 },
  },
  {
    name: 'block-page',
    title: 'A web filter answers for two hosts with its own page',
    profile: LAPTOP,
    internet: {
      path: [
        { to: 'marketplace.visualstudio.com', does: 'block-page' },
        { to: 'download.jetbrains.com', does: 'block-page' },
      ],
    },
    expect: { causes: ['block-page'], never: ['service-refuses-client', 'certificate-expired', 'captive-portal'], exit: 1 },
  },
  {
    name: 'http2-downgraded',
    title: 'Mitmproxy inspects everything and speaks HTTP/1.1 alone',
    profile: STANDARD_RUNNER,
    inspector: ['http2=false'],
    expect: { causes: ['tls-intercepted'], consequences: ['http2-downgraded'], never: ['tls-version-refused', 'block-page'], exit: 1 },
  },
  {
    name: 'http2-downgraded-from-baseline',
    title: 'The network used to offer HTTP/2 to these hosts, and an inspector that the machine trusts speaks HTTP/1.1 alone',
    profile: INSPECTED,
    areas: ['management', 'releases'],
    baseline: true,
    inspector: ['http2=false'],
    environment: TRUSTS_THE_INSPECTOR,
    expect: {
      causes: ['tls-intercepted'],
      consequences: ['http2-downgraded'],
      never: ['proxy-alters-headers', 'tls-version-refused', 'extra-trust-broken'],
      exit: 0,
    },
  },
  {
    name: 'proxy-alters-headers',
    symptom: 'environment-start',
    title: 'An inspector that the machine trusts takes headers out of the registries’ answers, which came on a good network',
    profile: INSPECTED,
    areas: ['registries'],
    baseline: true,
    inspector: ['modify_headers=/~s/docker-distribution-api-version/', 'modify_headers=/~s/www-authenticate/'],
    environment: TRUSTS_THE_INSPECTOR,
    expect: { causes: ['tls-intercepted'], consequences: ['proxy-alters-headers'], never: ['http2-downgraded', 'block-page'], exit: 0 },
  },
  {
    name: 'inspector-leaves-headers',
    symptom: 'environment-start',
    title: 'An inspector that the machine trusts hands on every header that came on a good network',
    profile: INSPECTED,
    areas: ['registries'],
    baseline: true,
    inspector: [],
    environment: TRUSTS_THE_INSPECTOR,
    expect: { causes: ['tls-intercepted'], never: ['proxy-alters-headers', 'http2-downgraded', 'extra-trust-broken'], exit: 0 },
  },
  {
    name: 'captive-portal',
    symptom: 'browser',
    title: 'The network leads every connection to its login page',
    profile: LAPTOP,
    internet: { path: [{ to: '*', does: 'captive-portal' }] },
    expect: { causes: ['captive-portal'], never: ['service-refuses-client', 'no-direct-egress', 'certificate-expired'], exit: 1 },
  },
  {
    name: 'transparent-proxy',
    symptom: 'whole-list',
    title: 'A proxy that nobody configured accepts every connection and carries those to two names nowhere',
    profile: ENVIRONMENT,
    transparentProxy: { carriesNot: ['public.ecr.aws', 'download.jetbrains.com'] },
    expect: { causes: ['transparent-proxy'], never: ['tls-intercepted', 'port-dropped', 'name-filtered-in-tls'], exit: 1 },
  },
  {
    name: 'transparent-proxy-that-carries',
    title: 'A proxy that nobody configured carries everything to where it was meant to go, so that nobody notices',
    profile: STANDARD_RUNNER,
    transparentProxy: { carriesNot: [] },
    expect: { causes: [], never: ['transparent-proxy', 'tls-intercepted'], exit: 0 },
  },
];
