/** Starts the servers of a description, and returns the loopback endpoint for each address. */

import { assembleRequirements } from '../catalog/index.ts';
import type { PretendNetwork, PretendWorld } from '../model/pretend-network.ts';
import type { Profile } from '../model/profile.ts';
import { assignAddresses } from './addresses.ts';
import { keyEnvironment } from './aws/description.ts';
import { instanceMetadata } from './aws/metadata.ts';
import type { NetworkDescription, PretendScenario, ProxyDescription, Scenario, ScenarioOptions } from './description.ts';
import { writeHomeFiles } from './home-files.ts';
import { addScriptServer, type PretendHosts, pretendHosts } from './hosts.ts';
import { type DnsReplies, dnsRepliesOf } from './names.ts';
import { endpointsOf, METADATA_ADDRESS, portEndpoint, proxyEndpoint } from './paths.ts';
import { firstMatchingRule } from './patterns.ts';
import { startDnsServer } from './servers/dns-server.ts';
import { startHttpServer } from './servers/https-server.ts';
import { LOOPBACK, type LoopbackServer, type Start } from './servers/loopback.ts';
import { startNebulaNode } from './servers/nebula-node.ts';
import { createInspectionCa, createPublicCa, type DemoCa } from './servers/pki.ts';
import { ruleConnect, startProxy } from './servers/proxy-server.ts';
import { type SocksRules, startSocks } from './servers/socks-server.ts';
import { startPlainServices, startSshServer, startTcpServices } from './tcp-services.ts';
import { loginRedirect } from './web/content.ts';
import { googleMetadata } from './web/google-metadata.ts';

const GOOGLE_METADATA_HOST = 'metadata.google.internal';

/** An address of TEST-NET-1 (RFC 5737). No host has it, so a connection to it succeeds only if a device accepts every connection. */
const UNSERVED_ADDRESS = '192.0.2.1';

