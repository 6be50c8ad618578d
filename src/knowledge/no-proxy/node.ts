/**
 * Node 24 with NODE_USE_ENV_PROXY=1, its http and https modules: lib/internal/http.js (parseProxyConfigFromEnv, ProxyConfig). Without that
 * variable Node ignores the proxy variables. Its `fetch` follows undici's rules instead.
 */
import { parseAddress } from '../../model/address.ts';
import type { ProxyVariable } from '../../model/host-facts.ts';
import type { ProgramRoute } from '../../model/no-proxy/programs.ts';
import type { Destination } from './destination.ts';
import { nonEmptyList, nonEmptyProxy, type ProxyEnvironment } from './environment.ts';

export function nodeRoute(to: Destination, environment: ProxyEnvironment): ProgramRoute {
  const proxy =
    to.scheme === 'https'
      ? nonEmptyProxy(environment, 'https_proxy', 'HTTPS_PROXY')
      : nonEmptyProxy(environment, 'http_proxy', 'HTTP_PROXY');
  if (proxy === null || isPassedOver(proxy)) return 'direct';
  const entries = nonEmptyList(environment, 'no_proxy', 'NO_PROXY')
    .split(',')
    .map((entry) => entry.trim().toLowerCase());
  return entries.some((entry) => matches(entry, to)) ? 'direct' : 'proxy';
}

/** A SOCKS proxy is ignored. Any other value that is not an http or https URL ends the process at start-up. */
function isPassedOver(proxy: ProxyVariable): boolean {
  return proxy.scheme?.startsWith('socks') === true;
}

/** A name matches only itself; `.a.b` is a.b and its subdomains, `*.a.b` only the subdomains. */
function matches(entry: string, { host, port }: Destination): boolean {
  if (entry === '*' || entry === host || entry === `${host}:${port}`) return true;
  if (entry.startsWith('.') && (host === entry.slice(1) || host.endsWith(entry))) return true;
  if (entry.startsWith('*.') && host.endsWith(entry.slice(1))) return true;
  return isInRange(host, entry);
}

/** `10.0.0.1-10.0.0.9` */
function isInRange(host: string, entry: string): boolean {
  const [first, last] = entry.split('-').map((part) => ipv4Number(part.trim()));
  const address = ipv4Number(host);
  return address !== null && first != null && last != null && first <= address && address <= last;
}

function ipv4Number(text: string): number | null {
  const address = parseAddress(text);
  return address?.kind() === 'ipv4' ? address.toByteArray().reduce((sum, byte) => sum * 256 + byte, 0) : null;
}
