/** Building blocks of scenarios: common profiles, limits and addresses. */
import type { FINDINGS, FindingCode, FindingName } from '../../model/finding-codes.ts';
import { EMPTY_PROFILE, type Limits, type Profile } from '../../model/profile.ts';
import type { ProxyDescription, Scenario } from '../description.ts';

type NameOf<Hundred extends number, Code> = Code extends FindingCode & `GD${Hundred}${string}` ? (typeof FINDINGS)[Code] : never;

type Described = Omit<Scenario, 'name' | 'profile' | 'shows'> & Partial<Pick<Scenario, 'profile'>>;

/**
 * A scenario in a table. By default its profile is that of a standard runner; its machine is an EC2 instance unless it is a laptop. With
 * `shows: null`, its name is that of a note instead of a finding.
 */
export type ScenarioEntry = Described & { shows?: null };

/** A scenario of a later edition. `shows` is its finding, which several scenarios can share; null if it has none. */
export type EditionScenarioEntry = Described & { shows: FindingName | null };

/** Scenarios by the finding that they show. There is one table for each hundred codes, so that no name is in two tables. */
export type ScenarioTable<Hundred extends number> = { [Name in NameOf<Hundred, FindingCode>]?: ScenarioEntry };

const COMPANY: Profile = {
  ...EMPTY_PROFILE,
  fromIs: 'stated',
  regions: ['us-east-1'],
  account: '123456789012',
  ide: ['vscode', 'jetbrains'],
  scm: ['https://github.com'],
  sso: ['https://example.okta.com'],
  registry: ['https://registry.example.com'],
  metrics: ['https://metrics.example.com/api/v1/write'],
  symptom: 'whole-list',
  // Consent to AWS calls with the existing credentials.
  consents: ['aws'],
};

export const STANDARD_RUNNER: Profile = { ...COMPANY, from: 'runner', runner: 'standard' };
export const ENTERPRISE_RUNNER: Profile = { ...COMPANY, from: 'runner', runner: 'enterprise' };
export const ENVIRONMENT: Profile = { ...COMPANY, from: 'environment', runner: 'standard' };
export const GCP_RUNNER: Profile = {
  ...COMPANY,
  from: 'runner',
  runner: 'enterprise',
  edition: 'gcp-runner-2026',
  runnerDomain: 'runner.example.com',
  regions: [],
  account: null,
  consents: [],
};
export const LAPTOP: Profile = { ...COMPANY, from: 'laptop', runner: 'standard' };

/** Consent to a dry run, without the parameters of the runner's launch. */
export const DRY_RUN_PROFILE: Profile = { ...STANDARD_RUNNER, consents: ['aws', 'launch-dry-run', 'decode-denial'] };
/** Consent to a dry run with the parameters of the runner's launch. */
export const LAUNCH_PROFILE: Profile = {
  ...DRY_RUN_PROFILE,
  launch: {
    subnet: 'subnet-0d0d0d0d0d0d0d0d0',
    securityGroups: ['sg-0d0d0d0d0d0d0d0d0'],
    instanceType: 'm6i.xlarge',
    instanceProfile: null,
  },
};

/** Shorter timeouts, because a demo should not wait long for hosts that never answer. */
export const SHORT_LIMITS: Partial<Limits> = { stageMs: 2000, dnsMs: 1000 };

/** A public address at which no service runs. */
export const UNRELATED_ADDRESS = '20.99.133.7';

export const PROXY: ProxyDescription = { host: 'proxy.example.internal', address: '10.20.0.8', port: 3128 };
/** A SOCKS proxy on the address of the HTTP proxy. */
export const SOCKS: ProxyDescription = { ...PROXY, port: 1080, socks: {} };
const PROXY_URL = `http://${PROXY.host}:${PROXY.port}`;

/** The documented NO_PROXY list, with the metadata address spelt in a form that every program reads. */
export const DOCUMENTED_NO_PROXY = '.internal,169.254.169.254,app.gitpod.io,.amazonaws.com';

export function proxyEnvironment(noProxy: string, url: string = PROXY_URL): Record<string, string> {
  return { HTTP_PROXY: url, HTTPS_PROXY: url, NO_PROXY: noProxy };
}
