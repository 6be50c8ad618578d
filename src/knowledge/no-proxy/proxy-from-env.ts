/**
 * proxy-from-env 2.1 (axios and other npm packages): index.js. An entry matches one name; an entry that begins with a dot or an asterisk matches
 * every name with that ending, across label boundaries.
 */

import type { ProgramRoute } from '../../model/no-proxy/programs.ts';
import { bracketHost, type Destination } from './destination.ts';
import { nonEmptyList, nonEmptyProxy, type ProxyEnvironment } from './environment.ts';

export function proxyFromEnvRoute(to: Destination, environment: ProxyEnvironment): ProgramRoute {
  const proxy =
    (to.scheme === 'https'
      ? nonEmptyProxy(environment, 'https_proxy', 'HTTPS_PROXY')
      : nonEmptyProxy(environment, 'http_proxy', 'HTTP_PROXY')) ?? nonEmptyProxy(environment, 'all_proxy', 'ALL_PROXY');
  if (proxy === null) return 'direct';
  const entries = nonEmptyList(environment, 'no_proxy', 'NO_PROXY').toLowerCase().split(/[,\s]/);
  return entries.some((entry) => entry !== '' && matches(entry, bracketHost(to.host), to.port)) ? 'direct' : 'proxy';
}

function matches(entry: string, host: string, port: number): boolean {
  const parts = /^(.+):(\d+)$/.exec(entry);
  const name = parts?.[1] ?? entry;
  const wanted = Number(parts?.[2] ?? 0);
  if (wanted !== 0 && wanted !== port) return false;
  return /^[.*]/.test(name) ? host.endsWith(name.replace(/^\*/, '')) : host === name;
}
