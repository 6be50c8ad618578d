/** Captive portals: hosts to which requests for other hosts are redirected, and the connections that fail because of them. */

import { CONNECTION_FAILURES } from '../../knowledge/connection-kinds.ts';
import { ownerOf } from '../../knowledge/owner-of-host.ts';
import type { FailureKind } from '../../model/failure.ts';
import type { WebObservation } from '../../model/observation.ts';
import { normalizeHost } from '../../model/wildcard.ts';
import { foreignPage } from './foreign-page.ts';
import { endpointOfHop, failedHops, lastAnswerOf, lastHop, phaseOfHop } from './hops.ts';
import { memoize } from './memo.ts';
import { unique } from './order.ts';
import { isComparisonControl } from './siblings.ts';
import { NETWORK_LOGIN_STATUS } from './statuses.ts';
import { issuerName } from './tls-proof.ts';
import type { View } from './view.ts';
import { answeredHops, lastHops } from './web-hops.ts';

export interface Portal {
  portal: string;
  /** TLS requests that were redirected to the portal, including controls. */
  led: readonly WebObservation[];
  /** Plain HTTP requests that were redirected to the portal. */
  plain: readonly WebObservation[];
  /** Failed requests that got a certificate of the same issuer and therefore sent nothing, such as AWS calls. */
  met: readonly WebObservation[];
  /** Failed requests without a connection or handshake, if no TLS request led to the portal. */
  cut: readonly WebObservation[];
  hosts: readonly string[];
  owners: number;
}

/** Hosts to which all requests are redirected. Empty if any genuine server answers, because then the user is already logged in. */
export const portals = memoize((view: View): Portal[] => {
  if (lastHops(view).some(({ proof }) => proof === 'public')) return [];
  const led = Map.groupBy(
    view.web.filter((one) => one.probe !== 'http' && isRowOrOther(view, one)),
    (one) => leadsTo(view, one),
  );
  const plain = Map.groupBy(
    view.web.filter(({ probe }) => probe === 'http'),
    (one) => leadsTo(view, one),
  );
  const found = unique([...led.keys(), ...plain.keys()].flatMap((portal) => portal ?? []));
  return found.flatMap((portal) => {
    const there = led.get(portal) ?? [];
    const inTheClear = plain.get(portal) ?? [];
    const cut = there.length === 0 ? cutOff(view) : [];
    const met = metBy(view, there);
    if (there.length + met.length === 1 && inTheClear.length === 0) return [];
    const hosts = unique([...there, ...met, ...cut].flatMap((one) => hostOf(one) ?? []));
    const owners = new Set(hosts.map(ownerOf)).size;
    // Hosts of a single owner may share their own login page, so for them any answer without this redirect rules out a portal.
    const isOne = owners > 1 || (owners === 1 && inTheClear.length > 0 && !answersOtherwise(view, portal));
    return isOne ? [{ portal, led: there, plain: inTheClear, met, cut, hosts, owners }] : [];
  });
});

/** Whether a server answered without a redirect to the login page. */
function answersOtherwise(view: View, portal: string): boolean {
  return answersLeadTo(view).size > (answersLeadTo(view).has(portal) ? 1 : 0);
}

/** The hosts to which the answers redirect; contains null if an answer is no redirect. */
const answersLeadTo = memoize(
  (view: View): ReadonlySet<string | null> => new Set(answeredHops(view).map(({ observation }) => leadsTo(view, observation))),
);

/** Answered requests without a redirect to a login page, which never happens behind a captive portal. */
export const answersWithoutPortal = memoize((view: View): WebObservation[] =>
  answeredHops(view).flatMap(({ observation }) => (leadsTo(view, observation) === null ? observation : [])),
);

function isRowOrOther(view: View, observation: WebObservation): boolean {
  return view.isFailed(observation) || isComparisonControl(observation);
}

/** The host of another owner to which an answer redirects; null without a redirect, or if the service itself may have sent it. */
function leadsTo(view: View, observation: WebObservation): string | null {
  const host = hostOf(observation);
  const to = loginHost(observation);
  if (host === null || to === undefined || ownerOf(host) === ownerOf(to)) return null;
  // Downloads redirect to other owners for good reasons, so their redirects count only under an unexpected certificate.
  const isForeign = observation.probe === 'http' || observation.unverifiedAnswer !== null || foreignPage(view, observation) !== null;
  return isForeign ? normalizeHost(to) : null;
}

/** The host of the redirect, or of the link in the body of the answer. */
function loginHost(observation: WebObservation): string | undefined {
  const answer = lastAnswerOf(observation);
  return answer?.redirect?.host ?? answer?.leadsTo?.host;
}

export interface NetworkLogin {
  asking: readonly WebObservation[];
  /** The URL of the login page; null if no answer gives one. */
  portal: string | null;
  hosts: readonly string[];
}

/** Failed requests to which another server answers 511 "Network Authentication Required" (RFC 6585 §6). */
export const networkLogin = memoize((view: View): NetworkLogin | null => {
  const asking = answeredHops(view)
    .filter(({ answer, proof }) => answer['http.response.status_code'] === NETWORK_LOGIN_STATUS && proof !== 'public')
    .map(({ observation }) => observation)
    .filter(view.isFailed);
  if (asking.length === 0) return null;
  const portal = asking.flatMap((one) => loginHost(one) ?? [])[0];
  return { asking, portal: portal === undefined ? null : normalizeHost(portal), hosts: unique(asking.flatMap((one) => hostOf(one) ?? [])) };
});

/**
 * Failed requests that got the portal's certificate. The program sends nothing to an unverified server, so an AWS call never sees the
 * redirect.
 */
function metBy(view: View, led: readonly WebObservation[]): WebObservation[] {
  const others = unanswered(view);
  return others.size === 0 ? [] : unique(led.map(signerOf)).flatMap((signer) => (signer === null ? [] : (others.get(signer) ?? [])));
}

/** Failed requests that sent nothing, by the issuer of the server's certificate. */
const unanswered = memoize((view: View) =>
  Map.groupBy(
    view.failedWeb.filter((one) => lastAnswerOf(one) === null),
    signerOf,
  ),
);

function signerOf(observation: WebObservation): string | null {
  const tls = phaseOfHop(observation, 'tls', 0);
  return tls === undefined ? null : issuerName(tls.chain);
}

const NO_HANDSHAKE: ReadonlySet<FailureKind> = new Set<FailureKind>([...CONNECTION_FAILURES, 'tls.not-tls']);

/** Direct requests whose handshake failed, if no handshake passed at all. */
const cutOff = memoize((view: View): WebObservation[] => {
  if (view.web.some(({ phases }) => phases.some((phase) => phase.name === 'tls' && phase.handshakeCompleted))) return [];
  return failedHops(view, NO_HANDSHAKE)
    .filter(({ direct, hop, observation }) => direct && hop === 0 && observation.probe === 'https')
    .map(({ observation }) => observation);
});

function hostOf(observation: WebObservation): string | null {
  return endpointOfHop(observation, lastHop(observation))?.host ?? null;
}
