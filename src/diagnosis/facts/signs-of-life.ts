/** Did anything beyond this machine ever answer? One sign is enough to know that there is a network. */
import { addressClass } from '../../model/address.ts';
import type { FailureKind } from '../../model/failure.ts';
import { isWebObservation, type NameAnswer, type Observation, type WebObservation } from '../../model/observation.ts';
import type { PhaseOf } from '../../model/phase.ts';
import { targetHost } from '../../model/target.ts';
import { perView } from './memo.ts';
import type { View } from './view.ts';

export interface SignsOfLife {
  /** A connection was accepted (or refused by a proxy), a datagram was answered. */
  any: boolean;
  /** A connection to a proxy was accepted. */
  proxy: boolean;
  /** A connection without a proxy was accepted. */
  direct: boolean;
  /** Something on the link itself answered in HTTP, as the metadata service does; that is no way out. */
  link: boolean;
}

export const signsOfLife = perView((view: View): SignsOfLife => {
  const signs = {
    any: view.udp.some((observation) => observation.failure === null && observation.state === 'completed'),
    proxy: false,
    direct: false,
    link: view.web.some(answersOnTheLink),
  };
  const viaProxy = view.web.some(({ route, target }) => route.via === 'proxy' || target.kind === 'tcp');
  for (const observation of view.web) {
    // One sign is enough; a proxy's are looked for only where there may be a proxy.
    if (signs.direct && signs.any && (signs.proxy || !viaProxy)) break;
    for (const phase of observation.phases) {
      if (phase.name === 'tunnel' && phase.ok) signs.any = true;
      if (phase.name === 'tcp') readConnection(phase, observation, view, signs);
    }
  }
  return signs;
});

/** This observation alone shows that something beyond this machine answers, be it a resolver or the metadata service. */
export function signOfLife(observation: Observation, view: View): boolean {
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
  const proxy = tcp.peer === 'proxy' || isProxy(observation, view);
  if (tcp.ok && proxy) signs.proxy = true;
  if (tcp.ok && tcp['network.peer.address'] !== null && isBeyondThisMachine(tcp['network.peer.address'])) {
    signs.any = true;
    if (!proxy) signs.direct = true;
  }
  // A refusal of a target may come from this machine's own filter or from a sandbox; a proxy's is taken for an answer.
  if (!tcp.ok && proxy && tcp.attempts.some((attempt) => attempt.failure?.kind === 'tcp.refused' && isBeyondThisMachine(attempt.address)))
    signs.any = true;
}

/** The tcp probe of a configured proxy (row `proxy.reachable`). */
export function isProxy(observation: WebObservation, view: View): boolean {
  const { target } = observation;
  if (target.kind !== 'tcp') return false;
  return (view.host?.proxies ?? []).some((variable) => variable.host === target.host && variable.port === target.port);
}

/** With whatever status: it came from beyond this machine. */
function answersOnTheLink({ target, phases }: WebObservation): boolean {
  const host = targetHost(target);
  return host !== null && addressClass(host) === 'link-local' && phases.some((phase) => phase.name === 'http' && phase.answer !== null);
}

/** Metadata and the like live on the link: they answer without any network behind it. */
function isBeyondThisMachine(address: string): boolean {
  const found = addressClass(address);
  return found !== 'loopback' && found !== 'link-local' && found !== 'unspecified';
}
