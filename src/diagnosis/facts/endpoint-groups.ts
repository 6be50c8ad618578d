/**
 * Failed connections that a single rule of a device may explain, because they have the same port and route. Regional AWS names are grouped
 * apart, because a different team allows them, and so is the target of a redirect, because it needs its own request.
 */
import type { FailureKind } from '../../model/failure.ts';
import { isRegionalAws } from './aws-names.ts';
import type { FailedHop } from './hops.ts';
import { unique } from './order.ts';

export interface EndpointGroup {
  port: number;
  direct: boolean;
  hosts: string[];
  kinds: FailureKind[];
  members: FailedHop[];
  ids: string[];
}

export function endpointGroups(failed: readonly FailedHop[]): EndpointGroup[] {
  const groups = Map.groupBy(failed, groupKey);
  return [...groups.values()].map((members) => {
    const [first] = members;
    return {
      port: first?.port ?? 0,
      direct: first?.direct ?? true,
      hosts: unique(members.map((member) => member.host)),
      kinds: unique(members.map((member) => member.kind)).sort(),
      members,
      ids: members.map((member) => member.observation.id),
    };
  });
}

function groupKey(failed: FailedHop): string {
  const who = failed.hop > 0 ? `redirect ${failed.host}` : isRegionalAws(failed.host) ? 'aws' : 'listed';
  return `${failed.port} ${failed.direct ? 'direct' : 'proxy'} ${who}`;
}
