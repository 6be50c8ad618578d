/** Whether anything beyond this machine ever answered. A single sign proves that there is a network. */
import { addressClass } from '../../model/address.ts';
import type { FailureKind } from '../../model/failure.ts';
import { isWebObservation, type NameAnswer, type Observation, type WebObservation } from '../../model/observation.ts';
import type { PhaseOf } from '../../model/phase.ts';
import { targetHost } from '../../model/target.ts';
import { proxyObservations } from './log.ts';
import { memoize } from './memo.ts';
import type { View } from './view.ts';

export interface SignsOfLife {
  /** True if a connection was accepted (or refused by a proxy), or if a datagram was answered. */
  any: boolean;
  /** True if a connection to a proxy was accepted. */
  proxy: boolean;
  /** True if a direct connection was accepted. */
  direct: boolean;
  /** True if a server on the local link, such as the metadata service, answered in HTTP. This is not egress. */
  link: boolean;
}

export const signsOfLife = memoize((view: View): SignsOfLife => {
  const signs = {
    any: view.udp.some((observation) => observation.failure === null && observation.state === 'completed'),
    proxy: false,
    direct: false,
    link: view.web.some(answersOnTheLink),
  };
  const viaProxy = proxyObservations(view).length > 0;
  for (const observation of view.web) {
    // One sign is enough; signs of a proxy are searched only if a proxy may exist.
    if (signs.direct && signs.any && (signs.proxy || !viaProxy)) break;
    for (const phase of observation.phases) {
      if (phase.name === 'tunnel' && phase.ok) signs.any = true;
      if (phase.name === 'tcp') readConnection(phase, observation, view, signs);
    }
  }
  return signs;
});

/** True if this observation alone shows that something beyond this machine answers, including a resolver or the metadata service. */
export function isSignOfLife(observation: Observation, view: View): boolean {
  if (observation.state !== 'completed') return false;
  if (observation.probe === 'udp') return observation.failure === null;
  if (observation.probe === 'dns') return observation.answers.some(isAnsweredBeyond);
  if (!isWebObservation(observation)) return false;
  const signs: SignsOfLife = { any: false, proxy: false, direct: false, link: answersOnTheLink(observation) };
  for (const phase of observation.phases) if (phase.name === 'tcp') readConnection(phase, observation, view, signs);
  return signs.any || signs.link || observation.phases.some(({ name, ok }) => name === 'tunnel' && ok);
}

const SAYS_NO: ReadonlySet<FailureKind> = new Set<FailureKind>(['dns.nxdomain', 'dns.no-data', 'dns.servfail', 'dns.refused']);

function isAnsweredBeyond({ from, failure }: NameAnswer): boolean {
  if (from.kind !== 'resolver' || !isBeyondThisMachine(from.address)) return false;
  return failure === null || SAYS_NO.has(failure.kind);
}

function readConnection(tcp: PhaseOf<'tcp'>, observation: WebObservation, view: View, signs: SignsOfLife): void {
  const proxy = tcp.peer === 'proxy' || isProbeOfProxy(observation, view);
  if (tcp.ok && proxy) signs.proxy = true;
  if (tcp.ok && tcp['network.peer.address'] !== null && isBeyondThisMachine(tcp['network.peer.address'])) {
    signs.any = true;
    if (!proxy) signs.direct = true;
  }
  // The refusal of a target may come from a local filter or sandbox; the refusal of a proxy counts as an answer.
  if (!tcp.ok && proxy && tcp.attempts.some((attempt) => attempt.failure?.kind === 'tcp.refused' && isBeyondThisMachine(attempt.address)))
    signs.any = true;
}

/** True for the `tcp` probe of a configured proxy (requirement `proxy.reachable`). */
export function isProbeOfProxy(observation: WebObservation, view: View): boolean {
  const { target } = observation;
  if (target.kind !== 'tcp') return false;
  return (view.host?.proxies ?? []).some((variable) => variable.host === target.host && variable.port === target.port);
}

/** True for any status, because it came from beyond this machine. */
function answersOnTheLink({ target, phases }: WebObservation): boolean {
  const host = targetHost(target);
  return host !== null && addressClass(host) === 'link-local' && phases.some((phase) => phase.name === 'http' && phase.answer !== null);
}

/** A link-local service, such as the metadata service, answers even if there is no network behind it. */
function isBeyondThisMachine(address: string): boolean {
  const found = addressClass(address);
  return found !== 'loopback' && found !== 'link-local' && found !== 'unspecified';
}
