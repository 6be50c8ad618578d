/**
 * GNU wget 1.21: `src/retr.c` (getproxy), `src/init.c` (no_proxy), `src/utils.c` (sepstring), `src/host.c` (sufmatch). It reads only the
 * lower-case variables. Its start-up files would take precedence.
 */

import type { ProgramRoute } from '../../model/no-proxy/programs.ts';
import type { Destination } from './destination.ts';
import { firstList, nonEmptyProxy, type ProxyEnvironment } from './environment.ts';

export function wgetRoute(to: Destination, environment: ProxyEnvironment): ProgramRoute {
  const proxy = nonEmptyProxy(environment, to.scheme === 'https' ? 'https_proxy' : 'http_proxy');
  if (proxy === null) return 'direct';
  return wgetBypasses(to.host, firstList(environment, 'no_proxy')) ? 'direct' : 'proxy';
}

/** Spaces after a comma are skipped; other spaces belong to the entry. Addresses are compared like names. */
function wgetBypasses(host: string, list: string): boolean {
  if (list === '') return false;
  const name = host.toLowerCase();
  return list
    .split(/,\s*/)
    .map((entry) => entry.toLowerCase())
    .some((entry) => name === entry || name.endsWith(`.${entry}`) || (entry.startsWith('.') && name.endsWith(entry)));
}
