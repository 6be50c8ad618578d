/** The numbered rows of a step: one per target of each requirement, in catalogue order. */

import { decisiveObservation, type RetriedRow, retriedRows } from '../../knowledge/measurements/retries.ts';
import { AWS_CALL_WITH_KEYS_MS } from '../../model/aws/ask.ts';
import type { Observation } from '../../model/observation.ts';
import { scaleToLimits } from '../../model/profile.ts';
import type { Requirement } from '../../model/requirement.ts';
import type { Target } from '../../model/target.ts';
import type { Verdict } from '../../model/verdict.ts';
import type { StatusWord } from '../../render/status-words.ts';
import { failureRemark } from '../evidence/evidence.ts';
import type { DocumentSubject, RunningProbe } from '../subject.ts';
import { duration, progressRemark } from '../words/quantity.ts';
import { joined, type Mask } from '../words/say.ts';
import { RETRY_PASSED_REMARK, verdictStatus } from '../words/status-words.ts';
import { endpointKey, targetKey, targetLabels } from './aim.ts';
import { statusOfMeasured, unmeasuredRemark, verdictRemark } from './row-status.ts';

/** The time limit of a probe is shown only after this time, because most probes end earlier and the text would flicker. */
const SAID_FROM_MS = 1000;

export interface Row {
  /** The number from 1, so that users on a call can say "row 4". */
  number: number;
  status: StatusWord;
  /** Text like `HTTPS` or `UDP 4242`. */
  what: string;
  target: string;
  /** The duration; empty if it is unknown. */
  duration: string;
  remark: string;
  /** The requirement of the row, which the key `r` measures again. */
  requirement: string;
  observation: string | null;
  running: boolean;
}

type Draft = Omit<Row, 'number'>;

type RowSource = Pick<DocumentSubject, 'session' | 'diagnosis' | 'live' | 'mask'>;

/** The rows of these requirements. A target that two requirements share has a row only under the first. */
export function rowsOf(requirements: readonly Requirement[], input: RowSource): Row[] {
  const observed = byRequirement(input.session.observations);
  const retried = retriedRows(input.session.observations);
  const running = byRequirement(input.live?.running.map((probe) => ({ ...probe.request, probe })) ?? []);
  const verdicts = new Map(input.diagnosis.verdicts.map((verdict) => [verdict.requirement, verdict]));
  const shows = new Set(input.diagnosis.findings.flatMap(({ observations }) => observations));
  const seen = new Set<string>();
  return requirements
    .flatMap((requirement) => {
      const mine = (observed.get(requirement.id) ?? []).filter((observation) => isNew(observation, requirement, seen));
      const started = (running.get(requirement.id) ?? [])
        .map(({ probe }) => probe)
        .filter((probe) => isOwn(probe, mine, requirement, seen));
      if (mine.length === 0 && started.length === 0 && observed.has(requirement.id)) return []; // is in an earlier row
      // If some observations show the finding, other observations (such as the identity call before the image list) only prepared them.
      const decisive = (observed.get(requirement.id) ?? []).flatMap(({ id }) => (shows.has(id) ? id : []));
      return requirementRows(requirement, mine, started, { verdict: verdicts.get(requirement.id), retried, decisive }, input);
    })
    .map((row, index) => ({ number: index + 1, ...row }));
}

/** Observations that are no row of a requirement, such as a proxy script. */
export function observationRows(requirement: Requirement, observations: readonly Observation[], mask: Mask): Row[] {
  return observations.map((each, index) => ({ number: index + 1, ...measuredRow(requirement, each, undefined, false, mask) }));
}

function requirementRows(
  requirement: Requirement,
  observations: readonly Observation[],
  started: readonly RunningProbe[],
  { verdict, retried, decisive }: { verdict: Verdict | undefined; retried: ReadonlyMap<string, RetriedRow>; decisive: readonly string[] },
  input: RowSource,
): Draft[] {
  // A row that is measured again shows the running measurement in the same place.
  const again = new Map(started.map((probe) => [probe.observation, probe]));
  const failures = observations.filter((first) => decisiveObservation(first, retried).failure !== null).length;
  const drafts = observations.map((first) => {
    const probe = again.get(first.id);
    if (probe !== undefined) return runningRow(requirement, probe, input);
    const observation = decisiveObservation(first, retried);
    const siblingFailed = failures > (observation.failure === null ? 0 : 1);
    const otherDecides = siblingFailed || (decisive.length > 0 && !decisive.includes(first.id));
    const row = measuredRow(requirement, observation, verdict, otherDecides, input.mask);
    if (observation === first) return row;
    return { ...row, observation: first.id, remark: observation.failure === null ? RETRY_PASSED_REMARK : row.remark };
  });
  const known = new Set(observations.map(({ id }) => id));
  drafts.push(...started.filter(({ observation }) => !known.has(observation)).map((probe) => runningRow(requirement, probe, input)));
  if (drafts.length > 0 && input.live === null) return drafts;
  const waiting = input.live === null ? [] : waitingTargets(requirement, observations, started);
  if (waiting.length > 0 && input.session.asked.has(requirement.id)) {
    return [...drafts, ...waiting.map((target) => waitingRow(requirement, target, input.mask))];
  }
  return drafts.length > 0 ? drafts : [unmeasuredRow(requirement, verdict, input.mask)];
}

