/** What the proxy variables say, and whether anything still gets out without them. */
import { addressClass } from '../../model/address.ts';
import type { HostFacts, ProxyVariable } from '../../model/host-facts.ts';
import type { WebObservation } from '../../model/observation.ts';
import { proxyOfVariable } from '../../model/proxy-variables.ts';
import { type ForwardProxy, hostPort } from '../../model/target.ts';
import { phase, type View } from '../view.ts';
import { perView } from './memo.ts';
import { isProxy } from './signs-of-life.ts';

export function proxyText(proxy: ForwardProxy): string {
  return hostPort(proxy.host, proxy.port);
}

/** Each proxy that some program can use, once. */
export function usableProxies(host: HostFacts): ForwardProxy[] {
  const proxies = host.proxies.flatMap((variable) => proxyOfVariable(variable) ?? []);
  return [...new Map(proxies.map((proxy) => [proxyText(proxy), proxy])).values()];
}

/** Variables that somebody meant to say something with; an empty one is one that is not set. */
export function setVariables(host: HostFacts | null): ProxyVariable[] {
  return (host?.proxies ?? []).filter((variable) => !variable.problems.includes('empty'));
}

export interface DirectEgress {
  /** Hosts whose direct connection was accepted beyond this machine. */
  accepted: number;
  /** Direct connections to public addresses that failed at TCP. */
  failed: WebObservation[];
  hosts: string[];
}

/** Connections that leave without a proxy, as far as their names resolved. */
export const directEgress = perView((view: View): DirectEgress => {
  let accepted = 0;
  const failed: WebObservation[] = [];
  for (const observation of view.web) {
    if (observation.route.via !== 'direct' || isProxy(observation, view)) continue;
    const tcp = phase(observation, 'tcp');
    if (tcp === undefined) continue;
    const address = tcp['network.peer.address'];
    if (tcp.ok && address !== null && isOutside(address)) accepted++;
    if (!tcp.ok && view.isFailed(observation) && tcp.attempts.some((attempt) => isOutside(attempt.address))) failed.push(observation);
  }
  return { accepted, failed, hosts: [...new Set(failed.map((each) => phase(each, 'tcp')?.['server.address'] ?? ''))].sort() };
});

const INSIDE: ReadonlySet<string> = new Set(['loopback', 'unspecified', 'private', 'link-local', 'shared']);

function isOutside(address: string): boolean {
  return !INSIDE.has(addressClass(address));
}
