/**
 * Clients that require revocation checks (schannel, Java if configured) query servers that the certificate names, without TLS. With the
 * consent `revocation`, this control tests whether they answer, for chains that a store trusts, by name, on port 80.
 */
import { addressFamily } from '../../model/address.ts';
import type { WebObservation } from '../../model/observation.ts';
import type { ProbeRequest } from '../../model/probe-request.ts';
import { ANY_ANSWER } from '../../model/requirement.ts';
import { bareHost, type Target, urlTargetOf } from '../../model/target.ts';
import { control } from '../request.ts';
import { routeOf } from '../route.ts';
import { type ControlContext, hostPortOf } from './question.ts';

export function revocationControls({ session, machine, web, controlMs }: ControlContext): ProbeRequest[] {
  if (!session.profile.consents.includes('revocation')) return [];
  const asked = new Map<string, ProbeRequest>();
  for (const { role, phases, requirements } of web) {
    if (role !== 'row') continue;
    for (const target of revocationTargets(phases)) {
      if (asked.has(hostPortOf(target))) continue;
      const route = routeOf(target, machine);
      // Assigned to one requirement, because many certificates name the same server.
      const said = { requirements: requirements.slice(0, 1), proof: ANY_ANSWER, method: 'HEAD', stageMs: controlMs } as const;
      asked.set(hostPortOf(target), control('revocation', { probe: 'http', target, route, ...said }));
    }
  }
  return [...asked.values()];
}

/** The root path of each server, because only an answer matters. */
function revocationTargets(phases: WebObservation['phases']): Target[] {
  const urls = phases.flatMap((phase) =>
    phase.name === 'tls' && phase.ok && phase.peer === 'target'
      ? phase.chain.flatMap(({ ocspUrls = [], crlUrls = [] }) => [...ocspUrls, ...crlUrls])
      : [],
  );
  return urls.flatMap((text) => {
    const url = URL.parse(text);
    if (url === null || url.protocol !== 'http:' || url.port !== '' || addressFamily(bareHost(url.hostname)) !== null) return [];
    return urlTargetOf(`http://${url.hostname}/`) ?? [];
  });
}
