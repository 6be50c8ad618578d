/** Failed direct connections to regional AWS names, with the level that the requirements give each service. */
import { isInternalAddress } from '../../model/address.ts';
import type { Level } from '../../model/requirement.ts';
import { awsName } from './aws-names.ts';
import { CONNECTION_BLOCKED, TCP_BLOCKED } from './connection-kinds.ts';
import { type FailedHop, failedHops } from './hops.ts';
import type { View } from './view.ts';

export interface RegionalFailure extends FailedHop {
  service: string;
  region: string;
  level: Level;
  /** Every address of the name is internal: an interface endpoint of the VPC, which did not let us in. */
  internal: boolean;
  addresses: string[];
}

export interface ServiceFacts {
  service: string;
  host: string;
  level: Level;
}

export function regionalFailures(view: View): RegionalFailure[] {
  return failedHops(view, CONNECTION_BLOCKED).flatMap((failed) => {
    const name = awsName(failed.host);
    if (name === null || failed.hop > 0 || !failed.direct) return [];
    const addresses = failed.phase.name === 'tcp' ? failed.phase.attempts.map(({ address }) => address) : [];
    const internal = TCP_BLOCKED.has(failed.kind) && addresses.length > 0 && addresses.every(isInternalAddress);
    return [{ ...failed, ...name, level: levelOf(view, failed), internal, addresses }];
  });
}

export function servicesOf(failures: readonly RegionalFailure[]): ServiceFacts[] {
  return [...new Map(failures.map(({ service, host, level }) => [host, { service, host, level }])).values()];
}

/** The strictest level among the rows of the observation. */
function levelOf(view: View, { observation }: FailedHop): Level {
  const levels = observation.requirements.flatMap((id) => view.requirement(id)?.level ?? []);
  if (levels.includes('required')) return 'required';
  return levels.includes('conditional') ? 'conditional' : 'optional';
}
