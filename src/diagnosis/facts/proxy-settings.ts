/** The values of the proxy variables. */

import { proxyOfVariable } from '../../knowledge/proxies/variables.ts';
import type { HostFacts, ProxyVariable } from '../../model/host-facts.ts';
import { type ForwardProxy, hostPort } from '../../model/target.ts';

export function proxyText(proxy: ForwardProxy): string {
  return hostPort(proxy.host, proxy.port);
}

/** Every proxy that a program can use, without duplicates. */
export function usableProxies(host: HostFacts): ForwardProxy[] {
  const proxies = host.proxies.flatMap((variable) => proxyOfVariable(variable) ?? []);
  return [...new Map(proxies.map((proxy) => [proxyText(proxy), proxy])).values()];
}

/** Variables with a value; an empty variable counts as not set. */
export function variablesWithValue(host: HostFacts | null): ProxyVariable[] {
  return (host?.proxies ?? []).filter((variable) => !variable.problems.includes('empty'));
}
