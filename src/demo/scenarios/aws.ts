/** Scenarios of AWS endpoints and instance metadata (GD6xx). */
import { GCP_RUNNER, PROXY, proxyEnvironment, type ScenarioTable, SHORT_LIMITS, STANDARD_RUNNER } from './parts.ts';

export const AWS_SCENARIOS = {
  /** Two of the regional hosts refuse connections; the others respond. */
  'aws-endpoint-blocked': {
    title: 'Regional AWS endpoints are blocked',
    network: {
      path: [
        { to: 'ssm.*', does: 'refuse' },
        { to: 'secretsmanager.*', does: 'refuse' },
      ],
    },
  },
  /** Another server answers for two AWS names with its own certificate. */
  'aws-endpoint-not-genuine': {
    title: 'Another server answers for AWS endpoints',
    network: {
      services: [
        { to: 'ssm.*', fault: { kind: 'certificate', leaf: 'for-another-name' } },
        { to: 'secretsmanager.*', fault: { kind: 'certificate', leaf: 'for-another-name' } },
      ],
    },
  },
  /** An AWS name resolves to the private address of an endpoint whose security group allows nothing. */
  'vpc-endpoint-unreachable': {
    title: 'A VPC endpoint does not accept connections',
    network: {
      names: [{ to: 'ssm.*', answer: { addresses: ['10.20.1.15'] } }],
      path: [{ to: 'ssm.*', does: 'drop' }],
    },
    limits: SHORT_LIMITS,
  },
  /** An EC2 instance whose firewall rules drop requests to the metadata service. */
  'metadata-unreachable': {
    title: 'The EC2 metadata service does not answer',
    network: { metadata: 'silent' },
    limits: SHORT_LIMITS,
  },
  /** A container one hop too far away: the hop limit of the metadata service's token responses is too small to reach it. */
  'metadata-hop-limit': {
    title: 'Tokens of the EC2 metadata service do not arrive',
    network: { metadata: 'hop-limit' },
    limits: SHORT_LIMITS,
  },
  /** NO_PROXY has every documented entry except that for the metadata service. */
  'metadata-through-proxy': {
    title: 'Requests for instance metadata go to the proxy',
    network: { proxy: PROXY, environment: proxyEnvironment('.internal,app.gitpod.io,.amazonaws.com') },
  },
  /** A variable of the runner still names the address of a developer's local emulator. */
  'aws-custom-endpoint-set': {
    title: 'A forgotten variable sends AWS calls to another server',
    network: { environment: { AWS_ENDPOINT_URL: 'http://localhost:4566' } },
    limits: SHORT_LIMITS,
  },
  /** A rule on the machine drops requests to Google's metadata server. */
  'google-metadata-unreachable': {
    title: 'The metadata server of Google does not answer',
    profile: GCP_RUNNER,
    network: { ec2: false, google: 'silent' },
    limits: SHORT_LIMITS,
  },
  /** The machine was created without a service account. */
  'google-account-missing': {
    title: 'The machine on Google Cloud has no service account',
    profile: GCP_RUNNER,
    network: { ec2: false, google: 'no-account' },
  },
  /** Two letters of the region are swapped, so none of its host names exists. No resolver is at fault. */
  'region-unknown': {
    title: 'The name of the region is mistyped',
    profile: { ...STANDARD_RUNNER, regions: ['us-esat-1'] },
    network: {},
  },
} satisfies ScenarioTable<6>;
