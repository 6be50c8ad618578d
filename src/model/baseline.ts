/** What a report made on a good network shows, as far as it tells causes apart here. */
import * as z from 'zod';
import type { Observation } from './observation.ts';
import { hostName, ipAddress, publicText } from './privacy.ts';
import type { Report } from './report.ts';
import { VerdictWord } from './verdict.ts';

export const Baseline = z.strictObject({
  /** When the good report was made (RFC 3339, UTC). */
  startedAt: publicText(),
  verdicts: z.array(z.strictObject({ requirement: publicText(), verdict: VerdictWord })),
  /** Addresses that answered over UDP. */
  answered: z.array(ipAddress()),
  /** What each host spoke there: ALPN, and the response headers of interest. */
  hosts: z.array(z.strictObject({ host: hostName(), alpn: publicText().nullable(), headers: z.array(publicText()) })),
});
export type Baseline = z.infer<typeof Baseline>;

export function baselineOf(report: Report): Baseline {
  return {
    startedAt: report.startedAt,
    verdicts: report.requirements.map(({ id, verdict }) => ({ requirement: id, verdict })),
    answered: report.observations.flatMap(answeredAddress),
    hosts: hostsOf(report.observations),
  };
}

function answeredAddress(observation: Observation): string[] {
  return observation.phases.flatMap((phase) => (phase.name === 'udp' && phase.answered ? [phase['network.peer.address']] : []));
}

/** Of a host that was visited more than once, what any visit showed. */
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
