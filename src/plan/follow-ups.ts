/**
 * After the rows were measured: what would separate the causes that are left? Each control answers one question, tagged
 * with the causes that it tells apart (`knowledge/discriminates.ts`). In rounds: what the first answers may make the next
 * needless; when none has anything left to tell apart, it is over.
 */

import { staleRetries } from '../knowledge/measurements/retries.ts';
import { isSlowLine } from '../knowledge/measurements/round-trips.ts';
import type { ControlPurpose, ProbeRequest } from '../model/probe-request.ts';
import type { Session } from '../model/session.ts';
import { withinBudget } from './budget.ts';
import { family6, lookAgain, overtaken6 } from './controls/again.ts';
import { serverTime } from './controls/clock.ts';
import { few } from './controls/few.ts';
import { neutralName, smallHello } from './controls/handshake.ts';
import { namedAuthority, programTrust } from './controls/interception.ts';
import { countersAgain, packetLoss } from './controls/loss.ts';
import { dnsDetails, inventedName, otherAnswer } from './controls/names.ts';
import { placeOf, type Question, questionOf } from './controls/question.ts';
import { redirectTarget } from './controls/redirect.ts';
import { endsHandshake, lasting, retryDownloads, retryFew, retryFewOnSlowLine, retryRest, retryStalled } from './controls/retries.ts';
import { revocationServers } from './controls/revocation.ts';
import { sharedControls } from './controls/shared.ts';
import { downloadSpeed, downloadSpeedAtOnce, stalledAgain } from './controls/speed.ts';
import { otherProgramsProxy, otherWay, port443, unservedAddress } from './controls/way.ts';
import type { Machine } from './machine.ts';

/** A round begins when the one before it is answered whole, so that its order does not depend on who was faster. */
const ROUNDS: readonly ((question: Question) => ProbeRequest[])[] = [
  (question) => [
    ...retryFew(question),
    ...few(8, otherWay(question)),
    ...sharedControls(question),
    ...lookAgain(question),
    ...few(6, dnsDetails(question)),
    ...inventedName(question),
    ...few(6, otherAnswer(question)),
    ...serverTime(question),
    ...few(8, neutralName(question)),
    ...few(4, port443(question)),
    ...few(4, redirectTarget(question)),
    ...otherProgramsProxy(question),
    ...few(3, family6(question)),
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
    return [...few(6, otherAnswer(question)), ...few(24, overtaken6(question)), ...retries, ...hellos, ...beside, ...answers, ...more];
  },
  retryRest,
  // In a round of its own the line is free for it.
  downloadSpeed,
  stalledAgain,
  packetLoss,
  countersAgain,
];

/** Before all that explains failures and with as much time as a row has: what passes then has nothing to explain. */
const FIRST_ON_SLOW_LINE: typeof ROUNDS = [(question) => [...retryFewOnSlowLine(question), ...stalledForAll(question)], retryRest];

/** Where no handshake has ended at all, what tells why goes beside the retries: on a slow line there may be no time after them. */
function stalledForAll(question: Question): ProbeRequest[] {
  if (question.web.some(endsHandshake)) return [];
  return [...few(3, neutralName(question)), ...few(3, madeFor('small-hello', smallHello(question)))];
}

function madeFor(purpose: ControlPurpose, requests: readonly ProbeRequest[]): ProbeRequest[] {
  return requests.filter((request) => request.purpose === purpose);
}

/** Beside a shorter message the usual one. */
function atPlacesOf(others: readonly ProbeRequest[], requests: readonly ProbeRequest[]): ProbeRequest[] {
  const places = new Set(others.map(({ target }) => placeOf(target)));
  return requests.filter(({ target }) => places.has(placeOf(target)));
}

export function followUps(session: Session, machine: Machine): ProbeRequest[] {
  const question = questionOf(session, machine);
  const isSlow = isSlowLine(session.observations);
  const left = isSlow ? lasting(question) : question;
  const rounds = [...(isSlow ? FIRST_ON_SLOW_LINE : []).map((round) => () => round(question)), ...ROUNDS.map((round) => () => round(left))];
  for (const round of rounds) {
    const affordable = unasked(round(), session);
    if (affordable.length > 0 || isWaiting(session)) return affordable;
  }
  return [];
}

/** What every round would ask, though the session is over: an earlier version did not know of it, or there was no time for it. */
export function unaskedControls(session: Session, machine: Machine): ControlPurpose[] {
  const question = questionOf(session, machine);
  const left = isSlowLine(session.observations) ? lasting(question) : question;
  return [...new Set(ROUNDS.flatMap((round) => unasked(round(left), session)).flatMap(({ purpose }) => purpose ?? []))];
}

/** The first of them, which do not depend on a download that is still under way. */
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

/** Of one place and way each question is asked once, whichever path of it failed; each row has a retry of its own. */
function questionTo({ key, purpose, target, route }: ProbeRequest): string {
  if (purpose === 'repeat') return key;
  return `${purpose} ${placeOf(target)} ${route.via === 'proxy' ? placeOf({ kind: 'tcp', ...route.proxy }) : 'direct'}`;
}

/** What was asked has not told yet. */
function isWaiting({ requests, observations }: Session): boolean {
  const observed = new Set(observations.map((observation) => observation.request));
  return requests.some(({ key }) => !observed.has(key));
}
