/**
 * git, linked with curl 7.88: `http.c` (get_curl_handle) reads the variables by itself and hands the values to libcurl,
 * which knows the list. The lower-case spelling takes the place of the upper-case one even if it is empty, and an
 * empty value switches the proxy, or the list, off. `http.proxy` of git's configuration would go before all of them.
 */

import type { Way } from '../../model/no-proxy/programs.ts';
import { curlBypasses } from './curl.ts';
import type { Destination } from './destination.ts';
import { firstList, firstProxy, isSet, type ProxyEnvironment } from './environment.ts';

export function gitWay(to: Destination, environment: ProxyEnvironment): Way {
  const own = to.scheme === 'https' ? (['https_proxy', 'HTTPS_PROXY'] as const) : (['http_proxy'] as const);
  const proxy = isSet(environment, ...own) ? firstProxy(environment, ...own) : firstProxy(environment, 'all_proxy', 'ALL_PROXY');
  if (proxy === null) return 'direct';
  return curlBypasses(to.host, firstList(environment, 'no_proxy', 'NO_PROXY')) ? 'direct' : 'proxy';
}
