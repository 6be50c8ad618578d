/**
 * Python 3.11, `urllib.request`: Lib/urllib/request.py (getproxies_environment, proxy_bypass_environment). Without any variable it uses the
 * system's settings on macOS and Windows, which are not modelled.
 */
import type { ProxyVariable, ProxyVariableName } from '../../model/host-facts.ts';
import type { ProgramRoute } from '../../model/no-proxy/programs.ts';
import { type Destination, urlHostText } from './destination.ts';
import { firstList, firstProxy, type ProxyEnvironment } from './environment.ts';

export function urllibRoute(to: Destination, environment: ProxyEnvironment): ProgramRoute {
  if (urllibProxy(to.scheme, environment) === null) return 'direct';
  return urllibBypasses(urlHostText(to), environment) ? 'direct' : 'proxy';
}

/** The lower-case variable wins, and an empty one removes the other. */
export function urllibProxy(kind: 'http' | 'https' | 'all', environment: ProxyEnvironment): ProxyVariable | null {
  return firstProxy(environment, `${kind}_proxy`, `${kind.toUpperCase()}_PROXY` as ProxyVariableName);
}

/** `host` includes the port if the URL does, and brackets around an IPv6 address. `*` counts only if it is the whole list. */
export function urllibBypasses(host: string, environment: ProxyEnvironment): boolean {
  const list = firstList(environment, 'no_proxy', 'NO_PROXY');
  if (list === '*') return true;
  const hostOnly = host.replace(/:\d*$/, '');
  return list
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .map((entry) => entry.replace(/^\.+/, '').toLowerCase())
    .some((name) => [hostOnly, host].some((known) => known === name || known.endsWith(`.${name}`)));
}
