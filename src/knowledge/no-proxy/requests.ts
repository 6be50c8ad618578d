/**
 * requests 2.34: src/requests/utils.py (should_bypass_proxies, resolve_proxies). It reads the list itself, with IPv4 networks, and then
 * also calls urllib; each matches entries that the other does not. Older versions compare endings regardless of labels: `gitpod.io` also
 * matches `notgitpod.io`.
 */

import type { ProgramRoute } from '../../model/no-proxy/programs.ts';
import type { Destination } from './destination.ts';
import { nonEmptyList, type ProxyEnvironment } from './environment.ts';
import { urllibBypasses, urllibProxy } from './urllib.ts';

export function requestsRoute(to: Destination, environment: ProxyEnvironment): ProgramRoute {
  const proxy = urllibProxy(to.scheme, environment) ?? urllibProxy('all', environment);
  if (proxy === null) return 'direct';
  // requests removes all spaces, even inside an entry: `a.b c.d` becomes `a.bc.d`.
  const entries = nonEmptyList(environment, 'no_proxy', 'NO_PROXY')
    .replaceAll(' ', '')
    .split(',')
    .filter((entry) => entry !== '');
  return ownMatch(to, entries) || urllibBypasses(to.host, environment) ? 'direct' : 'proxy';
}

function ownMatch(to: Destination, entries: readonly string[]): boolean {
  const address = inetAton(to.host);
  if (address !== null) return entries.some((entry) => inNetwork(address, entry) ?? entry === to.host);
  const known = to.portIsSpelt ? [to.host, `${to.host}:${to.port}`] : [to.host];
  return entries.map((entry) => entry.replace(/^\.+/, '')).some((name) => known.some((host) => host === name || host.endsWith(`.${name}`)));
}

/** Null if requests does not read the entry as a network. */
function inNetwork(address: number, entry: string): boolean | null {
  const [network = '', length = '', ...more] = entry.split('/');
  const base = more.length === 0 && /^[+-]?\d+$/.test(length) ? inetAton(network) : null;
  const bits = Number(length);
  if (base === null || bits < 1 || bits > 32) return null;
  return address >>> (32 - bits) === base >>> (32 - bits);
}

/** The C library's IPv4 parser, with short and octal forms: `169.254.0` is 169.254.0.0. */
function inetAton(text: string): number | null {
  const parts = text.split('.');
  const numbers = parts.map((part) => (/^(0x[0-9a-f]+|0[0-7]*|[1-9]\d*)$/i.test(part) ? Number(part.replace(/^0(?=\d)/, '0o')) : -1));
  const last = numbers.pop() ?? -1;
  if (parts.length > 4 || last < 0 || last >= 256 ** (4 - numbers.length)) return null;
  if (numbers.some((number) => number < 0 || number > 255)) return null;
  return numbers.reduce((sum, number, index) => sum + number * 256 ** (3 - index), last);
}
