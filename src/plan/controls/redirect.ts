/**
 * A download whose first answer came from an inspector ends there, for the certificate. Once the inspector is trusted it
 * will go on to where that answer leads: is the way open? Else people meet the second cause when they have fixed the first.
 */

import { publishedOwner } from '../../knowledge/owner-of-host.ts';
import type { ProbeRequest } from '../../model/probe-request.ts';
import { ANY_ANSWER } from '../../model/requirement.ts';
import { hostPort, urlTargetOf } from '../../model/target.ts';
import { normalHost } from '../../model/wildcard.ts';
import { control } from '../request.ts';
import { routeOf } from '../route.ts';
import type { Question } from './question.ts';

export function redirectTarget({ failed, original, machine, patienceMs }: Question): ProbeRequest[] {
  return failed.flatMap((one) => {
    const leads = one.unverifiedAnswer?.redirect ?? null;
    const follows = original.get(one.request)?.proof?.followRedirects === true;
    if (leads === null || !follows || leads.scheme !== 'https' || one.target.kind !== 'https') return [];
    if (normalHost(leads.host) === normalHost(one.target.host)) return [];
    // An answer that nothing vouches for may name any host: only those of the list's owners are asked.
    if (publishedOwner(leads.host) === null) return [];
    const target = urlTargetOf(`https://${hostPort(leads.host, leads.port)}/`);
    if (target === null) return [];
    const route = routeOf(target, machine);
    const { requirements } = one;
    return [
      control('redirect-target', { probe: 'https', target, route, requirements, proof: ANY_ANSWER, method: 'HEAD', stageMs: patienceMs }),
    ];
  });
}
