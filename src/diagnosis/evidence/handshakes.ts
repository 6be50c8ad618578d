/** Whether TLS fails for some or for everybody: the latter is one cause, whatever port or service it meets. */
import type { View } from '../view.ts';
import { isRegionalAws } from './aws-names.ts';
import { type EndpointGroup, endpointGroups } from './endpoint-groups.ts';
import { type FailedHop, phaseOfHop } from './hops.ts';
import { unique } from './wording.ts';

export interface HandshakeGroup extends EndpointGroup {
  /** No handshake passes on this way, with anybody. */
  everybody: boolean;
  /** Others pass, and what these have in common is a port or AWS: the rules for those know more. */
  narrow: boolean;
}

export function handshakeGroups(view: View, failed: readonly FailedHop[]): HandshakeGroup[] {
  return [true, false].flatMap((direct): HandshakeGroup[] => {
    const onThisWay = failed.filter((each) => each.direct === direct);
    if (onThisWay.length === 0) return [];
    if (handshakesPass(view, direct))
      return endpointGroups(onThisWay).map((group) => ({
        ...group,
        everybody: false,
        narrow: group.port !== 443 || group.hosts.every(isRegionalAws),
      }));
    return [
      {
        port: onThisWay.some(({ port }) => port === 443) ? 443 : (onThisWay[0]?.port ?? 443),
        direct,
        hosts: unique(onThisWay.map(({ host }) => host)),
        kinds: unique(onThisWay.map(({ kind }) => kind)).sort(),
        members: onThisWay,
        ids: onThisWay.map(({ observation }) => observation.id),
        everybody: true,
        narrow: false,
      },
    ];
  });
}

function handshakesPass(view: View, direct: boolean): boolean {
  return view.web.some(
    (observation) =>
      observation.role === 'row' &&
      (observation.route.via === 'direct') === direct &&
      phaseOfHop(observation, 'tls', 0)?.handshakeCompleted,
  );
}
