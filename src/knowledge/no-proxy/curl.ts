/**
 * curl 7.88: `lib/url.c` (detect_proxy, create_conn_helper_init_proxy) for the variables, `lib/noproxy.c` for the list.
 *
 * Newer versions differ in two ways: a space without a comma after it ends the list, and IPv6 addresses are passed in
 * brackets, so that they are compared as addresses and networks (`fd00::/8`) match. Before 7.86 there were no networks.
 */
import { parseAddress } from '../../model/address.ts';
import type { ProgramRoute } from '../../model/no-proxy/programs.ts';
import type { Destination } from './destination.ts';
import { nonEmptyList, nonEmptyProxy, type ProxyEnvironment } from './environment.ts';

/** curl ignores upper-case HTTP_PROXY, because web servers pass the header `Proxy:` to CGI scripts under that name. */
export function curlRoute(to: Destination, environment: ProxyEnvironment): ProgramRoute {
  const proxy =
    (to.scheme === 'https' ? nonEmptyProxy(environment, 'https_proxy', 'HTTPS_PROXY') : nonEmptyProxy(environment, 'http_proxy')) ??
    nonEmptyProxy(environment, 'all_proxy', 'ALL_PROXY');
  if (proxy === null) return 'direct';
  return curlBypasses(to.host, nonEmptyList(environment, 'no_proxy', 'NO_PROXY')) ? 'direct' : 'proxy';
}

/** `*` counts only if it is the whole list. */
export function curlBypasses(host: string, list: string): boolean {
  if (list === '*') return true;
  const address = parseAddress(host);
  const matches = address?.kind() === 'ipv4' ? (entry: string) => isInIpv4(host, entry) : (entry: string) => isBelow(host, entry);
  return list
    .split(/[ \t,]+/)
    .filter((entry) => entry !== '')
    .some(matches);
}

/** `a.b` and `.a.b` match a.b and its subdomains; a final dot on either side is ignored. */
function isBelow(host: string, entry: string): boolean {
  const name = host.replace(/\.$/, '').toLowerCase();
  const suffix = entry.replace(/\.$/, '').replace(/^\./, '').toLowerCase();
  return name === suffix || name.endsWith(`.${suffix}`);
}

/** A prefix length of 0 is ignored: `0.0.0.0/0` is one address. */
function isInIpv4(host: string, entry: string): boolean {
  const slash = entry.indexOf('/');
  const bits = slash === -1 ? 0 : Number(/^\d+/.exec(entry.slice(slash + 1))?.[0] ?? 0);
  const [address, network] = [parseAddress(host), parseAddress(slash === -1 ? entry : entry.slice(0, slash))];
  if (address?.kind() !== 'ipv4' || network?.kind() !== 'ipv4' || bits > 32) return false;
  return address.match(network, bits === 0 ? 32 : bits);
}
