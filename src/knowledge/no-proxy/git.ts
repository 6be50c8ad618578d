/**
 * git, linked with curl 7.88: `http.c` (get_curl_handle) reads the variables itself and passes the values to libcurl, which reads the list.
 * The lower-case variable replaces the upper-case one even if it is empty, and an empty value disables the proxy or the list. `http.proxy`
 * in git's configuration would take precedence.
 */

import type { ProgramRoute } from '../../model/no-proxy/programs.ts';
import { curlBypasses } from './curl.ts';
import type { Destination } from './destination.ts';
import { firstList, firstProxy, isAnySet, type ProxyEnvironment } from './environment.ts';

export function gitRoute(to: Destination, environment: ProxyEnvironment): ProgramRoute {
  const own = to.scheme === 'https' ? (['https_proxy', 'HTTPS_PROXY'] as const) : (['http_proxy'] as const);
  const proxy = isAnySet(environment, ...own) ? firstProxy(environment, ...own) : firstProxy(environment, 'all_proxy', 'ALL_PROXY');
  if (proxy === null) return 'direct';
  return curlBypasses(to.host, firstList(environment, 'no_proxy', 'NO_PROXY')) ? 'direct' : 'proxy';
}
