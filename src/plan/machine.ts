/** What the plan needs to know of this machine. Until it was looked at, or if that failed, it is taken for a plain one. */
import type { HostFacts } from '../model/host-facts.ts';
import { proxyOfVariable } from '../model/proxy-variables.ts';
import type { Session } from '../model/session.ts';
import { type ForwardProxy, hostPort } from '../model/target.ts';

export type Machine = Pick<HostFacts, 'proxies' | 'noProxy' | 'ipv6' | 'ec2'>;

const PLAIN: Machine = { proxies: [], noProxy: [], ipv6: false, ec2: null };

export function machineOf(session: Session): Machine {
  const host = session.observations.findLast((observation) => observation.probe === 'host');
  return (host?.probe === 'host' ? host.facts : null) ?? PLAIN;
}

/** Every proxy that some variable names, once. */
export function configuredProxies(machine: Machine): ForwardProxy[] {
  const found = new Map<string, ForwardProxy>();
  for (const variable of machine.proxies) {
    const proxy = proxyOfVariable(variable);
    if (proxy !== null) found.set(`${proxy.scheme}://${hostPort(proxy.host, proxy.port)}`, proxy);
  }
  return [...found.values()];
}
