/**
 * Each proxy's answers to CONNECT and to URLs without TLS, in measured requirements and controls. Together they show what the proxy
 * refuses.
 */
import type { FailureKind } from '../../model/failure.ts';
import type { WebObservation } from '../../model/observation.ts';
import type { Phase, PhaseOf } from '../../model/phase.ts';
import { type ForwardProxy, targetHost } from '../../model/target.ts';
import { METADATA_ADDRESS } from './context.ts';
import { endpointOfHop, isDirectHop, schemeOfHop } from './hops.ts';
import { proxyObservations } from './log.ts';
import { memoize } from './memo.ts';
import { proxyText } from './proxy-settings.ts';
import type { View } from './view.ts';

export interface ConnectAnswer {
  observation: WebObservation;
  host: string;
  port: number;
  tunnel: PhaseOf<'tunnel'>;
  /** True for a URL without TLS, which needs no tunnel. */
  inClear: boolean;
  /** The kind of failure; null if the proxy opened the tunnel or forwarded the request. */
  kind: FailureKind | null;
  /** True if real clients take this route, so that its failure needs an explanation. */
  failed: boolean;
}

export interface ProxyAnswers {
  proxy: ForwardProxy;
  /** `host:port`. */
  name: string;
  answers: ConnectAnswer[];
}

/** Excludes metadata requests: a proxy answers them about its own machine, which proves nothing about other hosts. */
export const connectAnswers = memoize((view: View): ProxyAnswers[] => {
  const byProxy = new Map<string, ProxyAnswers>();
  for (const observation of proxyObservations(view)) {
    if (observation.route.via !== 'proxy' || observation.state !== 'completed') continue;
    if (targetHost(observation.target) === METADATA_ADDRESS) continue;
    const { proxy } = observation.route;
    const name = proxyText(proxy);
    for (const tunnel of observation.phases.flatMap((phase) => answerIn(observation, phase) ?? [])) {
      const endpoint = endpointOfHop(observation, tunnel.hop);
      if (endpoint === null) continue;
      const known = byProxy.get(name) ?? { proxy, name, answers: [] };
      byProxy.set(name, known);
      const kind = tunnel.ok ? null : (observation.failure?.kind ?? 'unclassified');
      const inClear = schemeOfHop(observation, tunnel.hop) === 'http';
      known.answers.push({ observation, ...endpoint, tunnel, inClear, kind, failed: kind !== null && view.isFailed(observation) });
    }
  }
  return [...byProxy.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
});

/** For a URL without TLS, only the host's own answer shows that the proxy forwarded the request. */
function answerIn(observation: WebObservation, phase: Phase): PhaseOf<'tunnel'> | null {
  if (phase.name === 'tunnel') return phase;
  if (phase.name !== 'http' || phase.answer === null || isDirectHop(observation, phase.hop)) return null;
  if (schemeOfHop(observation, phase.hop) !== 'http') return null;
  const { startMs, durationMs, hop, 'server.address': address, 'server.port': port } = phase;
  const said = { 'http.response.status_code': null, authenticate: [], products: [], credentialsSent: false, proxyError: null };
  return { name: 'tunnel', startMs, durationMs, ok: true, hop, peer: 'proxy', 'server.address': address, 'server.port': port, ...said };
}

/** A 4xx other than 407 is a refusal; a closed connection or an odd status only suggests one. */
export function isRefusal({ kind }: ConnectAnswer): boolean {
  return kind === 'tunnel.4xx' || kind === 'tunnel.closed' || kind === 'tunnel.reset' || kind === 'tunnel.unexpected-status';
}

export function isExplicitRefusal({ kind }: ConnectAnswer): boolean {
  return kind === 'tunnel.4xx';
}

/** True if the proxy does not refuse the name or port: the tunnel opened, needs a login first, or failed beyond the proxy. */
export function isAllowedByProxy({ kind }: ConnectAnswer): boolean {
  return kind === null || kind === 'tunnel.407' || kind === 'tunnel.5xx';
}

export function failedAnswerIds(answers: readonly ConnectAnswer[]): string[] {
  return [...new Set(failedAnswers(answers).map((answer) => answer.observation.id))];
}

/** The failed answers without those to controls, because a control's failure is evidence and not a host to allow. */
export function failedAnswers(answers: readonly ConnectAnswer[]): ConnectAnswer[] {
  return answers.filter((answer) => answer.failed);
}

export function hostsOf(answers: readonly ConnectAnswer[]): string[] {
  return [...new Set(answers.map((answer) => answer.host))];
}

export function statusesOf(answers: readonly ConnectAnswer[]): number[] {
  const statuses = answers.flatMap((answer) => answer.tunnel['http.response.status_code'] ?? []);
  return [...new Set(statuses)].sort((a, b) => a - b);
}

export function productsOf(answers: readonly ConnectAnswer[]): string[] {
  return [...new Set(answers.flatMap((answer) => answer.tunnel.products))].sort();
}

export function schemesOf(answers: readonly ConnectAnswer[]): string[] {
  return [...new Set(answers.flatMap((answer) => answer.tunnel.authenticate))].sort();
}
