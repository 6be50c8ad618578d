/** One verdict per requirement, as docs/contract.md defines it (What counts). */
import { doesApply, isCounting, isNeededHere, unstatedFlags } from '../../knowledge/applicability.ts';
import { waitsForEdition } from '../../knowledge/installation.ts';
import { isCarriedByScript } from '../../knowledge/measurements/script-routes.ts';
import type { FailureKind } from '../../model/failure.ts';
import type { FindingCode } from '../../model/finding-codes.ts';
import type { Observation } from '../../model/observation.ts';
import type { Profile } from '../../model/profile.ts';
import type { Requirement } from '../../model/requirement.ts';
import { targetHost, targetText } from '../../model/target.ts';
import type { UnknownReason, Verdict } from '../../model/verdict.ts';
import { httpAnswers } from '../facts/answers.ts';
import { METADATA_ADDRESS } from '../facts/context.ts';
import { memoize } from '../facts/memo.ts';
import { addToGroup } from '../facts/order.ts';
import { doubtAboutFailure, isUnderSweepLoad } from '../facts/retries.ts';
import { routeByScript } from '../facts/scripts.ts';
import { stalledTargets } from '../facts/stalls.ts';
import { isStandInTarget } from '../facts/stand-ins.ts';
import { TOO_MANY_REQUESTS } from '../facts/statuses.ts';
import { tlsProof } from '../facts/tls-proof.ts';
import type { View } from '../facts/view.ts';
import { hasInvalidHost } from '../facts/view-of.ts';
import { judgeAliasRow } from './alias-rows.ts';
import { judgeImageRow } from './image-rows.ts';
import { crashJudgement, type Judgement, MET, NOT_APPLICABLE, UNMET, unknownJudgement, unmeasuredJudgement } from './judgement.ts';
import { judgeOwnRow } from './own-rows.ts';

/** `found` has the codes of the findings, for the requirements about this machine. */
export function verdictsOf(view: View, found: ReadonlySet<FindingCode>): Verdict[] {
  const { session } = view;
  const onEc2 = view.host?.ec2 ?? null;
  const byRow = rowObservations(view);
  return session.requirements.map((row) => {
    const observations = byRow.get(row.id) ?? [];
    const judgement = settled(row, judge(row, observations, view, found, onEc2), session.profile);
    return {
      requirement: row.id,
      counts: (isCounting(row, session.profile, onEc2) && judgement.verdict !== 'not-applicable') || judgement === NEEDS_ANSWER,
      verdict: judgement.verdict,
      reason: judgement.verdict === 'unknown' ? judgement.reason : null,
      observations: observations.map((observation) => observation.id),
    };
  });
}

const NEEDS_ANSWER = unknownJudgement('needs-input');

/**
 * If it is unknown whether a failed requirement applies, the outcome is inconclusive until the user answers: to ignore the failure could
 * give a false success.
 */
function settled(row: Requirement, judgement: Judgement, profile: Profile): Judgement {
  const isOpen = judgement.verdict === 'unmet' && row.level === 'conditional' && unstatedFlags(row, profile).length > 0;
  return isOpen ? NEEDS_ANSWER : judgement;
}

function judge(
  row: Requirement,
  observations: readonly Observation[],
  view: View,
  found: ReadonlySet<FindingCode>,
  onEc2: boolean | null,
): Judgement {
  const { session } = view;
  if (doesApply(row, session.profile, onEc2) === false) return NOT_APPLICABLE;
  if (row.inbound !== undefined) return unknownJudgement('inbound');
  if (!isNeededHere(row, session.profile)) return unknownJudgement('wrong-vantage');
  if (row.missing !== null) return unknownJudgement('needs-input');
  if (observations.length === 0 && !session.asked.has(row.id)) return unasked(row, view, found);
  if (row.area === 'ami') return judgeImageRow(row, observations, view, found);
  if (row.area === 'ssh') return judgeAliasRow(row, observations, view);
  if (row.origin === 'tool') return judgeOwnRow(row, observations, view, found);
  return judgeTargets(row, observations, view);
}

/** The verdict of an unmeasured requirement: unmet if it is a requirement of this tool and a cause affects it, otherwise unknown. */
function unasked(row: Requirement, view: View, found: ReadonlySet<FindingCode>): Judgement {
  const known = row.origin === 'tool' ? judgeOwnRow(row, [], view, found) : null;
  return known?.verdict === 'unmet' ? UNMET : unknownJudgement('not-run');
}

