/** Is this machine's clock right? Servers send their time with every answer; without any answer, two are contacted. */
import { ownerOf } from '../../knowledge/owner-of-host.ts';
import type { ProbeRequest } from '../../model/probe-request.ts';
import { ANY_ANSWER } from '../../model/requirement.ts';
import { hostPort, urlTarget } from '../../model/target.ts';
import { catalogueTargets } from '../proxy-requests.ts';
import { control } from '../request.ts';
import { routeOf } from '../route.ts';
import type { ControlContext } from './question.ts';

const CLOCK = 'host.clock';

/** Two servers of different owners, because one server may be wrong. */
export function serverTimeControls({ session, machine, controlMs }: ControlContext): ProbeRequest[] {
  const isToldAnyway = session.requests.some(({ probe, purpose }) => probe === 'https' && purpose !== 'server-time');
  if (!session.asked.has(CLOCK) || isToldAnyway) return [];
  const hosts = catalogueTargets(session);
  const [first] = hosts;
  const second = hosts.find(({ host }) => first !== undefined && ownerOf(host) !== ownerOf(first.host));
  return [first, second].flatMap((one) => {
    if (one === undefined) return [];
    const target = urlTarget(`https://${hostPort(one.host, one.port)}/`);
    const route = routeOf(target, machine);
    return control('server-time', {
      probe: 'https',
      target,
      route,
      requirements: [CLOCK],
      proof: ANY_ANSWER,
      method: 'HEAD',
      stageMs: controlMs,
    });
  });
}
