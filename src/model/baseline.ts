/** A report from a good network, reduced to the facts that distinguish causes on a bad network. */
import * as z from 'zod';
import { FailureKind } from './failure.ts';
import { hostFactsOf, isWebObservation, type Observation } from './observation.ts';
import type { PhaseName } from './phase.ts';
import { hostName, ipAddress, publicText } from './privacy.ts';
import type { Report } from './report.ts';
import { targetHost } from './target.ts';
import { VerdictWord } from './verdict.ts';

export const Baseline = z.strictObject({
  /** When the good report was made (RFC 3339, UTC). */
  startedAt: publicText(),
  verdicts: z.array(z.strictObject({ requirement: publicText(), verdict: VerdictWord })),
  /** Gateway addresses that replied over UDP. */
  answered: z.array(ipAddress()),
  /** The protocol of each host on the good network: ALPN, and the response headers of interest. */
  hosts: z.array(z.strictObject({ host: hostName(), alpn: publicText().nullable(), headers: z.array(publicText()) })),
  /** Host, phase and failure kind of unmet requirements, without failures of a proxy. Older sessions lack this field and the next two. */
  failed: z.array(z.strictObject({ host: hostName(), phase: publicText(), kind: FailureKind })).optional(),
  /** Hosts of requirements that passed. */
  passed: z.array(hostName()).optional(),
  /** The addresses and resolvers that identify the network. */
  network: z.strictObject({ ownAddresses: z.array(ipAddress()), resolvers: z.array(ipAddress()) }).optional(),
});
export type Baseline = z.infer<typeof Baseline>;

export function baselineOf(report: Report): Baseline {
  return {
    startedAt: report.startedAt,
    verdicts: report.requirements.map(({ id, verdict }) => ({ requirement: id, verdict })),
    answered: report.observations.flatMap(answeredAddress),
    hosts: hostsOf(report.observations),
    ...outcomesOf(report),
    network: networkOf(report.observations),
  };
}

/** Only failures of unmet requirements. If a retry passed, the requirement is met, and the failure of the first attempt does not count. */
function outcomesOf({ requirements, observations }: Report): Pick<Baseline, 'failed' | 'passed'> {
  const unmet = new Set(requirements.flatMap(({ id, verdict }) => (verdict === 'unmet' ? id : [])));
  const rows = observations.filter((one) => one.role === 'row' && one.state === 'completed');
  const failed = rows.flatMap((one) => (one.requirements.some((id) => unmet.has(id)) ? (failedPlaceOf(one) ?? []) : []));
  const passed = rows.flatMap((one) => (one.failure === null && isWebObservation(one) ? (targetHost(one.target) ?? []) : []));
  return { failed, passed: [...new Set(passed)] };
}

/** The host of the failed phase; null if a proxy failed, or nothing did. */
export function failedPlaceOf({ phases, failure }: Observation): { host: string; phase: PhaseName; kind: FailureKind } | null {
  const phase = phases.at(-1);
  if (failure === null || phase === undefined || phase.ok || phase.peer === 'proxy' || phase.name === 'tunnel') return null;
  if (phase.name === 'dns') return { host: phase['dns.question.name'], phase: phase.name, kind: failure.kind };
  const host = 'server.address' in phase ? phase['server.address'] : null;
  return host === null ? null : { host, phase: phase.name, kind: failure.kind };
}

function networkOf(observations: readonly Observation[]): NonNullable<Baseline['network']> {
  const { ownAddresses = [], resolvers = [] } = hostFactsOf(observations) ?? {};
  return { ownAddresses: ownAddresses.map(({ address }) => address), resolvers: resolvers.map(({ address }) => address) };
}

function answeredAddress(observation: Observation): string[] {
  return observation.phases.flatMap((phase) => (phase.name === 'udp' && phase.answered ? [phase['network.peer.address']] : []));
}

/** Merges the results of several requests to one host. A fact is kept if any request observed it. */
function hostsOf(observations: readonly Observation[]): Baseline['hosts'] {
  const hosts = new Map<string, { alpn: string | null; headers: Set<string> }>();
  for (const observation of observations) {
    if (observation.role !== 'row') continue;
    for (const phase of observation.phases) {
      if ((phase.name !== 'tls' && phase.name !== 'http') || phase.peer === 'proxy') continue;
      const known = hosts.get(phase['server.address']) ?? { alpn: null, headers: new Set<string>() };
      hosts.set(phase['server.address'], known);
      if (phase.name === 'tls') known.alpn ??= phase['tls.next_protocol'];
      else for (const name of phase.answer?.headers ?? []) known.headers.add(name);
    }
  }
  return [...hosts].map(([host, { alpn, headers }]) => ({ host, alpn, headers: [...headers].sort() }));
}
