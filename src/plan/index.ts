/**
 * The next requests, given the requested requirements and the observations. Pure, so it can be called after every observation. Rounds, each
 * in catalogue order: the host facts (proxies decide every route), the requirements, the requirements that wait for another requirement's
 * answer, the steps of the AWS and SSH ladders, the follow-ups. A round begins once the previous one has begun and everything it depends on
 * has an answer, so the order of requests, and with it the number of an observation, does not depend on timing. The ladders depend on few
 * requirements and run in parallel with the others.
 */
import type { ControlPurpose, ProbeRequest } from '../model/probe-request.ts';
import type { Requirement } from '../model/requirement.ts';
import type { Session } from '../model/session.ts';
import { googleMetadataRequests, metadataRequests } from './aws/metadata.ts';
import { followUps, quickRetries, unsentControls } from './follow-ups.ts';
import { nextLadderRequests } from './ladders.ts';
import { type Machine, machineFactsOf } from './machine.ts';
import { mergeRequests, request } from './request.ts';
import { rowRequests } from './row-requests.ts';
import { scriptRequests } from './script-requests.ts';

/** Empty when nothing is left to request. A request that was returned before and has not started is returned again. */
export function nextRequests(session: Session): ProbeRequest[] {
  const rows = session.requirements.filter((row) => session.asked.has(row.id));
  // Also before any requirement: a walk begins with what the machine shows, which may answer its first questions.
  if (!session.observations.some((observation) => observation.probe === 'host')) return unstarted([hostRequest(rows)], session);
  if (rows.length === 0) return [];

  const machine = machineFactsOf(session);
  const first = mergeRequests([
    ...requestsOf(
      rows.filter((row) => !waits(row, rows)),
      session,
      machine,
    ),
    ...metadataRequests(rows, session, machine),
    ...googleMetadataRequests(rows, session, machine),
    ...scriptRequests(rows, session, machine),
  ]);
  const waiting = rows.filter((row) => waits(row, rows));
  const sources = new Set(waiting.map((row) => row.discovery?.from));
  // If the vantage is unknown, the metadata service may show it, which adds requirements to the previous round.
  const isPlaced = session.profile.regions.length > 0 && session.profile.account !== null;
  const isBefore = (one: ProbeRequest) => (one.probe === 'metadata' && !isPlaced) || one.requirements.some((id) => sources.has(id));
  if (!haveAllAnswers(first.filter(isBefore), session)) return unstarted(first, session);

  const all = mergeRequests([...first, ...requestsOf(waiting, session, machine)]);
  const left = unstarted(all, session);
  if (!haveAllAnswers(all.filter(leadsToLadder), session)) return left;
  const rungs = nextLadderRequests(rows, session);
  const isDownload = (one: ProbeRequest) => one.probe === 'download';
  const isUnderWay = !haveAllAnswers(
    all.filter((one) => !isDownload(one)),
    session,
  );
  if (rungs.length > 0 || isUnderWay) return [...left, ...unstarted(rungs, session)];
  // On a slow line, downloads wait until all other requests have ended, because downloads may leave no time for retries.
  const isHeld = left.length > 0 && left.length === all.filter(isDownload).length;
  const more = isHeld || haveAllAnswers(all, session) ? followUps(session, machine) : quickRetries(session, machine);
  return [...left, ...more];
}

/** All requests of these requirements themselves, sent or not. */
function requestsOf(rows: readonly Requirement[], session: Session, machine: Machine): ProbeRequest[] {
  return mergeRequests(rows.flatMap((row) => rowRequests(row, session, machine)));
}

/** Controls that a completed session lacks for its failures. */
export function missingControls(session: Session): ControlPurpose[] {
  return unsentControls(session, machineFactsOf(session));
}

function hostRequest(rows: readonly Requirement[]): ProbeRequest {
  const about = rows.filter((row) => row.targets.some(({ target }) => target.kind === 'host'));
  return request({ probe: 'host', target: { kind: 'host' }, requirements: about.map((row) => row.id) });
}

/** The input of the ladders: evidence of an AWS role on this machine, and the settings for SSH aliases. */
function leadsToLadder({ probe }: ProbeRequest): boolean {
  return probe === 'metadata' || probe === 'ssh-config';
}

/** The target comes from the answer of another measured requirement. */
function waits(row: Requirement, rows: readonly Requirement[]): boolean {
  return row.discovery !== null && rows.some((other) => other.id === row.discovery?.from);
}

function unstarted(requests: readonly ProbeRequest[], session: Session): ProbeRequest[] {
  const started = new Set(session.requests.map((one) => one.key));
  return requests.filter((one) => !started.has(one.key));
}

export function haveAllAnswers(requests: readonly ProbeRequest[], session: Session): boolean {
  const observed = new Set(session.observations.map((observation) => observation.request));
  return requests.every((one) => observed.has(one.key));
}
