/** Collects the hosts of the simulated internet: those of the requirements, of downloads, and of flags. */
import { AWS_PARTITIONS, knownRegion } from '../knowledge/aws/regions.ts';
import type { Requirement } from '../model/requirement.ts';
import { bareHost, type Target } from '../model/target.ts';
import type { ScriptDescription } from './description.ts';
import { BLOB_HOSTS } from './web/registries.ts';
import { VSCODE_DOWNLOAD_HOST } from './web/vscode.ts';

export interface PretendHosts {
  /** The host names with their TLS ports. 443 is always included. */
  hosts: Map<string, Set<number>>;
  /** The ports without TLS of hosts that were named with `http://`. */
  plain: Map<string, Set<number>>;
  /** Gateway nodes, `address:port`. */
  nodes: { address: string; port: number }[];
  /** Ports of running environments. */
  environments: Extract<Target, { kind: 'tcp' }>[];
}

/** Hosts to which requests are redirected and that are in no requirement. */
const REDIRECT_TARGETS = [
  VSCODE_DOWNLOAD_HOST,
  ...Object.values(BLOB_HOSTS),
  'www.jetbrains.com',
  'code.visualstudio.com',
  'aws.amazon.com',
];

/** The OCSP responder of the simulated CA. */
export const RESPONDER_HOST = 'ocsp.demo-trust.example';

/** AWS hosts of us-east-1, which is enabled for every account. The tool uses them if the account's own region does not answer. */
const AWS_HOME = ['sts.us-east-1.amazonaws.com', 'ec2.us-east-1.amazonaws.com'];

export function pretendHosts(requirements: readonly Requirement[], extraUrls: readonly string[]): PretendHosts {
  const hosts = new Map<string, Set<number>>();
  const plain: PretendHosts['plain'] = new Map();
  const nodes: PretendHosts['nodes'] = [];
  const environments: PretendHosts['environments'] = [];
  const add = (host: string, port = 443): void => {
    if (host === '' || isAddress(host) || isInNoRegion(host)) return;
    hosts.set(host, (hosts.get(host) ?? new Set([443])).add(port));
  };
  const addPlain = (host: string, port: number): void => {
    if (!isAddress(host)) plain.set(host, (plain.get(host) ?? new Set()).add(port));
  };
  for (const { id, targets } of requirements)
    if (id === 'management.environment-ports')
      environments.push(...targets.flatMap(({ target }) => (target.kind === 'tcp' ? [target] : [])));
  for (const { target } of requirements.flatMap((requirement) => requirement.targets)) {
    if (target.kind === 'https' || target.kind === 'tcp') add(target.host, target.port);
    if (target.kind === 'http') addPlain(target.host, target.port);
    if (target.kind === 'name') add(target.host);
    if (target.kind === 'udp') nodes.push({ address: target.address, port: target.port });
  }
  const discovered = requirements.flatMap(({ discovery }) => (discovery === null ? [] : [discovery.template.replace('{}', 'x')]));
  for (const url of [...discovered, ...extraUrls]) {
    const named = hostOf(url);
    if (named !== null) add(named.host, named.port);
  }
  for (const host of [...REDIRECT_TARGETS, ...AWS_HOME, RESPONDER_HOST]) add(host);
  addPlain(RESPONDER_HOST, 80);
  return { hosts, plain, nodes, environments };
}

/** Gives the server of a proxy script a name and a port. */
export function addScriptServer({ hosts, plain }: PretendHosts, { url }: ScriptDescription): void {
  const { hostname, port, protocol } = new URL(url);
  const [all, usual] = protocol === 'https:' ? [hosts, 443] : [plain, 80];
  all.set(hostname, new Set([port === '' ? usual : Number(port)]));
}

function hostOf(url: string): { host: string; port: number } | null {
  const parsed = URL.parse(url.includes('://') ? url : `https://${url}`);
  return parsed === null ? null : { host: bareHost(parsed.hostname).toLowerCase(), port: parsed.port === '' ? 443 : Number(parsed.port) };
}

/** Whether a name is that of an AWS host in a region that does not exist. */
function isInNoRegion(host: string): boolean {
  const suffix = AWS_PARTITIONS.map((partition) => `.${partition.suffix}`).find((each) => host.endsWith(each));
  if (suffix === undefined) return false;
  const region = host.slice(0, -suffix.length).split('.').at(-1) ?? '';
  return region.includes('-') && knownRegion(region) === undefined;
}

/** Whether the host of a URL is an IP address. It needs no DNS name; the path rules apply to it. */
function isAddress(host: string): boolean {
  return /^[\d.]+$/.test(host) || host.includes(':');
}
