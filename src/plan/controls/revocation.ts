/**
 * Clients that insist on revocation (schannel, Java where it is told to) ask servers that the certificate itself names, in the
 * clear. With the consent `revocation` they are asked whether they answer: of chains that a store vouches for, by name, on port 80.
 */
import { addressFamily } from '../../model/address.ts';
import type { WebObservation } from '../../model/observation.ts';
import type { ProbeRequest } from '../../model/probe-request.ts';
import { ANY_ANSWER } from '../../model/requirement.ts';
import { bareHost, type Target, urlTargetOf } from '../../model/target.ts';
import { control } from '../request.ts';
import { routeOf } from '../route.ts';
import { placeOf, type Question } from './question.ts';

export function revocationServers({ session, machine, web, patienceMs }: Question): ProbeRequest[] {
  if (!session.profile.consents.includes('revocation')) return [];
  const asked = new Map<string, ProbeRequest>();
  for (const { role, phases, requirements } of web) {
    if (role !== 'row') continue;
    for (const target of revocationTargets(phases)) {
      if (asked.has(placeOf(target))) continue;
      const route = routeOf(target, machine);
      // One row pays for it, as many certificates name the same server.
      const said = { requirements: requirements.slice(0, 1), proof: ANY_ANSWER, method: 'HEAD', stageMs: patienceMs } as const;
      asked.set(placeOf(target), control('revocation', { probe: 'http', target, route, ...said }));
    }
  }
  return [...asked.values()];
}

/** Each at its root: whether anything answers there is all that is asked. */
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
