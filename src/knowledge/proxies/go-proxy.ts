/**
 * The route of a Go program (Gitpod's CLI and runner, Docker, Terraform): a port of golang.org/x/net `http/httpproxy/proxy.go` after the
 * fix of CVE-2025-22870 (host patterns never match addresses). Other programs read the same variables differently; each has its own file in
 * `no-proxy/`.
 *
 * A `socks5` proxy is used like `socks5h`: net/http's Transport sends it the host's name ("socks5" is treated the same as "socks5h"). Before
 * Go 1.23 `socks5h` was not known. Two behaviours are not modelled as routes and count as direct, with the variable's `problems` set: Go
 * sends an HTTP CONNECT to a proxy of any other scheme, `socks4` included, and treats a value that is not a URL as a host name.
 */
import ipaddr from 'ipaddr.js';
import { parseAddress, parseNetwork } from '../../model/address.ts';
import type { NoProxyVariable, ProxyVariable } from '../../model/host-facts.ts';
import { DIRECT, type ForwardProxy, isSocks, type Route, withLookup } from '../../model/target.ts';
import { proxyOfVariable } from './variables.ts';

/** The parts of a URL that the rules use: scheme, host without brackets, port. */
export interface GoRequestUrl {
  scheme: 'https' | 'http';
  host: string;
  port: number;
}

export function goRoute(url: GoRequestUrl, proxies: readonly ProxyVariable[], noProxy: readonly NoProxyVariable[]): Route {
  const proxy = goProxy(url.scheme, proxies);
  return proxy === null || goBypasses(url, goNoProxyVariable(noProxy)?.entries ?? []) ? DIRECT : { via: 'proxy', proxy };
}

/** The proxy that Go uses for a scheme, unless NO_PROXY exempts the host; null if no variable names a usable proxy. */
export function goProxy(scheme: GoRequestUrl['scheme'], proxies: readonly ProxyVariable[]): ForwardProxy | null {
  const variable = goProxyVariable(scheme, proxies);
  const proxy = variable === null || variable.problems.includes('unsupported-scheme') ? null : proxyOfVariable(variable);
  return proxy !== null && isSocks(proxy) ? withLookup(proxy, 'proxy') : proxy;
}

/** HTTPS_PROXY for https, HTTP_PROXY for http; upper case wins unless it is empty. ALL_PROXY is ignored. */
export function goProxyVariable(scheme: GoRequestUrl['scheme'], proxies: readonly ProxyVariable[]): ProxyVariable | null {
  const names = scheme === 'https' ? (['HTTPS_PROXY', 'https_proxy'] as const) : (['HTTP_PROXY', 'http_proxy'] as const);
  for (const name of names) {
    const variable = proxies.find((candidate) => candidate.name === name);
    if (variable !== undefined && !variable.problems.includes('empty')) return variable;
  }
  return null;
}

/** NO_PROXY if not empty, otherwise no_proxy. */
export function goNoProxyVariable(noProxy: readonly NoProxyVariable[]): NoProxyVariable | null {
  for (const name of ['NO_PROXY', 'no_proxy'] as const) {
    const variable = noProxy.find((candidate) => candidate.name === name);
    if (variable !== undefined && (variable.entries.length > 0 || variable.unreadable > 0 || variable.hasBlanks)) return variable;
  }
  return null;
}

/** Entries are separated by commas, without surrounding whitespace. */
export function goBypasses(url: GoRequestUrl, entries: readonly string[]): boolean {
  const host = url.host.toLowerCase();
  if (host === 'localhost') return true;
  const address = plain(parseAddress(host));
  if (address?.range() === 'loopback') return true;
  return entries.some((entry) => goEntryMatches(entry, host, url.port, address));
}

type Address = ipaddr.IPv4 | ipaddr.IPv6;

function goEntryMatches(spelt: string, host: string, port: number, address: Address | null): boolean {
  const entry = spelt.toLowerCase();
  if (entry === '*') return true;
  const network = parseNetwork(entry);
  if (network !== null) return address !== null && inNetwork(address, network);

  const [name, wantedPort] = splitPort(entry);
  if (name === '' || (wantedPort !== '' && wantedPort !== String(port))) return false;
  const literal = plain(parseAddress(name));
  if (literal !== null) return address !== null && literal.toNormalizedString() === address.toNormalizedString();
  if (address !== null) return false;

  // `*.a.b` and `.a.b` match subdomains of a.b; `a.b` also matches a.b itself.
  const suffix = name.startsWith('*.') ? name.slice(1) : name;
  return suffix.startsWith('.') ? host.endsWith(suffix) : host === suffix || host.endsWith(`.${suffix}`);
}

/** Like Go's `net.SplitHostPort`: several colons outside brackets, or none, mean no port. */
function splitPort(entry: string): [name: string, port: string] {
  const bracketed = /^\[([^\]]*)\]:([^:]*)$/.exec(entry);
  if (bracketed !== null) return [bracketed[1] ?? '', bracketed[2] ?? ''];
  const [name = '', port, ...more] = entry.split(':');
  return port === undefined || more.length > 0 ? [entry, ''] : [name, port];
}

function inNetwork(address: Address, [network, bits]: [Address, number]): boolean {
  return network.kind() === address.kind() && address.match(network, bits);
}

/** Go treats an IPv4-mapped IPv6 address as the IPv4 address. */
function plain(address: Address | null): Address | null {
  return address instanceof ipaddr.IPv6 && address.isIPv4MappedAddress() ? address.toIPv4Address() : address;
}