export async function startInternet(description: NetworkDescription, inhabited: PretendHosts): Promise<PretendWorld> {
  const running: LoopbackServer[] = [];
  const start: Start = async (starting) => {
    const server = await starting;
    running.push(server);
    return server.port;
  };
  const close = async (): Promise<void> => {
    await Promise.all(running.splice(0).map((server) => server.close()));
  };
  try {
    return { network: await build(description, inhabited, start), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function build(description: NetworkDescription, inhabited: PretendHosts, start: Start): Promise<PretendNetwork> {
  const { proxy, path = [], script } = description;
  if (script !== undefined) addScriptServer(inhabited, script);
  const addresses = assignAddresses([...inhabited.hosts.keys(), ...inhabited.plain.keys()]);
  if (proxy !== undefined) addresses.set(proxy.host, proxy.address);
  const names: DnsReplies = dnsRepliesOf(description, addresses);

  const [authority, inspection] = await Promise.all([createPublicCa(), createInspectionCa()]);
  const tcp = await startTcpServices(description, authority, start, inspection);
  const plain = await startPlainServices(description, start);
  const ports = { tcp, plain, node: await start(startNebulaNode()), ssh: await start(startSshServer()) };
  const endpoints = endpointsOf(inhabited, names.addresses, path, ports, addresses);
  if (proxy !== undefined) {
    // The proxy's own egress is unrestricted: the path rules for this machine do not apply to it.
    const behind = (ports: PretendHosts['hosts'], there: number) => (host: string, port: number) =>
      ports.get(host)?.has(port) === true ? there : null;
    const tunnels = behind(inhabited.hosts, tcp.pass);
    const requests = behind(inhabited.plain, plain.pass);
    const port = await start(
      proxy.socks === undefined
        ? startProxy(ruleConnect(proxy, tunnels), ruleConnect(proxy, requests))
        : startSocks(socksRules(proxy.socks, (host, there) => tunnels(host, there) ?? requests(host, there), addresses)),
    );
    endpoints.set(`tcp/${proxy.address}:${proxy.port}`, proxyEndpoint(proxy, path, port));
  }
  if (description.transparentProxy === true) endpoints.set(`tcp/${UNSERVED_ADDRESS}:443`, portEndpoint(tcp.pass));
  if (path.some(({ does }) => does === 'captive-portal')) {
    // A portal also redirects plain HTTP, for which it needs no certificate.
    const port = await start(startHttpServer(loginRedirect));
    for (const address of addresses.values()) endpoints.set(`tcp/${address}:80`, portEndpoint(port));
  }
  const { google = 'silent' } = description;
  if (google !== 'silent') {
    const port = await start(startHttpServer(googleMetadata(google)));
    for (const address of [METADATA_ADDRESS, addresses.get(GOOGLE_METADATA_HOST)])
      if (address !== undefined) endpoints.set(`tcp/${address}:80`, portEndpoint(port));
  } else if (description.google === 'silent') {
    const address = addresses.get(GOOGLE_METADATA_HOST);
    if (address !== undefined) endpoints.set(`tcp/${address}:80`, { to: 'drop' });
  }
  const { metadata = 'both' } = description;
  if (description.ec2 === true && metadata !== 'silent') {
    endpoints.set(`tcp/${METADATA_ADDRESS}:80`, portEndpoint(await start(startHttpServer(instanceMetadata(metadata)))));
  }

  const resolver = { address: LOOPBACK, port: await start(startDnsServer(names.reply)) };
  const resolvers = [resolver];
  if (description.secondResolver !== undefined) {
    const second = dnsRepliesOf({ ...description, names: description.secondResolver }, addresses);
    resolvers.push({ address: LOOPBACK, port: await start(startDnsServer(second.reply)) });
  }
  const { ssh, awsConfig } = description;
  const files = { ...ssh?.files, ...(awsConfig === undefined ? {} : { 'aws-config': awsConfig }) };
  const home = Object.keys(files).length === 0 ? null : await writeHomeFiles(files);
  if (home !== null) await start(Promise.resolve({ port: 0, close: home.close }));
  return {
    resolvers,
    systemResolver: resolver,
    endpoints,
    otherwise: { to: 'drop' },
    publicRoots: [authority.root],
    ...(description.rootGivenOut === true ? { namedRoots: [inspection.root] } : {}),
    trustStores: trustStores(description, authority, inspection),
    systemRoots: isInstalled(description) ? [authority.root, inspection.root] : [authority.root],
    ...(script === undefined ? {} : { scripts: [{ source: script.source ?? 'system', url: script.url }] }),
    ...(description.login === undefined ? {} : { login: description.login }),
    host: machine(description, resolvers),
    ...(ssh === undefined || home === null ? {} : { ssh: { configFile: home.path('config') } }),
    environment: {
      // The real ssh client reads the files of the simulated machine, so PATH must contain it.
      ...(ssh === undefined ? {} : { PATH: ssh.isWithoutClient === true ? '' : (process.env['PATH'] ?? '') }),
      ...(awsConfig === undefined || home === null ? {} : { AWS_CONFIG_FILE: home.path('aws-config') }),
      ...(description.noCredentials === true ? {} : keyEnvironment()),
      ...description.environment,
    },
  };
}

/**
 * Applies the rules, then connects to the target. The SOCKS reply is 4 if the proxy cannot look up the name, or if nothing listens there.
 */
function socksRules(
  { login, looksUpNames, rules = [] }: NonNullable<ProxyDescription['socks']>,
  behind: (host: string, port: number) => number | null,
  addresses: ReadonlyMap<string, string>,
): SocksRules {
  const names = new Map([...addresses].map(([name, address]) => [address, name]));
  return {
    login: login ?? null,
    rule(host, port) {
      const name = names.get(host) ?? (looksUpNames === false ? null : host);
      const reply = name === null ? 4 : firstMatchingRule(rules, name, port)?.reply;
      const target = name === null || reply !== undefined ? null : behind(name, port);
      return target === null ? { reply: reply ?? 4 } : { tunnelTo: target };
    },
  };
}

/** Every trust store contains the public root, and the inspector's root if the company installed it. */
function trustStores(
  { trustLists = [] }: NetworkDescription,
  authority: DemoCa,
  inspection: DemoCa,
): NonNullable<PretendNetwork['trustStores']> {
  return trustLists.map(({ program, path, inspector }) => ({
    program,
    path,
    certificates: inspector ? [authority.root, inspection.root] : [authority.root],
  }));
}

/** Whether the company installed its inspector's root in the system trust store. */
function isInstalled({ trustLists = [] }: NetworkDescription): boolean {
  return trustLists.some(({ program, inspector }) => program === 'system' && inspector);
}

/** The facts of the simulated machine. It has IPv4 only, unless a scenario is about IPv6. */
function machine(
  { ec2 = false, unplugged = false, ipv6Broken = false, otherProxies = [], installation }: NetworkDescription,
  resolvers: PretendNetwork['resolvers'],
): PretendNetwork['host'] {
  return {
    container: false,
    ec2,
    product: null,
    ...(installation === undefined ? {} : { installation: [...installation] }),
    interfaces: unplugged ? 0 : 1,
    ipv4: !unplugged,
    ipv6: ipv6Broken,
    ownAddresses: unplugged ? [] : [{ address: '10.20.0.10', prefix: 24 }],
    defaultRoute4: !unplugged,
    defaultRoute6: ipv6Broken,
    resolvers,
    otherProxies: [...otherProxies],
  };
}

/** Starts a scenario. Its hosts follow from the requirements of its profile. */
export async function startPretendInternet(scenario: Scenario, options: ScenarioOptions): Promise<PretendScenario> {
  const { extraUrls, profile: said, overlay = null } = options;
  const profile: Profile = { ...scenario.profile, ...said };
  // Keeps the host that an overlay replaces, because that host still exists on the internet.
  const requirements = [null, ...(overlay === null ? [] : [overlay])].flatMap((each) => assembleRequirements(profile, each));
  // While the kind of runner is unknown, the hosts of every kind exist.
  if (profile.edition === undefined && profile.runner === null)
    requirements.push(...assembleRequirements({ ...profile, editionIs: 'unsure' }, null));
  const world = await startInternet(scenario.network, pretendHosts(requirements, extraUrls));
  return { world, profile, ...(scenario.limits === undefined ? {} : { limits: scenario.limits }) };
}
