/** The network as the client sees it: the loopback endpoint for each address and port under the path rules. */
import type { PretendEndpoint } from '../model/pretend-network.ts';
import { hostPort } from '../model/target.ts';
import type { PathAction, PathRule, ProxyDescription } from './description.ts';
import type { PretendHosts } from './hosts.ts';
import { firstMatchingRule } from './patterns.ts';
import { LOOPBACK } from './servers/loopback.ts';

/** Loopback ports of the servers, by path action. */
export type TcpPorts = Readonly<Record<Exclude<PathAction, 'drop' | 'refuse'>, number>>;

/** Loopback ports of the servers without TLS: the services themselves, and a web filter that answers in their place. */
export interface PlainPorts {
  pass: number;
  'block-page': number;
}

export const METADATA_ADDRESS = '169.254.169.254';

function pathActionFor(rules: readonly PathRule[], host: string, port: number): PathAction {
  return firstMatchingRule(rules, host, port)?.does ?? 'pass';
}

/** The loopback endpoint for each address and port: of hosts over TCP, then of gateway nodes over UDP. */
export function endpointsOf(
  { hosts, plain, nodes, environments }: PretendHosts,
  addressOf: (host: string) => readonly string[],
  rules: readonly PathRule[],
  ports: { tcp: TcpPorts; plain: PlainPorts; node: number; ssh: number },
  genuine: ReadonlyMap<string, string> = new Map(),
): Map<string, PretendEndpoint> {
  const endpoints = new Map<string, PretendEndpoint>();
  for (const [host, listening] of hosts) {
    for (const port of listening) {
      const there = endpoint(pathActionFor(rules, host, port), (action) => ports.tcp[action]);
      // Path rules apply to IPv4. Packets to IPv6 addresses are dropped.
      for (const address of addressOf(host))
        endpoints.set(`tcp/${hostPort(address, port)}`, address.includes(':') ? { to: 'drop' } : there);
      // If DNS gives another address, the path rules apply to that address. The genuine address stays reachable.
      const own = genuine.get(host);
      const place = own === undefined ? null : `tcp/${hostPort(own, port)}`;
      if (place !== null && !endpoints.has(place)) endpoints.set(place, portEndpoint(ports.tcp.pass));
    }
  }
  for (const [host, listening] of plain) {
    for (const port of listening) {
      const there = endpoint(pathActionFor(rules, host, port), (action) => ports.plain[action === 'block-page' ? action : 'pass']);
      for (const address of addressOf(host)) endpoints.set(`tcp/${hostPort(address, port)}`, there);
    }
  }
  for (const { address, port } of nodes) {
    const there = endpoint(pathActionFor(rules, address, port), () => ports.node);
    endpoints.set(`udp/${hostPort(address, port)}`, there);
  }
  for (const { host, port, speaks } of environments) {
    const there = endpoint(pathActionFor(rules, host, port), () => (speaks === 'ssh' ? ports.ssh : ports.plain.pass));
    const named = addressOf(host);
    for (const address of named.length === 0 ? [host] : named) endpoints.set(`tcp/${hostPort(address, port)}`, there);
  }
  return endpoints;
}

/** The loopback endpoint of the proxy. The route to it is inside the company's network, so only a rule for the proxy itself affects it. */
export function proxyEndpoint(proxy: ProxyDescription, rules: readonly PathRule[], port: number): PretendEndpoint {
  const own = rules.filter((rule) => rule.to === proxy.host);
  return endpoint(pathActionFor(own, proxy.host, proxy.port), () => port);
}

export function portEndpoint(port: number): PretendEndpoint {
  return { to: 'port', address: LOOPBACK, port };
}

function endpoint(does: PathAction, portOf: (action: keyof TcpPorts) => number): PretendEndpoint {
  return does === 'drop' || does === 'refuse' ? { to: does } : portEndpoint(portOf(does));
}
