/**
 * The ladder of AWS calls, cheapest and least privileged first: identity, the account's regions, its settings, the visible images, and,
 * with its own consent, the dry run. A step is requested once the previous one has answered, unless it would show nothing more.
 *
 * If only regional services are requested, the ladder ends with the regions. They are needed because an anonymous request gets the same
 * answer in an enabled and a disabled region.
 */
import type { ProbeRequest } from '../../model/probe-request.ts';
import type { Requirement } from '../../model/requirement.ts';
import type { Session } from '../../model/session.ts';
import {
  credentialsOf,
  defaultRegionOfPartition,
  failureOf,
  isRoleDeniedFor,
  mayBeRegionProblem,
  observationOf,
  regionsOf,
  resultOf,
  shouldEndLadder,
} from './answers.ts';
import { imageRequests, imageTarget } from './images.ts';
import { launchRequests } from './launch.ts';
import { pastedRequests } from './pasted.ts';
import { awsCall, callOptionsOf, credentialsRequest, isAwsAllowed } from './requests.ts';

/** Every step that may be requested now, including earlier ones. */
export function ladderRequests(rows: readonly Requirement[], session: Session): ProbeRequest[] {
  const images = rows.filter(({ area }) => area === 'ami');
  const regional = rows.filter(({ area }) => area === 'aws');
  const isAboutImages = images.length > 0;
  // If the user named no region, nothing depends on the region.
  if (!isAboutImages && (regional.length === 0 || session.profile.regions.length === 0)) return [];
  const pasted = isAboutImages ? pastedRequests(images, session) : [];
  if (!isAwsAllowed(session.profile)) return pasted;

  const ids = (isAboutImages ? images : regional).map(({ id }) => id);
  const ask = callOptionsOf(session.profile);
  const purpose = isAboutImages ? null : 'account-regions';
  // The metadata service, which is requested with the requirements, shows whether the machine may have a role.
  const rungs = [...pasted, credentialsRequest(ids, ask, purpose)];
  const regions = regionsOf(session);
  const [first] = regions;
  const known = credentialsOf(session);
  if (known === null || known.takes === null || first === undefined) return rungs;

  const home = defaultRegionOfPartition(first);
  const identity = awsCall({ operation: 'get-caller-identity', region: first }, ids, ask, purpose);
  const identityAtHome = awsCall({ operation: 'get-caller-identity', region: home }, ids, ask, 'home-region');
  rungs.push(identity);
  if (observationOf(identity, session) === null) return rungs;

  const refused = failureOf(identity, session);
  const isDoubtful = mayBeRegionProblem(refused, 'get-caller-identity') && home !== first;
  if (isDoubtful) rungs.push(identityAtHome);
  // The credentials work in another region, whose list of regions then explains the error in this one.
  if (isDoubtful && resultOf(identityAtHome, 'identity', session) !== null) {
    return [...rungs, awsCall({ operation: 'describe-regions', region: home }, ids, ask, 'home-region')];
  }
  if (shouldEndLadder(refused) || isRoleDeniedFor(identity, session)) return rungs;

  const list = awsCall({ operation: 'describe-regions', region: first }, ids, ask, purpose);
  rungs.push(list);
  if (observationOf(list, session) === null) return rungs;
  const listAtHome = awsCall({ operation: 'describe-regions', region: home }, ids, ask, 'home-region');
  const isRefusedHere = mayBeRegionProblem(failureOf(list, session), 'describe-regions') && home !== first;
  if (isRefusedHere) {
    rungs.push(listAtHome);
    if (observationOf(listAtHome, session) === null) return rungs;
  }
  if (!isAboutImages || shouldEndLadder(failureOf(list, session))) return rungs;

  const listed = resultOf(list, 'regions', session) ?? resultOf(listAtHome, 'regions', session);
  const open = regions.filter((region) => {
    if (region === first && isRefusedHere) return false;
    if (listed === null) return true;
    const entry = listed.regions.find(({ name }) => name === region);
    return entry !== undefined && entry.optIn !== 'not-opted-in';
  });
  const looks = open.flatMap((region) => [
    awsCall(
      { operation: 'get-allowed-images-settings', region },
      images.flatMap((row) => (imageTarget(row) === null ? [] : [row.id])),
      ask,
    ),
    ...images.flatMap((row) => imageRequests(row, region, ask)),
  ]);
  // Pasted output is not requested again.
  const isPasted = (one: ProbeRequest) =>
    one.target.kind === 'aws' && one.target.operation === 'get-allowed-images-settings' && session.profile.pasted?.settings != null;
  rungs.push(...looks.filter((one) => !isPasted(one)));
  if (looks.some((one) => !isPasted(one) && observationOf(one, session) === null)) return rungs;
  return [...rungs, ...launchRequests(images, open, looks, session)];
}
