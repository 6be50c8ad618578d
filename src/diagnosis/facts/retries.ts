/**
 * Failures from which nothing can be concluded: a packet may have been lost, a device reloaded, a machine too busy to answer in
 * time. They say nothing about names, sizes or devices between the two ends, so no rule about those may claim them. What
 * passed when it was retried is no failure at all (`knowledge/measurements/retries.ts`).
 */

import { slowRoutes } from '../../knowledge/measurements/round-trips.ts';
import { failedAlike, isSilence } from '../../knowledge/measurements/transient-failure.ts';
import { SILENCE } from '../../model/failure.ts';
import type { Observation } from '../../model/observation.ts';
import { routeName } from '../../model/target.ts';
import { whoAnswers } from './context.ts';
import { mayBeLoss } from './loss.ts';
import { perView } from './memo.ts';
import { isDrownedOut, shortWaitMs } from './silence.ts';
import { failedHost, type View } from './view.ts';

/**
 * `short`: hardly any time was given for the answer. `retry`: it was silence, and its retry did not come as far. `others`: it was not retried, and all that
 * failed alike on this route and were retried did pass. `loss`: what this network was measured to lose explains it.
 * `rush`: the line was slow under the load of the sweep, and nothing that failed alike was retried after it.
 * `answered`: a lookup without an answer, though a resolver that was asked directly has the addresses. `family`: the same, though
 * that resolver answers for the other family of the same name.
 */
export type Doubt = 'short' | 'retry' | 'others' | 'loss' | 'rush' | 'answered' | 'family';

/** Why nothing can be concluded from this failure; null where something can. */
export function doubtAbout(view: View, observation: Observation): Doubt | null {
  const retried = view.retried.get(observation.id);
  // What was said stays said, whatever became of the retry.
  if (retried?.outcome === 'inconclusive' && observation.failure !== null && isSilence(observation.failure.kind)) return 'retry';
  // Made once more in quiet, that is what counts.
  if (isDrownedOut(view, retried?.outcome === 'fails' ? retried.retry : observation)) return 'short';
  if (retried === undefined && !hasRetriedItself(observation) && groupsThatPass(view).has(failedAlike(observation))) return 'others';
  if (mayBeLoss(view, observation, failedAgain(view, observation))) return 'loss';
  if (isOfTheRush(view, observation)) return 'rush';
  return answerBeside(view, observation);
}

/** Of a resolver that knows the addresses neither silence nor refusal can be said, and no silence of one that answers a part. */
function answerBeside(view: View, observation: Observation): Doubt | null {
  const kind = observation.failure?.kind;
  const name = failedHost(observation);
  if ((kind !== 'dns.timeout' && kind !== 'dns.unavailable') || name === null) return null;
  const answers = (view.dnsOf(name)?.answers ?? []).filter(({ from }) => from.kind === 'resolver');
  if (answers.some(({ addresses }) => addresses.length > 0)) return 'answered';
  const ofEach = [...Map.groupBy(answers, whoAnswers).values()].map((each) => new Set(each.map(({ failure }) => failure?.kind)));
  return ofEach.some((kinds) => kinds.has('dns.timeout') && kinds.has('dns.no-data')) ? 'family' : null;
}

/** The same for a failure that nothing explains: where hardly any time was given, that is the first thing to mend. */
export function doubtAboutUnexplained(view: View, observation: Observation): Doubt | null {
  return doubtAbout(view, observation) ?? (shortWaitMs(view, observation) === null ? null : 'short');
}

/** It failed once more, in the same way, when it was retried in the quiet after the sweep. */
export function failedAgain(view: View, observation: Observation): boolean {
  return view.retried.get(observation.id)?.outcome === 'fails' || hasRetriedItself(observation);
}

/** A download that began is fetched once more by its own probe. */
function hasRetriedItself({ phases }: Observation): boolean {
  return phases.some((phase) => phase.name === 'checksum' && phase.fetches > 1);
}

/** Silence on a route that was slow under the load of the sweep, where nothing that failed alike was retried to its end. */
export function isOfTheRush(view: View, observation: Observation): boolean {
  const { id, failure, route } = observation;
  if (failure === null || !SILENCE.has(failure.kind) || failure.kind === 'udp.silent') return false;
  if (view.retried.has(id) || hasRetriedItself(observation)) return false;
  return slow(view).has(routeName(route)) && !retriedGroups(view).has(failedAlike(observation));
}

const slow = perView((view: View): ReadonlySet<string> => slowRoutes(view.session.observations));

/** Layers and routes on which something was retried. */
const retriedGroups = perView(
  (view: View): ReadonlySet<string | null> => new Set([...view.retried.values()].map(({ first }) => failedAlike(first))),
);

/** Layers and routes on which every failure that was retried passed. */
const groupsThatPass = perView((view: View): ReadonlySet<string | null> => {
  const groups = (wanted: boolean) =>
    new Set([...view.retried.values()].flatMap(({ first, outcome }) => ((outcome === 'passes') === wanted ? failedAlike(first) : [])));
  // What does not pass has no group: of others that failed so, a retry says nothing.
  return groups(true)
    .difference(groups(false))
    .difference(new Set([null]));
});
