/**
 * Verdicts of the image requirements (docs/contract.md, What counts). A requirement is met if its image is visible, allowed and available
 * in every region. If something prevents the queries, the requirement is inconclusive, and this obstacle is the reason.
 */
import type { FailureKind } from '../../model/failure.ts';
import type { FindingCode } from '../../model/finding-codes.ts';
import type { Observation } from '../../model/observation.ts';
import type { Requirement } from '../../model/requirement.ts';
import { awsCalls, credentialsObservation, isAwsAllowed } from '../facts/aws-calls.ts';
import { type ImageAccess, imageAccess, imageOf } from '../facts/image-access.ts';
import type { View } from '../facts/view.ts';
import { crashJudgement, type Judgement, MET, UNMET, unknownJudgement, unmeasuredJudgement } from './judgement.ts';

export function judgeImageRow(
  row: Requirement,
  observations: readonly Observation[],
  view: View,
  found: ReadonlySet<FindingCode>,
): Judgement {
  const obstacle = () => obstacleOf(row, observations, view, found);
  if (imageOf(row) === null) return judgeLaunch(observations, view, obstacle);
  const regions = imageAccess(view).filter((access) => access.row === row);
  if (regions.some(isHeldBack)) return UNMET;
  if (regions.some(({ state }) => state === 'contradictory')) return unknownJudgement('blocked-by:GD714');
  return regions.length > 0 && regions.every(({ state }) => state === 'usable') ? MET : obstacle();
}

function isHeldBack({ state }: ImageAccess): boolean {
  return state === 'held-back' || state === 'not-shown';
}

/** A dry run makes the checks of a real launch. A dry run that could not be made is not a refusal. */
function judgeLaunch(observations: readonly Observation[], view: View, obstacle: () => Judgement): Judgement {
  const tries = observations.filter(({ target }) => target.kind === 'aws' && target.operation === 'run-instances-dry-run');
  if (tries.length === 0 && !view.session.profile.consents.includes('launch-dry-run')) return unknownJudgement('needs-consent');
  const kinds = tries.map(({ failure }) => failure?.kind ?? null);
  if (kinds.some((kind) => kind !== null && REFUSALS.has(kind))) return UNMET;
  if (kinds.includes('aws.parameter')) return unknownJudgement('needs-input');
  const passed = tries.filter((each) => each.failure === null && each.state === 'completed');
  return passed.length > 0 && passed.length === tries.length ? MET : obstacle();
}

const REFUSALS: ReadonlySet<FailureKind> = new Set([
  'aws.unauthorized',
  'aws.not-authorized-for-image',
  'aws.image-not-found',
  'aws.opt-in-required',
]);

/** The first obstacle to remove before the image can be queried. */
function obstacleOf(row: Requirement, observations: readonly Observation[], view: View, found: ReadonlySet<FindingCode>): Judgement {
  const { profile } = view.session;
  const concerned = awsCalls(view).filter(({ observation }) => observation.requirements.includes(row.id));
  const pasted = profile.pasted !== undefined || awsCalls(view).some(({ answer }) => answer?.pasted === true);
  if (!isAwsAllowed(profile) && !pasted) return unknownJudgement('needs-consent');
  const broken = observations.find(({ state }) => state === 'crashed');
  if (broken !== undefined) return crashJudgement(broken);
  if (observations.some(({ cancelledBy }) => cancelledBy === 'deadline')) return unknownJudgement('deadline');
  const kinds = concerned.flatMap(({ kind }) => kind ?? []);
  const said = OBSTACLES.find(([kind, code]) => kinds.includes(kind) && found.has(code));
  if (said !== undefined) return unknownJudgement(`blocked-by:${said[1]}`);
  if (kinds.includes('aws.in-clear')) return unknownJudgement('needs-consent');
  if (kinds.includes('aws.throttled')) return unknownJudgement('throttled');
  // If pasted output leaves an image inconclusive, a user with credentials can still query it.
  const without = credentialsObservation(view)?.facts?.takes === null || kinds.includes('aws.no-credentials');
  if (without || (pasted && !isAwsAllowed(profile))) return unknownJudgement('needs-credentials');
  if (profile.regions.length === 0 && observations.length === 0) return unknownJudgement('needs-input');
  if (kinds.length > 0) return unknownJudgement('no-reply');
  return unmeasuredJudgement(row, view);
}

/** The obstacles in the order to remove them, each with the code of the finding that has the fix. */
const OBSTACLES: readonly (readonly [FailureKind, `GD${number}` & FindingCode])[] = [
  ['aws.sso-expired', 'GD702'],
  ['aws.expired', 'GD702'],
  ['aws.clock', 'GD115'],
  // A disabled region refuses keys that are valid elsewhere.
  ['aws.invalid-key', 'GD608'],
  ['aws.auth-failure', 'GD608'],
  ['aws.invalid-key', 'GD703'],
  ['aws.invalid-signature', 'GD703'],
  ['aws.auth-failure', 'GD703'],
  ['aws.region-disabled', 'GD608'],
  ['aws.not-aws', 'GD713'],
  ['aws.not-understood', 'GD713'],
  ['aws.server-error', 'GD406'],
  ['aws.unauthorized', 'GD715'],
  ['aws.unauthorized', 'GD705'],
  ['aws.unauthorized', 'GD704'],
];