/** A requirement is met if every target passes. A failed target decides first, then an inconclusive one. */
function judgeTargets(row: Requirement, observations: readonly Observation[], view: View): Judgement {
  const own = observations.filter((observation) => observation.probe !== 'dns' || isAboutNames(row));
  if (own.length === 0) return unmeasuredJudgement(row, view);
  const judgements = own.map((observation) => judgeObservation(row, observation, view));
  if (judgements.some((each) => each.verdict === 'unmet')) return UNMET;
  const open = judgements.find((each) => each.verdict === 'unknown');
  if (open !== undefined) return open;
  return everyTargetMeasured(row, own) ? MET : unmeasuredJudgement(row, view);
}

/** A failed lookup explains the requirements of its host, but decides only requirements about names. */
function isAboutNames(row: Requirement): boolean {
  return row.targets.length > 0 && row.targets.every((each) => each.target.kind === 'name');
}

/** If the real target was discovered, only its result counts, and not those of the listed targets. */
function everyTargetMeasured(row: Requirement, observations: readonly Observation[]): boolean {
  if (row.discovery !== null) return true;
  const measured = new Set(observations.map((observation) => targetText(observation.target)));
  return row.targets.every((each) => measured.has(targetText(each.target)));
}

function judgeObservation(row: Requirement, observation: Observation, view: View): Judgement {
  if (observation.state === 'crashed') return crashJudgement(observation);
  if (observation.state === 'cancelled') return unknownJudgement(observation.cancelledBy === 'deadline' ? 'deadline' : 'not-run');
  if (hasInvalidHost(observation)) return unknownJudgement('not-run');
  const script = routeByScript(view).get(observation.id);
  if (script?.outcome === 'fails') return UNMET;
  if (script !== undefined && isCarriedByScript(script)) return MET;
  const kind = observation.failure?.kind ?? null;
  if (kind === 'udp.silent' || kind === 'udp.unexpected-reply') return unknownJudgement('no-reply');
  if (!view.isFailed(observation)) {
    if (kind === null) return stalledTargets(view).has(targetText(observation.target)) ? unknownJudgement('no-reply') : MET;
    if (waitsForEdition(row, view.session.profile)) return NEEDS_ANSWER;
    return unknownJudgement(observation.nameIsOurs ? 'not-calibrated' : contextReason(observation, kind));
  }
  if (mayBeNone(view, observation)) return unknownJudgement('no-reply');
  if (throttled(view).has(observation.id)) return unknownJudgement('throttled');
  return kind === 'http.status' && isUncalibrated(row, observation) ? unknownJudgement('not-calibrated') : UNMET;
}

/** Status 429 is throttling, not a refusal, unless a filter's page has this status. */
const throttled = memoize(
  (view: View): ReadonlySet<string> =>
    new Set(
      httpAnswers(view).flatMap(({ observation, status, answer }) =>
        status === TOO_MANY_REQUESTS && answer.pageClass !== 'challenge' ? observation.id : [],
      ),
    ),
);

/** True for a timeout that the load of the sweep or packet loss may explain. */
function mayBeNone(view: View, observation: Observation): boolean {
  const doubt = doubtAboutFailure(view, observation);
  return doubt === 'loss' || doubt === 'family' || isUnderSweepLoad(view, observation);
}

function contextReason({ target }: Observation, kind: FailureKind): UnknownReason {
  if (targetHost(target) !== METADATA_ADDRESS) return 'not-run';
  // A status is a response of the metadata service, but does not show that this machine is on EC2.
  return kind === 'http.status' ? 'not-calibrated' : 'no-reply';
}

/**
 * True if the genuine server answered for an invented host name with a status whose meaning is unknown, so that this network is not at
 * fault.
 */
function isUncalibrated(row: Requirement, observation: Observation): boolean {
  return observation.probe === 'https' && isStandInTarget(row, observation) && tlsProof(observation) === 'public';
}

function rowObservations(view: View): ReadonlyMap<string, Observation[]> {
  const byRow = new Map<string, Observation[]>();
  for (const observation of view.observations) {
    if (observation.role !== 'row') continue;
    for (const id of observation.requirements) addToGroup(byRow, id, observation);
  }
  return byRow;
}
