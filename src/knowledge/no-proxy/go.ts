/** Go (Gitpod's CLI and runner, Docker, Terraform): golang.org/x/net `http/httpproxy/proxy.go`; the rules are in `knowledge/proxies/go-proxy.ts`. */

import type { ProgramRoute } from '../../model/no-proxy/programs.ts';
import { goBypasses, goProxyVariable } from '../proxies/go-proxy.ts';
import type { Destination } from './destination.ts';
import { nonEmptyList, type ProxyEnvironment } from './environment.ts';

export function goRoute(to: Destination, environment: ProxyEnvironment): ProgramRoute {
  const proxy = goProxyVariable(to.scheme, environment.proxies);
  // Go silently ignores a value with a space before it or a line end after it, because it is not a URL.
  if (proxy === null || proxy.problems.includes('blanks')) return 'direct';
  const entries = nonEmptyList(environment, 'NO_PROXY', 'no_proxy')
    .split(',')
    .map((entry) => entry.trim());
  return goBypasses(to, entries) ? 'direct' : 'proxy';
}
