/**
 * VS Code and its server: @vscode/proxy-agent 0.45, src/index.ts (createProxyResolver, noProxyFromEnv). The settings `http.proxy` and
 * `http.noProxy` would take precedence over the variables, and without a variable it uses the system's settings.
 */
import type { ProxyVariable } from '../../model/host-facts.ts';
import type { ProgramRoute } from '../../model/no-proxy/programs.ts';
import type { Destination } from './destination.ts';
import { nonEmptyList, nonEmptyProxy, type ProxyEnvironment } from './environment.ts';

const LOOPBACK: readonly string[] = ['localhost', '127.0.0.1', '::1'];

/** VS Code uses one proxy for both schemes. */
export function vscodeRoute(to: Destination, environment: ProxyEnvironment): ProgramRoute {
  const proxy = nonEmptyProxy(environment, 'https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY');
  if (proxy === null || !isUnderstood(proxy) || LOOPBACK.includes(to.host)) return 'direct';
  return vscodeBypasses(to, nonEmptyList(environment, 'no_proxy', 'NO_PROXY')) ? 'direct' : 'proxy';
}

/** A value without `http://`, `https://` or `socks…://` is ignored. */
function isUnderstood({ scheme, problems }: ProxyVariable): boolean {
  return !problems.includes('no-scheme') && !problems.includes('quotes') && !(scheme === null && problems.includes('unsupported-scheme'));
}

/** An entry is split at its first two colons, so that no IPv6 address matches. */
export function vscodeBypasses({ host, port }: Destination, list: string): boolean {
  const entries = list.trim().toLowerCase().split(',');
  if (entries.includes('*')) return true;
  return entries
    .map((entry) => entry.trim().split(':', 2))
    .some(([name = '', wanted = '']) => {
      const suffix = name.startsWith('.') ? name : `.${name}`;
      return name !== '' && `.${host}`.endsWith(suffix) && (wanted === '' || wanted === String(port));
    });
}
