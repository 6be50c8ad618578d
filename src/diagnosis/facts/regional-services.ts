/** Failed direct connections to regional AWS names, with each service's level in the requirements. */

import { CONNECTION_FAILURES, TCP_FAILURES } from '../../knowledge/connection-kinds.ts';
import { isInternalAddress } from '../../model/address.ts';
import type { RequirementLevel } from '../../model/requirement.ts';
import { awsName } from './aws-names.ts';
import { type FailedHop, failedHops } from './hops.ts';
import type { View } from './view.ts';

export interface RegionalFailure extends FailedHop {
  service: string;
  region: string;
  level: RequirementLevel;
  /** True if every address of the name is internal, so that a VPC interface endpoint did not accept the connection. */
  internal: boolean;
  addresses: string[];
}

export interface ServiceFacts {
  service: string;
  host: string;
  level: RequirementLevel;
}

export function regionalFailures(view: View): RegionalFailure[] {
  return failedHops(view, CONNECTION_FAILURES).flatMap((failed) => {
    const name = awsName(failed.host);
    if (name === null || failed.hop > 0 || !failed.direct) return [];
    const addresses = failed.phase.name === 'tcp' ? failed.phase.attempts.map(({ address }) => address) : [];
    const internal = TCP_FAILURES.has(failed.kind) && addresses.length > 0 && addresses.every(isInternalAddress);
    return [{ ...failed, ...name, level: levelOf(view, failed), internal, addresses }];
  });
}

/** True if the runner never uses a proxy for some of these services, so that a proxy that reaches them does not help. */
export function isDialled(view: View, failures: readonly Pick<FailedHop, 'observation'>[]): boolean {
  return failures.some(({ observation }) => observation.requirements.some((id) => view.requirement(id)?.direct === true));
}

export function servicesOf(failures: readonly RegionalFailure[]): ServiceFacts[] {
  return [...new Map(failures.map(({ service, host, level }) => [host, { service, host, level }])).values()];
}

function levelOf(view: View, { observation }: FailedHop): RequirementLevel {
  const levels = observation.requirements.flatMap((id) => view.requirement(id)?.level ?? []);
  if (levels.includes('required')) return 'required';
  return levels.includes('conditional') ? 'conditional' : 'optional';
}
