/**
 * OpenJDK 17 (JetBrains IDEs and their back ends): sun/net/spi/DefaultProxySelector.java. Java reads no variables. This models a user who
 * sets the same proxy as `http.proxyHost` and `https.proxyHost`, and the same list, with `|` for each comma, as `http.nonProxyHosts` (also
 * used for https).
 */

import type { ProgramRoute } from '../../model/no-proxy/programs.ts';
import { bracketHost, type Destination } from './destination.ts';
import { nonEmptyList, nonEmptyProxy, type ProxyEnvironment } from './environment.ts';

/** Entries that Java applies without a list, and adds to every list. */
const ALWAYS = 'localhost|127.*|[::1]|0.0.0.0|[::0]';

export function javaRoute(to: Destination, environment: ProxyEnvironment): ProgramRoute {
  const proxy =
    to.scheme === 'https'
      ? nonEmptyProxy(environment, 'HTTPS_PROXY', 'https_proxy')
      : nonEmptyProxy(environment, 'HTTP_PROXY', 'http_proxy');
  if (proxy === null) return 'direct';
  return javaBypasses(to.host, nonEmptyList(environment, 'NO_PROXY', 'no_proxy').replaceAll(',', '|')) ? 'direct' : 'proxy';
}

export function javaBypasses(host: string, nonProxyHosts: string): boolean {
  const name = bracketHost(host);
  return `${nonProxyHosts}|${ALWAYS}`
    .toLowerCase()
    .split('|')
    .some((entry) => entry !== '' && fits(name, entry));
}

/** An asterisk matches anything, only at either end of an entry. */
function fits(name: string, entry: string): boolean {
  const [open, close] = [entry.startsWith('*'), entry.endsWith('*')];
  if (entry === '*') return true;
  if (open && close) return name.includes(entry.slice(1, -1));
  if (open) return name.endsWith(entry.slice(1));
  return close ? name.startsWith(entry.slice(0, -1)) : name === entry;
}
