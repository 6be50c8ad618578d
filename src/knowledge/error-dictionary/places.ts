/** The role of a host in a message (gateway, registry …), which selects the walk and the findings for this role. */
import type { FailureKind } from '../../model/failure.ts';
import type { FindingName } from '../../model/finding-codes.ts';
import type { Symptom } from '../../model/profile.ts';

export interface ServicePlace {
  /** The walk that measures this host; null if several walks do. */
  symptom: Symptom | null;
  /** Findings for this host if the connection fails with this kind. */
  unreachable(kind: FailureKind): readonly FindingName[];
  /** Findings if the connection wrongly goes through a proxy. */
  throughProxy: readonly FindingName[];
}

interface Row {
  host: RegExp;

  port?: number;
  symptom: Symptom | null;
  /** Findings for a failed connection. */
  blocked?: readonly FindingName[];
  /** Findings for a name that does not resolve. */
  unnamed?: readonly FindingName[];
  throughProxy?: readonly FindingName[];
}

const REDIRECTED: readonly FindingName[] = ['redirect-target-blocked'];

/** The roles by host: the first pattern that matches the end of the host wins. */
const ROWS: readonly Row[] = [
  {
    host: /\.(?:gitpod\.(?:environment|remote)|ona\.environment)$/,
    symptom: 'ssh',
    unnamed: ['ssh-alias-unmatched', 'ssh-include-dead', 'ssh-alias-is-virtual'],
  },
  {
    host: /^(?:169\.254\.169\.254|169\.254\.170\.(?:2|23)|fd00:ec2::254)$/,
    symptom: 'runner-offline',
    blocked: ['metadata-unreachable', 'metadata-hop-limit'],
    throughProxy: ['metadata-through-proxy', 'no-proxy-read-differently'],
  },
  {
    // Only URLs of the gateway have an IP address and one of these ports.
    host: /^[\d.]{7,15}$/,
    port: 8443,
    symptom: 'runner-offline',
    blocked: ['gateway-port-blocked'],
    throughProxy: ['proxy-refuses-port', 'gateway-cannot-use-proxy'],
  },
  { host: /^[\d.]{7,15}$/, port: 4242, symptom: 'runner-offline', blocked: ['gateway-udp-silent'] },
  { host: /^lighthouse\.(?:us|eu)01\.gitpod\.dev$/, symptom: 'runner-offline', blocked: ['gateway-udp-silent'] },
  {
    host: /^(?:us|eu)01\.gitpod\.dev$/,
    port: 8443,
    symptom: 'runner-offline',
    blocked: ['gateway-port-blocked'],
    throughProxy: ['proxy-refuses-port', 'gateway-cannot-use-proxy'],
  },
  {
    host: /(?:^|\.)(?:us|eu)01\.gitpod\.dev$/,
    symptom: 'runner-offline',
    blocked: ['gateway-subdomains-blocked', 'gateway-port-blocked'],
    unnamed: ['gateway-subdomains-blocked'],
    throughProxy: ['gateway-cannot-use-proxy'],
  },
  { host: /^releases\.gitpod\.io$/, symptom: 'environment-start' },
  { host: /(?:^|\.)gitpod\.io$|^app\.ona\.com$/, symptom: 'browser' },
  {
    host: /^vscode\.download\.prss\.microsoft\.com$|\.vo\.msecnd\.net$|\.gallery\.vsassets\.io$/,
    symptom: 'vscode',
    blocked: REDIRECTED,
    unnamed: REDIRECTED,
    throughProxy: REDIRECTED,
  },
  { host: /(?:^|\.)(?:visualstudio\.com|vsassets\.io|vscode-unpkg\.net|vscode-cdn\.net)$/, symptom: 'vscode' },
  { host: /(?:^|\.)jetbrains\.(?:com|space)$/, symptom: 'jetbrains' },
  {
    host: /\.data\.mcr\.microsoft\.com$|^production\.cloud(?:flare|front)\.docker\.com$|\.cloudfront\.net$|^pkg-containers\.githubusercontent\.com$/,
    symptom: 'environment-start',
    blocked: REDIRECTED,
    unnamed: REDIRECTED,
    throughProxy: REDIRECTED,
  },
  {
    host: /^(?:mcr\.microsoft\.com|ghcr\.io|public\.ecr\.aws|(?:index|registry-1|auth)\.docker\.io)$|\.dkr\.ecr\.[a-z0-9-]{1,30}\.amazonaws\.com$/,
    symptom: 'environment-start',
  },
  {
    host: /\.(?:amazonaws\.com|amazonaws\.com\.cn|api\.aws)$/,
    symptom: 'runner-offline',
    blocked: ['aws-endpoint-blocked', 'vpc-endpoint-unreachable'],
    unnamed: ['region-unknown', 'aws-endpoint-blocked'],
    throughProxy: ['no-proxy-incomplete', 'no-proxy-read-differently'],
  },
];

export function servicePlaceOf(host: string, port: number | null): ServicePlace | null {
  const row = ROWS.find((candidate) => candidate.host.test(host) && (candidate.port === undefined || candidate.port === port));
  if (row === undefined) return null;
  return {
    symptom: row.symptom,
    unreachable: (kind) =>
      kind.startsWith('dns.') ? (row.unnamed ?? []) : /^tcp\.|\.(?:timeout|reset|closed)$/.test(kind) ? (row.blocked ?? []) : [],
    throughProxy: row.throughProxy ?? [],
  };
}
