/**
 * Failures that allow no conclusion: a packet was lost, a device reloaded, or a machine was too busy to answer in time. No rule about
 * names, sizes or devices on the path may claim them. A requirement that passed on retry is not a failure
 * (`knowledge/measurements/retries.ts`).
 */

import { slowRoutes } from '../../knowledge/measurements/round-trips.ts';
import { isSilence, transientKey } from '../../knowledge/measurements/transient-failure.ts';
import { SILENT_KINDS } from '../../model/failure.ts';
import type { Observation } from '../../model/observation.ts';
import { routeName } from '../../model/target.ts';
import { answeringResolver } from './context.ts';
import { mayBeLoss } from './loss.ts';
import { memoize, perLog } from './memo.ts';
import { isWaitInconclusive, shortWaitMs } from './silence.ts';
import { failedHost, type View } from './view.ts';

/**
 * `short`: the timeout was too short. `retry`: a timeout whose retry got less far. `others`: not retried, and every similar failure on this
 * route passed on retry. `loss`: the measured packet loss explains the failure. `rush`: the line was slow under the load of the sweep, and
 * no similar failure was retried after the sweep. `answered`: a lookup without an answer, although a directly queried resolver has the
 * addresses. `family`: a lookup without an answer, although a directly queried resolver answers for the other address family.
 */
export type FailureDoubt = 'short' | 'retry' | 'others' | 'loss' | 'rush' | 'answered' | 'family';

/** Why this failure allows no conclusion; null if it allows one. */
export function doubtAboutFailure(view: View, observation: Observation): FailureDoubt | null {
  const { failure } = observation;
  // Without any retry, only a timeout is in doubt.
  if (view.retried.size === 0 && !(failure !== null && isSilence(failure.kind))) return null;
  const known = doubts(view).get(observation);
  if (known !== undefined) return known;
  const doubt = findDoubt(view, observation);
  doubts(view).set(observation, doubt);
  return doubt;
}

/** Cached, because several rules need the doubt about the same failure. */
const doubts = memoize((): Map<Observation, FailureDoubt | null> => new Map());

function findDoubt(view: View, observation: Observation): FailureDoubt | null {
  const retried = view.retried.get(observation.id);
  // An explicit failure remains a failure, even if its retry passed.
  if (retried?.outcome === 'inconclusive' && observation.failure !== null && isSilence(observation.failure.kind)) return 'retry';
  // A retry runs without the load of the sweep, so its outcome replaces that of the first attempt.
  if (isWaitInconclusive(view, retried?.outcome === 'fails' ? retried.retry : observation)) return 'short';
  if (retried === undefined && !hasRetriedItself(observation) && groupsThatPass(view).has(transientKey(observation))) return 'others';
  if (mayBeLoss(view, observation, hasFailedRetry)) return 'loss';
  if (isUnderSweepLoad(view, observation)) return 'rush';
  return answerBeside(view, observation);
}

/** A resolver that knows the addresses is neither silent nor refusing. A resolver that answers for one address family is not silent. */
function answerBeside(view: View, observation: Observation): FailureDoubt | null {
  const kind = observation.failure?.kind;
  const name = failedHost(observation);
  if ((kind !== 'dns.timeout' && kind !== 'dns.unavailable') || name === null) return null;
  const answers = (view.dnsOf(name)?.answers ?? []).filter(({ from }) => from.kind === 'resolver');
  if (answers.some(({ addresses }) => addresses.length > 0)) return 'answered';
  const ofEach = [...Map.groupBy(answers, answeringResolver).values()].map((each) => new Set(each.map(({ failure }) => failure?.kind)));
  return ofEach.some((kinds) => kinds.has('dns.timeout') && kinds.has('dns.no-data')) ? 'family' : null;
}

/** Like `doubtAboutFailure`, but a timeout after too short a wait is always doubtful. */
export function doubtAboutUnexplained(view: View, observation: Observation): FailureDoubt | null {
  return doubtAboutFailure(view, observation) ?? (shortWaitMs(view, observation) === null ? null : 'short');
}

/** True if the retry after the sweep failed in the same way. */
export function hasFailedRetry(view: View, observation: Observation): boolean {
  return view.retried.get(observation.id)?.outcome === 'fails' || hasRetriedItself(observation);
}

/** A download that began is repeated by its own probe. */
function hasRetriedItself({ probe, phases }: Observation): boolean {
  return probe === 'download' && phases.some((phase) => phase.name === 'checksum' && phase.fetches > 1);
}

/** True for a timeout on a route that was slow under the load of the sweep, if no similar failure was retried. */
export function isUnderSweepLoad(view: View, observation: Observation): boolean {
  const { id, failure, route } = observation;
  if (failure === null || !SILENT_KINDS.has(failure.kind) || failure.kind === 'udp.silent') return false;
  if (view.retried.has(id) || hasRetriedItself(observation)) return false;
  return slow(view).has(routeName(route)) && !retriedGroups(view).has(transientKey(observation));
}

const slow = perLog((view: View): ReadonlySet<string> => slowRoutes(view.session.observations));

/** Layers and routes that have a retry. */
const retriedGroups = memoize(
  (view: View): ReadonlySet<string | null> => new Set([...view.retried.values()].map(({ first }) => transientKey(first))),
);

/** Layers and routes on which every retry passed. */
const groupsThatPass = memoize((view: View): ReadonlySet<string | null> => {
  const groups = (wanted: boolean) =>
    new Set([...view.retried.values()].flatMap(({ first, outcome }) => ((outcome === 'passes') === wanted ? transientKey(first) : [])));
  // A failure without a group (null) proves nothing about other failures.
  return groups(true)
    .difference(groups(false))
    .difference(new Set([null]));
});
