/**
 * After the rows: which controls would discriminate the remaining causes? Each control answers one question and lists the causes that it
 * discriminates (`knowledge/discriminates.ts`). They are sent in rounds, because the first answers may make later controls needless, until
 * none discriminates any more.
 */

import { staleRetries } from '../knowledge/measurements/retries.ts';
import { isSlowLine } from '../knowledge/measurements/round-trips.ts';
import type { ControlPurpose, ProbeRequest } from '../model/probe-request.ts';
import type { Session } from '../model/session.ts';
import { withinBudget } from './budget.ts';
import { ipv6Control, overtakenIpv6, rereadHostFacts } from './controls/again.ts';
import { serverTime } from './controls/clock.ts';
import { few } from './controls/few.ts';
import { neutralName, smallHello } from './controls/handshake.ts';
import { namedAuthority, programTrust } from './controls/interception.ts';
import { packetLoss, repeatKernelCounters } from './controls/loss.ts';
import { dnsDetails, inventedName, otherAnswer } from './controls/names.ts';
import { placeOf, type Question, questionOf } from './controls/question.ts';
import { redirectTarget } from './controls/redirect.ts';
import {
  endsHandshake,
  retryDownloads,
  retryFew,
  retryFewOnSlowLine,
  retryRest,
  retryStalled,
  withoutTransient,
} from './controls/retries.ts';
import { revocationServers } from './controls/revocation.ts';
import { otherProgramsProxy, otherRouteControl, port443, unservedAddress } from './controls/routes.ts';
import { sharedControls } from './controls/shared.ts';
import { downloadSpeed, downloadSpeedAtOnce, stalledAgain } from './controls/speed.ts';
import type { Machine } from './machine.ts';

/** A round begins when the previous one is fully answered, so that the order does not depend on timing. */
const ROUNDS: readonly ((question: Question) => ProbeRequest[])[] = [
  (question) => [
    ...retryFew(question),
    ...few(8, otherRouteControl(question)),
    ...sharedControls(question),
    ...rereadHostFacts(question),
    ...few(6, dnsDetails(question)),
    ...inventedName(question),
    ...few(6, otherAnswer(question)),
    ...serverTime(question),
    ...few(8, neutralName(question)),
    ...few(4, port443(question)),
    ...few(4, redirectTarget(question)),
    ...otherProgramsProxy(question),
    ...few(3, ipv6Control(question)),
    ...unservedAddress(question),
    ...downloadSpeedAtOnce(question),
    ...few(2, programTrust(question)),
    ...few(4, namedAuthority(question)),
    ...few(8, revocationServers(question)),
  ],
  (question) => {
    const retries = retryDownloads(question);
    const sizes = smallHello(question);
    const hellos = few(3, madeFor('small-hello', sizes));
    const answers = few(3, madeFor('small-answer', sizes));
    const again = retryStalled(question);
    const beside = few(3, atPlacesOf(hellos, again));
    const more = few(8, again).filter(({ key }) => !beside.some((one) => one.key === key));
    return [...few(6, otherAnswer(question)), ...few(24, overtakenIpv6(question)), ...retries, ...hellos, ...beside, ...answers, ...more];
  },
  retryRest,
  // A separate round, so that nothing else uses the line.
  downloadSpeed,
  stalledAgain,
  packetLoss,
  repeatKernelCounters,
];

/** Before the controls of failures and with a row's full timeout: a row that passes now needs no explanation. */
const FIRST_ON_SLOW_LINE: typeof ROUNDS = [(question) => [...retryFewOnSlowLine(question), ...stalledForAll(question)], retryRest];

/** If no handshake has completed, the controls run beside the retries, because a slow line may leave no time later. */
function stalledForAll(question: Question): ProbeRequest[] {
  if (question.web.some(endsHandshake)) return [];
  return [...few(3, neutralName(question)), ...few(3, madeFor('small-hello', smallHello(question)))];
}

function madeFor(purpose: ControlPurpose, requests: readonly ProbeRequest[]): ProbeRequest[] {
  return requests.filter((request) => request.purpose === purpose);
}

/** Places the usual ClientHello beside a shorter one. */
function atPlacesOf(others: readonly ProbeRequest[], requests: readonly ProbeRequest[]): ProbeRequest[] {
  const places = new Set(others.map(({ target }) => placeOf(target)));
  return requests.filter(({ target }) => places.has(placeOf(target)));
}

export function followUps(session: Session, machine: Machine): ProbeRequest[] {
  const question = questionOf(session, machine);
  const isSlow = isSlowLine(session.observations);
  const left = isSlow ? withoutTransient(question) : question;
  const rounds = [...(isSlow ? FIRST_ON_SLOW_LINE : []).map((round) => () => round(question)), ...ROUNDS.map((round) => () => round(left))];
  for (const round of rounds) {
    const affordable = unasked(round(), session);
    if (affordable.length > 0 || isWaiting(session)) return affordable;
  }
  return [];
}

/** The requests that every round would add to a completed session, because an earlier version lacked them or time ran out. */
export function unaskedControls(session: Session, machine: Machine): ControlPurpose[] {
  const question = questionOf(session, machine);
  const left = isSlowLine(session.observations) ? withoutTransient(question) : question;
  return [...new Set(ROUNDS.flatMap((round) => unasked(round(left), session)).flatMap(({ purpose }) => purpose ?? []))];
}

/** The first retries, which do not depend on a running download. */
export function quickRetries(session: Session, machine: Machine): ProbeRequest[] {
  const retry = isSlowLine(session.observations) ? retryFewOnSlowLine : retryFew;
  return unasked(retry(questionOf(session, machine)), session);
}

function unasked(requests: readonly ProbeRequest[], session: Session): ProbeRequest[] {
  const stale = staleRetries(session.observations);
  const made = session.requests.filter(({ key }) => !stale.has(key));
  const asked = new Set(made.map(questionTo));
  return withinBudget(
    made,
    requests.filter((request) => !asked.has(questionTo(request))),
  );
}

/** Asks each question once per host and route, whichever path failed; each row has its own retry. */
function questionTo({ key, purpose, target, route }: ProbeRequest): string {
  if (purpose === 'repeat') return key;
  return `${purpose} ${placeOf(target)} ${route.via === 'proxy' ? placeOf({ kind: 'tcp', ...route.proxy }) : 'direct'}`;
}

function isWaiting({ requests, observations }: Session): boolean {
  const observed = new Set(observations.map((observation) => observation.request));
  return requests.some(({ key }) => !observed.has(key));
}
