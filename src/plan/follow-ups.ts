/**
 * After the requirements: which controls would distinguish the remaining causes? Each control answers one question and lists the causes
 * that it distinguishes (`knowledge/discriminates.ts`). They are sent in rounds, because the first answers may make later controls
 * needless, until no control can distinguish any more.
 */

import { staleRetries } from '../knowledge/measurements/retries.ts';
import { isSlowLine } from '../knowledge/measurements/round-trips.ts';
import type { ControlPurpose, ProbeRequest } from '../model/probe-request.ts';
import type { Session } from '../model/session.ts';
import { requestsWithinBudget } from './budget.ts';
import { ipv6Control, overtakenIpv6Controls, rereadHostFacts } from './controls/again.ts';
import { serverTimeControls } from './controls/clock.ts';
import { limitControls } from './controls/few.ts';
import { neutralNameControls, smallHelloControls } from './controls/handshake.ts';
import { caFileControls, programTrustControls } from './controls/interception.ts';
import { kdcControls, loginMeansControls, loginScopeControls } from './controls/login.ts';
import { packetLossControls, repeatKernelCounters } from './controls/loss.ts';
import { dnsDetailControls, inventedNameControls, otherAnswerControls } from './controls/names.ts';
import { type ControlContext, createControlContext, hostPortOf } from './controls/question.ts';
import { redirectTargetControls } from './controls/redirect.ts';
import {
  dropTransientFailures,
  hasCompletedHandshake,
  retryDownloads,
  retryFew,
  retryFewOnSlowLine,
  retryRest,
  retryStalled,
} from './controls/retries.ts';
import { revocationControls } from './controls/revocation.ts';
import { otherProgramsProxyControls, otherRouteControl, port443Controls, unservedAddressControls } from './controls/routes.ts';
import { scriptEntryControls } from './controls/script-entries.ts';
import { sharedControls } from './controls/shared.ts';
import { otherLookupControls } from './controls/socks.ts';
import { downloadSpeedControls, earlySpeedControls, repeatedStallControls } from './controls/speed.ts';
import type { Machine } from './machine.ts';

/** A round begins when the previous one is fully answered, so that the order does not depend on timing. */
const ROUNDS: readonly ((question: ControlContext) => ProbeRequest[])[] = [
  (question) => [
    ...retryFew(question),
    ...limitControls(8, otherRouteControl(question)),
    ...sharedControls(question),
    ...rereadHostFacts(question),
    ...limitControls(6, dnsDetailControls(question)),
    ...inventedNameControls(question),
    ...limitControls(6, otherAnswerControls(question)),
    ...serverTimeControls(question),
    ...limitControls(8, neutralNameControls(question)),
    ...limitControls(4, port443Controls(question)),
    ...limitControls(4, redirectTargetControls(question)),
    ...otherProgramsProxyControls(question),
    ...limitControls(8, scriptEntryControls(question)),
    ...otherLookupControls(question),
    ...loginMeansControls(question),
    ...kdcControls(question),
    ...loginScopeControls(question),
    ...limitControls(3, ipv6Control(question)),
    ...unservedAddressControls(question),
    ...earlySpeedControls(question),
    ...limitControls(2, programTrustControls(question)),
    ...limitControls(4, caFileControls(question)),
    ...limitControls(8, revocationControls(question)),
  ],
  (question) => {
    const retries = retryDownloads(question);
    const sizes = smallHelloControls(question);
    const hellos = limitControls(3, madeFor('small-hello', sizes));
    const answers = limitControls(3, madeFor('small-answer', sizes));
    const again = retryStalled(question);
    const beside = limitControls(3, atPlacesOf(hellos, again));
    const more = limitControls(8, again).filter(({ key }) => !beside.some((one) => one.key === key));
    return [
      ...limitControls(6, otherAnswerControls(question)),
      ...limitControls(24, overtakenIpv6Controls(question)),
      ...retries,
      ...hellos,
      ...beside,
      ...answers,
      ...more,
    ];
  },
  retryRest,
  // This is a separate round, so that nothing else uses the line.
  downloadSpeedControls,
  repeatedStallControls,
  packetLossControls,
  repeatKernelCounters,
];

/** Retries run before the controls of failures, with the full timeout, because a requirement that passes now needs no explanation. */
const FIRST_ON_SLOW_LINE: typeof ROUNDS = [(question) => [...retryFewOnSlowLine(question), ...stalledForAll(question)], retryRest];

/** If no handshake has completed, the controls run together with the retries, because a slow line may leave no time later. */
function stalledForAll(question: ControlContext): ProbeRequest[] {
  if (question.web.some(hasCompletedHandshake)) return [];
  return [...limitControls(3, neutralNameControls(question)), ...limitControls(3, madeFor('small-hello', smallHelloControls(question)))];
}

function madeFor(purpose: ControlPurpose, requests: readonly ProbeRequest[]): ProbeRequest[] {
  return requests.filter((request) => request.purpose === purpose);
}

/** The requests to hosts that also get one of the other requests: the ClientHello of production clients is compared with a shorter one. */
function atPlacesOf(others: readonly ProbeRequest[], requests: readonly ProbeRequest[]): ProbeRequest[] {
  const places = new Set(others.map(({ target }) => hostPortOf(target)));
  return requests.filter(({ target }) => places.has(hostPortOf(target)));
}

export function followUps(session: Session, machine: Machine): ProbeRequest[] {
  const question = createControlContext(session, machine);
  const isSlow = isSlowLine(session.observations);
  const left = isSlow ? dropTransientFailures(question) : question;
  const rounds = [...(isSlow ? FIRST_ON_SLOW_LINE : []).map((round) => () => round(question)), ...ROUNDS.map((round) => () => round(left))];
  for (const round of rounds) {
    const affordable = unasked(round(), session);
    if (affordable.length > 0 || isWaiting(session)) return affordable;
  }
  return [];
}

/** The requests that every round would add to a completed session, because an earlier version lacked them or time ran out. */
export function unsentControls(session: Session, machine: Machine): ControlPurpose[] {
  const question = createControlContext(session, machine);
  const left = isSlowLine(session.observations) ? dropTransientFailures(question) : question;
  return [...new Set(ROUNDS.flatMap((round) => unasked(round(left), session)).flatMap(({ purpose }) => purpose ?? []))];
}

/** The first retries, which do not depend on a running download. */
export function quickRetries(session: Session, machine: Machine): ProbeRequest[] {
  const retry = isSlowLine(session.observations) ? retryFewOnSlowLine : retryFew;
  return unasked(retry(createControlContext(session, machine)), session);
}

function unasked(requests: readonly ProbeRequest[], session: Session): ProbeRequest[] {
  const stale = staleRetries(session.observations);
  const made = session.requests.filter(({ key }) => !stale.has(key));
  const asked = new Set(made.map(questionTo));
  return requestsWithinBudget(
    made,
    requests.filter((request) => !asked.has(questionTo(request))),
  );
}

/** Sends each control once per host and route, whichever path failed; each requirement has its own retry. */
function questionTo({ key, purpose, target, route }: ProbeRequest): string {
  if (purpose === 'repeat') return key;
  return `${purpose} ${hostPortOf(target)} ${route.via === 'proxy' ? hostPortOf({ kind: 'tcp', ...route.proxy }) : 'direct'}`;
}

function isWaiting({ requests, observations }: Session): boolean {
  const observed = new Set(observations.map((observation) => observation.request));
  return requests.some(({ key }) => !observed.has(key));
}
