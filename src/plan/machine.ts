/** Facts about this machine for the plan. Before the host facts, or without them, it is assumed to have no special setting. */

import { proxyOfVariable } from '../knowledge/proxies/variables.ts';
import type { HostFacts } from '../model/host-facts.ts';
import { hostFactsOf } from '../model/observation.ts';
import type { Session } from '../model/session.ts';
import { type ForwardProxy, hostPort } from '../model/target.ts';

export type Machine = Pick<
  HostFacts,
  'proxies' | 'noProxy' | 'otherProxies' | 'otherSettings' | 'proxyScripts' | 'ipv6' | 'ec2' | 'installation'
>;

const PLAIN: Machine = { proxies: [], noProxy: [], ipv6: false, ec2: null };

export function machineFactsOf(session: Session): Machine {
  return hostFactsOf(session.observations) ?? PLAIN;
}

/** Every proxy that a variable names, without duplicates. */
export function configuredProxies(machine: Machine): ForwardProxy[] {
  return eachOnce(machine.proxies.flatMap((variable) => proxyOfVariable(variable) ?? []));
}

/** Every proxy in the settings of a program, without duplicates. */
export function otherProxies(machine: Machine): ForwardProxy[] {
  return eachOnce((machine.otherProxies ?? []).map(({ proxy }) => proxy));
}

function eachOnce(proxies: readonly ForwardProxy[]): ForwardProxy[] {
  return [...new Map(proxies.map((proxy) => [`${proxy.scheme}://${hostPort(proxy.host, proxy.port)}`, proxy])).values()];
}
