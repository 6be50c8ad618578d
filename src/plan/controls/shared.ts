/**
 * Is it this host, or the network as a whole? A step of a walk may ask hosts of one owner alone, and what every host would
 * show is then taken for a fault of theirs. So where a row failed and no genuine server has answered yet, a host of another
 * owner is asked, and one without TLS, which a login page of the network redirects. Once a session each; where a genuine
 * server answers, the others are the comparison, and nothing is asked.
 */

import { ownerOf, publishedOwner } from '../../knowledge/owner-of-host.ts';
import { addressFamily } from '../../model/address.ts';
import type { FailureKind } from '../../model/failure.ts';
import type { WebObservation } from '../../model/observation.ts';
import type { ControlPurpose, ProbeRequest } from '../../model/probe-request.ts';
import { ANY_ANSWER } from '../../model/requirement.ts';
import { hostPort, targetHost, urlTarget } from '../../model/target.ts';
import { normalHost } from '../../model/wildcard.ts';
import { listedHosts } from '../proxy-requests.ts';
import { control, request } from '../request.ts';
import { routeOf } from '../route.ts';
import { atRoot, handshakeOf, privatelySigned } from './interception.ts';
import type { Failed, Question } from './question.ts';
import { otherDirectHost, otherHost } from './way.ts';

/** All of them that this session lacks. */
export function sharedControls(question: Question): ProbeRequest[] {
  const others = [...otherHost(question), ...otherDirectHost(question)];
  return [...namesOfCalls(question), ...others, ...(others.length === 0 ? otherOwner(question) : []), ...plainHttp(question)];
}

/** Beside each row its name is looked up at every resolver; of an AWS call only where the call could not resolve it. */
function namesOfCalls({ failed, session }: Question): ProbeRequest[] {
  const calls = new Set(session.requests.flatMap(({ probe, key }) => (probe === 'aws' ? key : [])));
  return failed.flatMap(({ request: key, failure, target, route, requirements }) => {
    const host = targetHost(target);
    if (!calls.has(key) || layerOf(failure.kind) !== 'dns' || route.via !== 'direct' || host === null) return [];
    // A variable may send the calls to somebody else's host; then the variable is the cause.
    if (publishedOwner(host) === null) return [];
    return request({ probe: 'dns', target: { kind: 'name', host }, requirements });
  });
}

/**
 * Whoever signs, or cuts, or knows no name, was met on hosts of one owner alone: does somebody else's host on the list meet
 * the same? Asked while nobody else has been.
 */
export function otherOwner(question: Question): ProbeRequest[] {
  const { session, machine, patienceMs } = question;
  const motive = privatelySigned(question).find(isPublished) ?? unexplainedByOwner(question);
  if (motive === undefined || isMade('other-owner', question)) return [];
  const known = ownersAsked(question, motive);
  if (known.size > 1) return [];
  const other = listedHosts(session).find(({ host }) => publishedOwner(host) !== null && !known.has(ownerOf(host)));
  if (other === undefined) return [];
  const target = atRoot(other);
  const route = routeOf(target, machine);
  const { requirements } = motive;
  // What each resolver says about a name, a request does not tell.
  const isAboutNames = motive.failure !== null && layerOf(motive.failure.kind) === 'dns';
  const name = { kind: 'name' as const, host: other.host };
  return [
    ...(isAboutNames ? [control('other-owner', { probe: 'dns', target: name, requirements })] : []),
    control('other-owner', { probe: 'https', target, route, requirements, proof: ANY_ANSWER, method: 'HEAD', stageMs: patienceMs }),
  ];
}

/** Does a request without TLS end at a login page? */
export function plainHttp(question: Question): ProbeRequest[] {
  const { machine, web, failed, patienceMs } = question;
  if (isMade('plain-http', question) || isAnybodyGenuine(question)) return [];
  const first = web.find(isLedAway) ?? failed.find(mayBePortal);
  const host = first === undefined ? null : targetHost(first.target);
  if (first === undefined || host === null) return [];
  const target = urlTarget(`http://${hostPort(host, 80)}/`);
  const { requirements } = first;
  const route = routeOf(target, machine);
  return [control('plain-http', { probe: 'http', target, route, requirements, proof: ANY_ANSWER, stageMs: patienceMs })];
}

type Layer = 'dns' | 'tcp' | 'tls' | 'http';

/** A refusal of a proxy says so itself, and what does not resolve is not asked for without TLS either. */
const PORTAL_LAYERS: ReadonlySet<string> = new Set<Layer>(['tcp', 'tls', 'http']);
/** Where no connection opens, another host is asked in `way.ts`. */
const OWNER_LAYERS: ReadonlySet<string> = new Set<Layer>(['dns', 'tls', 'http']);

/** The first failure that says nothing about whose it is, while no genuine server has answered anybody. */
function unexplainedByOwner(question: Question): Failed | undefined {
  if (isAnybodyGenuine(question)) return undefined;
  return question.failed.find((one) => isNamed(one) && OWNER_LAYERS.has(layerOf(one.failure.kind)));
}

function mayBePortal(one: Failed): boolean {
  return isNamed(one) && one.phases.at(-1)?.peer !== 'proxy' && PORTAL_LAYERS.has(layerOf(one.failure.kind));
}

/** Whoever answered in its place sent it to a host of somebody else. */
function isLedAway({ target, unverifiedAnswer }: WebObservation): boolean {
  const [from, to] = [targetHost(target), unverifiedAnswer?.redirect?.host];
  return from !== null && to !== undefined && ownerOf(from) !== ownerOf(normalHost(to));
}

/** An address that stands for itself belongs to nobody's domain; the metadata service is one. */
function isNamed({ target }: Failed): boolean {
  return target.kind === 'https' && addressFamily(target.host) === null;
}

function isPublished({ target }: WebObservation): boolean {
  return publishedOwner(targetHost(target) ?? '') !== null;
}

function isAnybodyGenuine({ web }: Question): boolean {
  return web.some((one) => one.phases.some((phase) => phase.name === 'tls' && phase.ok && phase.trust?.public === 'trusted'));
}

function isMade(purpose: ControlPurpose, { session }: Question): boolean {
  return session.requests.some((made) => made.purpose === purpose);
}

/** Whose hosts came as far as this one: of a certificate those that showed one. */
function ownersAsked({ web }: Question, motive: WebObservation): ReadonlySet<string> {
  const hasCertificate = (one: WebObservation) => handshakeOf(one)?.handshakeCompleted === true;
  const asked = hasCertificate(motive) ? web.filter(hasCertificate) : web;
  return new Set(asked.flatMap(({ target }) => (target.kind === 'https' ? ownerOf(target.host) : [])));
}

function layerOf(kind: FailureKind): string {
  return kind.split('.')[0] ?? '';
}
