/** Scenarios of later installations. The machine shows signs of the installation that it really belongs to. */
import type { InstallationSign } from '../../model/installation.ts';
import type { Profile } from '../../model/profile.ts';
import type { NetworkDescription } from '../description.ts';
import { type EditionScenarioEntry, ENTERPRISE_RUNNER, LAPTOP, SHORT_LIMITS, STANDARD_RUNNER } from './parts.ts';

const DOMAIN = 'runner.example.com';
/** The runner's domain, and all names below it. */
const BOTH_NAMES = [DOMAIN, `*.${DOMAIN}`];

/** The bucket of ECR's image layers. */
const LAYERS = 'prod-us-east-1-starport-layer-bucket.s3.us-east-1.amazonaws.com';

const ECR_API_BLOCKED: NetworkDescription['path'] = [{ to: 'api.ecr.us-east-1.amazonaws.com', does: 'refuse' }];

/** A running environment whose address the user gave. */
const ENVIRONMENT_ADDRESS = '10.0.0.10';

const AWS: Partial<Profile> = { edition: 'aws-runner-2026', runner: 'enterprise', runnerDomain: DOMAIN };
const AWS_RUNNER: Profile = { ...ENTERPRISE_RUNNER, ...AWS };
const AWS_LAPTOP: Profile = { ...LAPTOP, ...AWS };
const GCP: Partial<Profile> = { edition: 'gcp-runner-2026', runner: 'enterprise', runnerDomain: DOMAIN, account: null };
const GCP_RUNNER: Profile = { ...ENTERPRISE_RUNNER, ...GCP, consents: [] };
const GCP_LAPTOP: Profile = { ...LAPTOP, ...GCP, consents: [] };

const AWS_SIGNS: readonly InstallationSign[] = ['fargate-task', 'aws-runner-names'];
const GCP_SIGNS: readonly InstallationSign[] = ['google-machine', 'google-images'];

const onAws = (network: NetworkDescription = {}): NetworkDescription => ({ installation: AWS_SIGNS, ...network });
const onGoogle = (network: NetworkDescription = {}): NetworkDescription => ({
  ec2: false,
  google: 'fine',
  installation: GCP_SIGNS,
  ...network,
});

/** The faults of the runner's own domain, as a laptop sees them. */
const NOT_IN_DNS: NetworkDescription = { names: BOTH_NAMES.map((to) => ({ to, answer: 'nxdomain' as const })) };
const WITHOUT_WILDCARD: NetworkDescription = {
  services: [{ to: `*.${DOMAIN}`, fault: { kind: 'certificate', leaf: 'for-another-name' } }],
};
const DOMAIN_BLOCKED: NetworkDescription = { path: BOTH_NAMES.map((to) => ({ to, does: 'drop' as const })) };
const INTERCEPTED: NetworkDescription = { path: [{ to: '*', does: 'inspect' }] };

export const AWS_2026_SCENARIOS = {
  'aws-2026-healthy': { title: 'New AWS runner: everything is open', shows: null, profile: AWS_RUNNER, network: onAws() },
  'aws-2026-domain-not-in-dns': {
    title: 'New AWS runner: its domain is not in DNS',
    shows: 'name-not-found',
    profile: AWS_LAPTOP,
    network: NOT_IN_DNS,
  },
  'aws-2026-certificate-without-wildcard': {
    title: 'New AWS runner: its certificate lacks the wildcard',
    shows: 'certificate-for-another-name',
    profile: AWS_LAPTOP,
    network: WITHOUT_WILDCARD,
  },
  'aws-2026-domain-blocked': {
    title: 'New AWS runner: laptops cannot reach its domain',
    shows: 'port-dropped',
    profile: AWS_LAPTOP,
    network: DOMAIN_BLOCKED,
    limits: SHORT_LIMITS,
  },
  'aws-2026-ecr-api-blocked': {
    title: 'New AWS runner: the API of ECR is blocked',
    shows: 'aws-endpoint-blocked',
    profile: AWS_RUNNER,
    network: onAws({ path: ECR_API_BLOCKED }),
  },
  'aws-2026-layers-blocked': {
    title: 'New AWS runner: image layers in S3 are blocked',
    shows: 'aws-endpoint-blocked',
    profile: AWS_RUNNER,
    network: onAws({ path: [{ to: LAYERS, does: 'refuse' }] }),
  },
  'aws-2026-logs-blocked': {
    title: 'New AWS runner: CloudWatch Logs is blocked',
    shows: 'aws-endpoint-blocked',
    profile: AWS_RUNNER,
    network: onAws({ path: [{ to: 'logs.us-east-1.amazonaws.com', does: 'refuse' }] }),
  },
  'aws-2026-intercepted': {
    title: 'New AWS runner: a device intercepts TLS on laptops',
    shows: 'tls-intercepted',
    profile: AWS_LAPTOP,
    network: INTERCEPTED,
  },
  /** The firewall rightly blocks the gateway, which this runner does not use. */
  'aws-2026-measured-as-document': {
    title: 'New AWS runner, measured as a Standard runner',
    shows: 'edition-contradicted',
    profile: STANDARD_RUNNER,
    network: onAws({
      path: [
        { to: '*', port: 8443, does: 'refuse' },
        { to: '*', port: 4242, does: 'refuse' },
      ],
    }),
  },
  /** The walk finds out from the variables of its task which runner it is. The document's list has no row for the blocked host. */
  'aws-2026-shown-by-its-variables': {
    title: 'New AWS runner, recognised by its variables: the API of ECR is blocked',
    shows: 'edition-contradicted',
    profile: { ...ENTERPRISE_RUNNER, runner: null },
    network: {
      environment: {
        AWS_EXECUTION_ENV: 'AWS_ECS_FARGATE',
        GITPOD_PRIVATE_ECR_PREFIX: '025066274397.dkr.ecr.us-east-1.amazonaws.com',
        ADOT_CONFIG_SSM_PARAM: '/ona/adot',
      },
      path: ECR_API_BLOCKED,
    },
  },
  /** Nothing on the machine says which runner it is, so the walk asks for the runner's configuration. */
  'aws-2026-without-signs': {
    title: 'New AWS runner without any sign: the API of ECR is blocked',
    shows: null,
    profile: { ...ENTERPRISE_RUNNER, runner: null },
    network: { path: ECR_API_BLOCKED },
  },
  'aws-2026-environment-ssh-blocked': {
    title: 'New AWS runner: SSH of its environments is blocked',
    shows: 'port-dropped',
    profile: { ...AWS_RUNNER, environmentAddress: ENVIRONMENT_ADDRESS },
    network: onAws({ path: [{ to: ENVIRONMENT_ADDRESS, port: 29222, does: 'drop' }] }),
    limits: SHORT_LIMITS,
  },
  'aws-2026-not-known': {
    title: 'New AWS runner, and the user does not know its kind',
    shows: null,
    profile: { ...ENTERPRISE_RUNNER, runner: null, editionIs: 'unsure' },
    network: onAws({ path: [{ to: '*', port: 8443, does: 'refuse' }] }),
  },
} satisfies Record<string, EditionScenarioEntry>;

