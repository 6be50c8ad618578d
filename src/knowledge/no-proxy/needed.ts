/** The destinations of the requirements, as proxy rules see them. */

import type { Profile } from '../../model/profile.ts';
import type { EditionName } from '../../model/profile-words.ts';
import type { Requirement } from '../../model/requirement.ts';
import { hostPort } from '../../model/target.ts';
import { doesApply } from '../applicability.ts';
import { exemptHosts, isExempt } from '../editions.ts';
import { requiredRoute } from './advice.ts';
import { type Destination, destinationOf } from './destination.ts';

/** Each host and port of the requirements that may apply, in order and without duplicates. Paths do not matter to a proxy. */
export function neededDestinations(requirements: readonly Requirement[], profile: Profile): Destination[] {
  const rows = requirements.filter((row) => doesApply(row, profile, null) !== false);
  const urls = rows.flatMap((row) => row.targets).flatMap(({ target }) => ('url' in target ? [target.url] : []));
  const found = urls.flatMap((url) => {
    const destination = destinationOf(url);
    return destination === null ? [] : [{ ...destination, path: '/' }];
  });
  const each = new Map([...found, ...standIns(found, profile.edition)].map((to) => [`${to.scheme}://${hostPort(to.host, to.port)}`, to]));
  return [...each.values()];
}

/** A name that represents every name inside a VPC. */
export const SAMPLE_VPC_HOST = 'x.internal';

/** Representative destinations for exceptions without a known host: names inside a VPC, and AWS names while the region is unknown. */
function standIns(found: readonly Destination[], edition?: EditionName): Destination[] {
  const aws = found.some(
    (to) => !exemptHosts(edition).includes(to.host) && to.scheme === 'https' && requiredRoute(to, edition) === 'direct',
  );
  const isAwsExempt = isExempt('.amazonaws.com', edition);
  const urls = [`https://${SAMPLE_VPC_HOST}/`, ...(aws || !isAwsExempt ? [] : ['https://sts.amazonaws.com/'])];
  return urls.flatMap((url) => destinationOf(url) ?? []);
}