function measuredRow(
  requirement: Requirement,
  observation: Observation,
  verdict: Verdict | undefined,
  otherDecides: boolean,
  mask: Mask,
): Draft {
  const status = statusOfMeasured(observation, verdict, otherDecides);
  const own = failureRemark(observation, mask);
  // A failure of a requirement that does not count here would look like one that counts. Only the evidence shows it.
  const isBeside = status === 'SKIP' && observation.state === 'completed';
  const remark = isBeside ? unmeasuredRemark(verdict) : own === '' ? verdictRemark(status, verdict?.reason ?? null, observation) : own;
  const at = targetLabels(requirement, observation.target, observation.probe, mask);
  // The requirement is met despite this failure, so the row names no target.
  const isMetAnyway = requirement.origin === 'tool' && observation.failure !== null && verdict?.verdict === 'met';
  return {
    status,
    what: at.what,
    target: isMetAnyway ? mask(requirement.title) : at.target,
    duration: observation.state === 'completed' ? duration(observation.durationMs) : '',
    remark: isMetAnyway ? joined(': ', [at.target, remark]) : remark,
    requirement: requirement.id,
    observation: observation.id,
    running: false,
  };
}

function runningRow(requirement: Requirement, probe: RunningProbe, input: RowSource): Draft {
  const ranMs = Math.max(0, (input.live?.elapsedMs ?? probe.sinceMs) - probe.sinceMs);
  return {
    status: 'WAIT',
    ...targetLabels(requirement, probe.request.target, probe.request.probe, input.mask),
    duration: duration(ranMs),
    remark: probe.progress === null ? limitText(probe, ranMs, input) : progressRemark(probe.progress, probe.bytesPerSecond),
    requirement: requirement.id,
    observation: probe.observation,
    running: true,
  };
}

/** A long measurement shows the time at which it ends at the latest. */
function limitText({ request, sinceMs }: RunningProbe, ranMs: number, { session }: RowSource): string {
  if (ranMs < SAID_FROM_MS) return '';
  const longest =
    request.probe === 'aws'
      ? scaleToLimits(AWS_CALL_WITH_KEYS_MS, session.limits)
      : request.probe === 'ssh-connect'
        ? session.limits.deadlineMs - sinceMs
        : null;
  return longest === null ? '' : `${Math.max(0, Math.ceil((longest - ranMs) / 1000))} s at most`;
}

function waitingRow(requirement: Requirement, target: Target, mask: Mask): Draft {
  return {
    status: 'WAIT',
    ...targetLabels(requirement, target, null, mask),
    duration: '',
    remark: 'queued',
    requirement: requirement.id,
    observation: null,
    running: false,
  };
}

function unmeasuredRow(requirement: Requirement, verdict: Verdict | undefined, mask: Mask): Draft {
  const [first] = requirement.targets;
  const where =
    first === undefined ? { what: '', target: mask(requirement.endpoint) } : targetLabels(requirement, first.target, null, mask);
  return {
    status: verdict === undefined ? 'SKIP' : verdictStatus(verdict),
    ...where,
    duration: '',
    remark: unmeasuredRemark(verdict),
    requirement: requirement.id,
    observation: null,
    running: false,
  };
}

/** Targets without an observation. A measurement can refine the path of its target, and then counts for that host. */
function waitingTargets(requirement: Requirement, observations: readonly Observation[], started: readonly RunningProbe[]): Target[] {
  const own = requirement.targets.map(({ target }) => target);
  const taken = [...observations.map(({ target }) => target), ...started.map(({ request }) => request.target)];
  const keys = new Set(taken.map(targetKey));
  const named = new Set(own.map(targetKey));
  const refined = taken.filter((target) => !named.has(targetKey(target))).map(endpointKey);
  return own.filter((target) => {
    if (keys.has(targetKey(target))) return false;
    const at = refined.indexOf(endpointKey(target));
    if (at >= 0) refined.splice(at, 1);
    return at < 0;
  });
}

/** The observation of the machine is shown once per requirement; any other observation is shown only once. */
function isNew(observation: Observation, requirement: Requirement, seen: Set<string>): boolean {
  return isFirst(seen, observation.probe === 'host' ? `${observation.id} ${requirement.id}` : observation.id);
}

function isOwn(probe: RunningProbe, mine: readonly Observation[], requirement: Requirement, seen: Set<string>): boolean {
  if (mine.some(({ id }) => id === probe.observation)) return true;
  return isFirst(seen, probe.request.probe === 'host' ? `${probe.observation} ${requirement.id}` : probe.observation);
}

function isFirst(seen: Set<string>, key: string): boolean {
  if (seen.has(key)) return false;
  seen.add(key);
  return true;
}

function byRequirement<T extends { role: string; requirements: readonly string[] }>(items: readonly T[]): Map<string, T[]> {
  const map = new Map<string, T[]>();
  for (const item of items) {
    if (item.role !== 'row') continue;
    for (const requirement of item.requirements) {
      const list = map.get(requirement);
      if (list === undefined) map.set(requirement, [item]);
      else list.push(item);
    }
  }
  return map;
}
