/** Faults as combinable parts: each has an effect on a network, the hosts it affects, and its cause. */
import type { PathAction, ServiceFault } from '../../../src/demo/description.ts';
import type { FindingName } from '../../../src/model/finding-codes.ts';
import { DEFAULT_ACCESS, LOGIN_FIRST } from '../proxy.ts';
import type { FilterRule, LabScenario } from '../scenario.ts';

/** The vantage point, which decides what is measured. */
export type Base = 'runner' | 'laptop' | 'environment' | 'behind-proxy';
/** The layer of a fault. Which faults can be combined depends on what one layer hides of the next. */
export type Layer = 'name' | 'connection' | 'tls' | 'http' | 'udp' | 'machine' | 'proxy';

export interface Fault {
  key: string;
  cause: FindingName;
  base: Base;
  layer: Layer;
  /** A host, or a word for what many hosts have in common. */
  touches: string;
  /** Layers in whose presence no other fault can be observed. */
  hides: readonly Layer[];
  part: Partial<LabScenario>;
}

type Kind = (host: string) => Pick<Fault, 'cause' | 'layer' | 'part'>;

const dropped = (rule: (host: string) => FilterRule, cause: FindingName): Kind => {
  return (host) => ({ cause, layer: 'connection', part: { firewall: [rule(host)] } });
};
const resolved = (is: string | null, cause: FindingName): Kind => {
  return (host) => ({ cause, layer: 'name', part: { resolver: { names: { [host]: is } } } });
};
const handled = (does: PathAction, cause: FindingName): Kind => {
  return (to) => ({ cause, layer: 'tls', part: { internet: { path: [{ to, does }] } } });
};
const served = (fault: ServiceFault, cause: FindingName, layer: Layer = 'http'): Kind => {
  return (to) => ({ cause, layer, part: { internet: { services: [{ to, fault }] } } });
};

const KINDS: Readonly<Record<string, Kind>> = {
  'port-dropped': dropped((host) => `ip daddr <${host}> drop`, 'port-dropped'),
  'port-refused': dropped((host) => `ip daddr <${host}> tcp dport 443 reject with tcp reset`, 'port-refused'),
  'path-rejected': dropped((host) => `ip daddr <${host}> reject with icmp host-prohibited`, 'path-rejected'),
  'name-not-found': resolved(null, 'name-not-found'),
  'sinkholed-inside': resolved('10.66.0.66', 'name-sinkholed'),
  'sinkholed-nowhere': resolved('0.0.0.0', 'name-sinkholed'),
  'zone-servfail': (host) => ({ cause: 'resolver-refuses', layer: 'name', part: { resolver: { brokenZones: { [host]: 'servfail' } } } }),
  'reset-by-name': handled('reset-by-name', 'name-filtered-in-tls'),
  'stall-by-name': handled('stall-by-name', 'name-filtered-in-tls'),
  'tls-cut-off': handled('reset-in-tls', 'tls-cut-off'),
  'tls-stalls': handled('stall-in-tls', 'tls-stalls'),
  'certificate-expired': served({ kind: 'certificate', leaf: 'expired' }, 'certificate-expired', 'tls'),
  misnamed: served({ kind: 'certificate', leaf: 'for-another-name' }, 'certificate-for-another-name', 'tls'),
  'block-page': handled('block-page', 'block-page'),
  unhealthy: served({ kind: 'status', status: 503 }, 'service-unhealthy'),
  'client-refused': served({ kind: 'status', status: 403 }, 'service-refuses-client'),
  'hangs-up': served({ kind: 'hang-up' }, 'answer-unusable'),
};

/** Hosts that count at this vantage point and have nothing in common. */
const HOSTS: Readonly<Record<Exclude<Base, 'behind-proxy'>, readonly string[]>> = {
  runner: ['releases.gitpod.io', 'public.ecr.aws', 'metrics.example.com'],
  laptop: ['marketplace.visualstudio.com', 'download.jetbrains.com', 'releases.gitpod.io'],
  environment: ['mcr.microsoft.com', 'registry.example.com', 'download-cf.jetbrains.com'],
};

/** Hosts of which the requirements expect a certain answer. Of other hosts they only expect an answer. */
const STATUS_MATTERS: readonly string[] = ['releases.gitpod.io', 'public.ecr.aws', 'mcr.microsoft.com'];

/** Whether this is a fault at the vantage point. */
function isFault(kind: string, host: string): boolean {
  if (kind === 'unhealthy' || kind === 'client-refused') return STATUS_MATTERS.includes(host);
  // A private address is right for a host of the company itself.
  return kind !== 'sinkholed-inside' || !host.endsWith('.example.com');
}

const ON_HOSTS: Fault[] = Object.entries(HOSTS).flatMap(([base, hosts]) =>
  hosts.flatMap((host) =>
    Object.entries(KINDS)
      .filter(([kind]) => isFault(kind, host))
      .map(([kind, make]) => ({ ...{ key: `${kind} ${host}`, base: base as Base, touches: host, hides: [] }, ...make(host) })),
  ),
);