export const GCP_2026_SCENARIOS = {
  'gcp-2026-healthy': { title: 'GCP runner: everything is open', shows: null, profile: GCP_RUNNER, network: onGoogle() },
  'gcp-2026-domain-not-in-dns': {
    title: 'GCP runner: its domain is not in DNS',
    shows: 'name-not-found',
    profile: GCP_LAPTOP,
    network: NOT_IN_DNS,
  },
  'gcp-2026-certificate-without-wildcard': {
    title: 'GCP runner: its certificate lacks the wildcard',
    shows: 'certificate-for-another-name',
    profile: GCP_LAPTOP,
    network: WITHOUT_WILDCARD,
  },
  'gcp-2026-domain-blocked': {
    title: 'GCP runner: laptops cannot reach its domain',
    shows: 'port-dropped',
    profile: GCP_LAPTOP,
    network: DOMAIN_BLOCKED,
    limits: SHORT_LIMITS,
  },
  'gcp-2026-images-blocked': {
    title: 'GCP runner: us-docker.pkg.dev is blocked',
    shows: 'port-refused',
    profile: GCP_RUNNER,
    network: onGoogle({ path: [{ to: 'us-docker.pkg.dev', does: 'refuse' }] }),
  },
  'gcp-2026-apis-blocked': {
    title: 'GCP runner: Google APIs are blocked',
    shows: 'port-dropped',
    profile: GCP_RUNNER,
    network: onGoogle({ path: [{ to: '*.googleapis.com', does: 'drop' }] }),
    limits: SHORT_LIMITS,
  },
  'gcp-2026-metadata-unreachable': {
    title: 'GCP runner: the metadata server is unreachable',
    shows: 'google-metadata-unreachable',
    profile: GCP_RUNNER,
    network: onGoogle({ google: 'silent' }),
  },
  'gcp-2026-environment-ports-open': {
    title: 'GCP runner: it reaches its environments on every port',
    shows: null,
    profile: { ...GCP_RUNNER, environmentAddress: ENVIRONMENT_ADDRESS },
    network: onGoogle(),
  },
  'gcp-2026-environment-port-refused': {
    title: 'GCP runner: port 22222 of its environments is refused',
    shows: 'port-refused',
    profile: { ...GCP_RUNNER, environmentAddress: ENVIRONMENT_ADDRESS },
    network: onGoogle({ path: [{ to: ENVIRONMENT_ADDRESS, port: 22222, does: 'refuse' }] }),
  },
  'gcp-2026-intercepted': {
    title: 'GCP runner: a device intercepts TLS on laptops',
    shows: 'tls-intercepted',
    profile: GCP_LAPTOP,
    network: INTERCEPTED,
  },
  /** The firewall rightly blocks AWS, which this runner does not use. */
  'gcp-2026-measured-as-aws': {
    title: 'GCP runner, measured as an AWS runner',
    shows: 'edition-contradicted',
    profile: { ...AWS_RUNNER, consents: [] },
    network: onGoogle({ path: [{ to: '*.amazonaws.com', does: 'refuse' }] }),
  },
} satisfies Record<string, EditionScenarioEntry>;

export const DOCUMENT_SCENARIOS = {
  /** The document names a Windows file that no release contains. Its 404 must not fail a laptop. */
  'document-measured-from-a-laptop': {
    title: 'Standard runner: everything is open on a laptop',
    shows: null,
    profile: LAPTOP,
    network: {},
  },
  /** A Standard runner that was measured as a new runner, in a network that allows all that a Standard runner needs. */
  'document-measured-as-aws-2026': {
    title: 'Standard runner, measured as a new AWS runner',
    shows: 'edition-contradicted',
    profile: AWS_RUNNER,
    network: {
      installation: ['gateway-set'],
      // A Standard runner has no domain of its own.
      ...NOT_IN_DNS,
      path: [
        { to: 'api.ecr.us-east-1.amazonaws.com', does: 'refuse' },
        { to: '025066274397.dkr.ecr.us-east-1.amazonaws.com', does: 'refuse' },
        { to: LAYERS, does: 'refuse' },
      ],
    },
  },
} satisfies Record<string, EditionScenarioEntry>;
