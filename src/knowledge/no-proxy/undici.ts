/**
 * undici 8.12, `EnvHttpProxyAgent`: lib/dispatcher/env-http-proxy-agent.js. The `fetch` of Node 24 has an older undici, in which `*.a.b`
 * also matches a.b itself and `*` only counts alone.
 */

import type { ProgramRoute } from '../../model/no-proxy/programs.ts';
import type { Destination } from './destination.ts';
import { firstList, firstProxy, type ProxyEnvironment } from './environment.ts';

/** If no proxy is set for https, the one for http is used. */
export function undiciRoute(to: Destination, environment: ProxyEnvironment): ProgramRoute {
  const http = firstProxy(environment, 'http_proxy', 'HTTP_PROXY');
  const proxy = to.scheme === 'https' ? (firstProxy(environment, 'https_proxy', 'HTTPS_PROXY') ?? http) : http;
  if (proxy === null) return 'direct';
  const host = to.host.replace(/(.)\.$/, '$1');
  const entries = firstList(environment, 'no_proxy', 'NO_PROXY').split(/[,\s]/);
  return entries.some((entry) => entry !== '' && matches(entry, host, to.port)) ? 'direct' : 'proxy';
}

function matches(entry: string, host: string, port: number): boolean {
  const parts = split(entry);
  if (parts.port !== 0 && parts.port !== port) return false;
  const name = parts.name
    .replace(/^\*?\./, '')
    .replace(/^(.+)\.$/, '$1')
    .toLowerCase();
  return name === '*' || (!entry.startsWith('*') && host === name) || host.endsWith(`.${name}`);
}

/** An IPv6 address has a port only in brackets; otherwise all colons belong to the address. */
function split(entry: string): { name: string; port: number } {
  const ipv6 = /^\[(.+)\]:(\d+)$/.exec(entry);
  if (ipv6 !== null) return { name: ipv6[1] ?? '', port: Number(ipv6[2]) };
  const bare = entry.replace(/^\[(.+)\]$/, '$1');
  const named = bare.indexOf(':') === bare.lastIndexOf(':') ? /^(.+):(\d+)$/.exec(bare) : null;
  return named === null ? { name: bare, port: 0 } : { name: named[1] ?? '', port: Number(named[2]) };
}