const fault = (key: string, base: Base, rest: Omit<Fault, 'key' | 'base' | 'hides'> & Partial<Pick<Fault, 'hides'>>): Fault => ({
  key,
  base,
  hides: [],
  ...rest,
});

const OF_GATEWAY: Fault[] = [
  fault('8443-dropped', 'runner', {
    ...{ cause: 'gateway-port-blocked', layer: 'connection', touches: '8443', part: { firewall: ['tcp dport 8443 drop'] } },
  }),
  fault('8443-reset', 'runner', {
    ...{ cause: 'gateway-port-blocked', layer: 'connection', touches: '8443' },
    part: { firewall: ['tcp dport 8443 reject with tcp reset'] },
  }),
  fault('udp-dropped', 'runner', {
    ...{ cause: 'gateway-udp-silent', layer: 'udp', touches: 'udp', part: { firewall: ['udp dport 4242 drop'] } },
  }),
  fault('udp-refused', 'runner', {
    ...{ cause: 'gateway-udp-refused', layer: 'udp', touches: 'udp' },
    part: { firewall: ['udp dport 4242 reject with icmp port-unreachable'] },
  }),
  fault('own-filter-rejects-udp', 'runner', {
    ...{ cause: 'local-firewall-blocks', layer: 'udp', touches: 'udp', part: { ownFilter: ['udp dport 4242 reject'] } },
  }),
];

const OF_AWS: Fault[] = [
  fault('vpc-endpoint-silent', 'runner', {
    ...{ cause: 'vpc-endpoint-unreachable', layer: 'name', touches: 'ssm.us-east-1.amazonaws.com' },
    part: { resolver: { names: { 'ssm.us-east-1.amazonaws.com': '10.20.1.15' } } },
  }),
  fault('aws-dropped', 'runner', {
    ...{ cause: 'aws-endpoint-blocked', layer: 'connection', touches: 'ssm.us-east-1.amazonaws.com' },
    part: { firewall: ['ip daddr { <ssm.us-east-1.amazonaws.com>, <secretsmanager.us-east-1.amazonaws.com> } drop'] },
  }),
];

const WIDE: Fault[] = (['runner', 'laptop', 'environment'] as const).flatMap((base) => [
  fault(`inspected ${base}`, base, {
    ...{ cause: 'tls-intercepted', layer: 'tls', touches: 'everything', hides: ['tls', 'http'] },
    part: { internet: { path: [{ to: '*', does: 'inspect' }] } },
  }),
  fault(`ipv6-dropped ${base}`, base, {
    ...{ cause: 'ipv6-broken', layer: 'connection', touches: 'ipv6', hides: ['connection', 'tls', 'http'] },
    part: { ipv6: true, firewall: ['meta nfproto ipv6 drop'] },
  }),
  fault(`trust-file-missing ${base}`, base, {
    ...{ cause: 'extra-trust-broken', layer: 'machine', touches: 'trust' },
    part: { environment: { NODE_EXTRA_CA_CERTS: '~/company-root.pem' } },
  }),
]);

const OF_REDIRECT: Fault[] = [
  fault('redirect-target-dropped', 'environment', {
    ...{ cause: 'redirect-target-blocked', layer: 'connection', touches: 'vscode.download.prss.microsoft.com' },
    part: { firewall: ['ip daddr <vscode.download.prss.microsoft.com> drop'] },
  }),
  fault('redirect-target-refused', 'environment', {
    ...{ cause: 'redirect-target-blocked', layer: 'connection', touches: 'vscode.download.prss.microsoft.com' },
    part: { firewall: ['ip daddr <vscode.download.prss.microsoft.com> tcp dport 443 reject with tcp reset'] },
  }),
];

const OF_PROXY: Fault[] = [
  fault('login', 'behind-proxy', {
    ...{
      cause: 'proxy-requires-login',
      layer: 'proxy',
      touches: 'proxy',
      hides: ['proxy'],
      part: { squid: [...LOGIN_FIRST, ...DEFAULT_ACCESS] },
    },
  }),
  fault('host-refused', 'behind-proxy', {
    ...{ cause: 'proxy-refuses-host', layer: 'proxy', touches: 'proxy' },
    part: { squid: ['acl blocked dstdomain releases.gitpod.io', 'http_access deny blocked', ...DEFAULT_ACCESS] },
  }),
  // Hosts that the documented NO_PROXY list exempts from the proxy.
  ...(['name-not-found', 'zone-servfail'] as const).map((kind) =>
    fault(`${kind} sts`, 'behind-proxy', {
      touches: 'sts.us-east-1.amazonaws.com',
      ...(KINDS[kind] as Kind)('sts.us-east-1.amazonaws.com'),
    }),
  ),
  fault('certificate-expired app', 'behind-proxy', {
    touches: 'app.gitpod.io',
    ...(KINDS['certificate-expired'] as Kind)('app.gitpod.io'),
  }),
  fault('reset-by-name app', 'behind-proxy', { touches: 'app.gitpod.io', ...(KINDS['reset-by-name'] as Kind)('app.gitpod.io') }),
];

export const FAULTS: readonly Fault[] = [...ON_HOSTS, ...OF_GATEWAY, ...OF_AWS, ...WIDE, ...OF_REDIRECT, ...OF_PROXY];
