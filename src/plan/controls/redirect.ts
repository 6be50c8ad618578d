/**
 * A device that intercepts TLS passed on a redirect: can the target be reached? The download fails at the device's certificate. Once its CA
 * is trusted, the redirect is followed, and users would meet the second cause after fixing the first.
 */

import { publishedOwner } from '../../knowledge/owner-of-host.ts';
import type { ProbeRequest } from '../../model/probe-request.ts';
import { ANY_ANSWER } from '../../model/requirement.ts';
import { hostPort, urlTargetOf } from '../../model/target.ts';
import { normalizeHost } from '../../model/wildcard.ts';
import { control } from '../request.ts';
import { routeOf } from '../route.ts';
import type { ControlContext } from './question.ts';

export function redirectTargetControls({ failed, original, machine, controlMs }: ControlContext): ProbeRequest[] {
  return failed.flatMap((one) => {
    const leads = one.unverifiedAnswer?.redirect ?? null;
    const follows = original.get(one.request)?.proof?.followRedirects === true;
    if (leads === null || !follows || leads.scheme !== 'https' || one.target.kind !== 'https') return [];
    if (normalizeHost(leads.host) === normalizeHost(one.target.host)) return [];
    // An unverified answer may name any host, so only hosts of the catalogue's owners are tried.
    if (publishedOwner(leads.host) === null) return [];
    const target = urlTargetOf(`https://${hostPort(leads.host, leads.port)}/`);
    if (target === null) return [];
    const route = routeOf(target, machine);
    const { requirements } = one;
    return [
      control('redirect-target', { probe: 'https', target, route, requirements, proof: ANY_ANSWER, method: 'HEAD', stageMs: controlMs }),
    ];
  });
}
