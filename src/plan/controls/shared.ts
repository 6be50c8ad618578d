/**
 * Does the failure concern this host, or the whole network? A step may measure hosts of only one owner, and a network-wide failure would
 * look like that owner's. If a requirement failed and no genuine server has answered, this contacts a host of another owner, and one
 * without TLS, which a captive portal redirects. Each is contacted once per session.
 */

import { ownerOf, publishedOwner } from '../../knowledge/owner-of-host.ts';
import { addressFamily } from '../../model/address.ts';
import type { FailureKind } from '../../model/failure.ts';
import type { WebObservation } from '../../model/observation.ts';
import type { ControlPurpose, ProbeRequest } from '../../model/probe-request.ts';
import { ANY_ANSWER } from '../../model/requirement.ts';
import { hostPort, targetHost, urlTarget } from '../../model/target.ts';
import { normalizeHost } from '../../model/wildcard.ts';
import { catalogueTargets } from '../proxy-requests.ts';
import { control, request } from '../request.ts';
import { routeOf } from '../route.ts';
import { observationsWithoutPublicRoot, rootUrlOf, tlsPhaseOf } from './interception.ts';
import type { ControlContext, FailedObservation } from './question.ts';
import { otherDirectHostControls, otherHostControls } from './routes.ts';

/** The controls of this file that were not requested yet. */
export function sharedControls(question: ControlContext): ProbeRequest[] {
  const others = [...otherHostControls(question), ...otherDirectHostControls(question)];
  return [
    ...namesOfCalls(question),
    ...others,
    ...(others.length === 0 ? otherOwnerControls(question) : []),
    ...plainHttpControls(question),
  ];
}

/** Lookups of AWS hosts. Requirements already have lookups of their names; calls get one only if they could not resolve the name. */
function namesOfCalls({ failed, session }: ControlContext): ProbeRequest[] {
  const calls = new Set(session.requests.flatMap(({ probe, key }) => (probe === 'aws' ? key : [])));
  return failed.flatMap(({ request: key, failure, target, route, requirements }) => {
    const host = targetHost(target);
    if (!calls.has(key) || layerOf(failure.kind) !== 'dns' || route.via !== 'direct' || host === null) return [];
    // If a variable redirects the calls to a host of another owner, the variable is the cause.
    if (publishedOwner(host) === null) return [];
    return request({ probe: 'dns', target: { kind: 'name', host }, requirements });
  });
}

/** A problem was seen only on hosts of one owner: does another owner's host show the same? Repeated until one is contacted. */
export function otherOwnerControls(question: ControlContext): ProbeRequest[] {
  const { session, machine, controlMs } = question;
  const motive = observationsWithoutPublicRoot(question).find(isPublished) ?? unexplainedByOwner(question);
  if (motive === undefined || isMade('other-owner', question)) return [];
  const known = ownersAsked(question, motive);
  if (known.size > 1) return [];
  const other = catalogueTargets(session).find(({ host }) => publishedOwner(host) !== null && !known.has(ownerOf(host)));
  if (other === undefined) return [];
  const target = rootUrlOf(other);
  const route = routeOf(target, machine);
  const { requirements } = motive;
  // Lookups are added, because a web request does not show each resolver's answer.
  const isAboutNames = motive.failure !== null && layerOf(motive.failure.kind) === 'dns';
  const name = { kind: 'name' as const, host: other.host };
  return [
    ...(isAboutNames ? [control('other-owner', { probe: 'dns', target: name, requirements })] : []),
    control('other-owner', { probe: 'https', target, route, requirements, proof: ANY_ANSWER, method: 'HEAD', stageMs: controlMs }),
  ];
}

/** Does a request without TLS end at a login page? */
export function plainHttpControls(question: ControlContext): ProbeRequest[] {
  const { machine, web, failed, controlMs } = question;
  if (isMade('plain-http', question) || isAnybodyGenuine(question)) return [];
  const first = web.find(isLedAway) ?? failed.find(mayBePortal);
  const host = first === undefined ? null : targetHost(first.target);
  if (first === undefined || host === null) return [];
  const target = urlTarget(`http://${hostPort(host, 80)}/`);
  const { requirements } = first;
  const route = routeOf(target, machine);
  return [control('plain-http', { probe: 'http', target, route, requirements, proof: ANY_ANSWER, stageMs: controlMs })];
}

type Layer = 'dns' | 'tcp' | 'tls' | 'http';

/** A proxy's refusal needs no further test, and unresolved names are not requested without TLS. */
const PORTAL_LAYERS: ReadonlySet<string> = new Set<Layer>(['tcp', 'tls', 'http']);
/** If no connection opens, `routes.ts` tries another host. */
const OWNER_LAYERS: ReadonlySet<string> = new Set<Layer>(['dns', 'tls', 'http']);

/** The first failure that may concern one owner or all, while no genuine server has answered. */
function unexplainedByOwner(question: ControlContext): FailedObservation | undefined {
  if (isAnybodyGenuine(question)) return undefined;
  return question.failed.find((one) => isNamed(one) && OWNER_LAYERS.has(layerOf(one.failure.kind)));
}

function mayBePortal(one: FailedObservation): boolean {
  return isNamed(one) && one.phases.at(-1)?.peer !== 'proxy' && PORTAL_LAYERS.has(layerOf(one.failure.kind));
}

/** The unverified answer redirects to a host of another owner. */
function isLedAway({ target, unverifiedAnswer }: WebObservation): boolean {
  const [from, to] = [targetHost(target), unverifiedAnswer?.redirect?.host];
  return from !== null && to !== undefined && ownerOf(from) !== ownerOf(normalizeHost(to));
}

/** Excludes literal addresses, such as the metadata service, because they have no domain. */
function isNamed({ target }: FailedObservation): boolean {
  return target.kind === 'https' && addressFamily(target.host) === null;
}

function isPublished({ target }: WebObservation): boolean {
  return publishedOwner(targetHost(target) ?? '') !== null;
}

function isAnybodyGenuine({ web }: ControlContext): boolean {
  return web.some((one) => one.phases.some((phase) => phase.name === 'tls' && phase.ok && phase.trust?.public === 'trusted'));
}

function isMade(purpose: ControlPurpose, { session }: ControlContext): boolean {
  return session.requests.some((made) => made.purpose === purpose);
}

/** Owners of the hosts whose requests got as far as this one; for a certificate, owners of the hosts that presented one. */
function ownersAsked({ web }: ControlContext, motive: WebObservation): ReadonlySet<string> {
  const hasCertificate = (one: WebObservation) => tlsPhaseOf(one)?.handshakeCompleted === true;
  const asked = hasCertificate(motive) ? web.filter(hasCertificate) : web;
  return new Set(asked.flatMap(({ target }) => (target.kind === 'https' ? ownerOf(target.host) : [])));
}

function layerOf(kind: FailureKind): string {
  return kind.split('.')[0] ?? '';
}
