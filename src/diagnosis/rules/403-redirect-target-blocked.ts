/** GD403: the listed host answers, and the redirect target of its download does not. */

import { publishedOwner } from '../../knowledge/owner-of-host.ts';
import { redirectRefusalOf } from '../../knowledge/redirect-refusal.ts';
import { command, listing, word } from '../../model/command/index.ts';
import { type FailureKind, failureLayer } from '../../model/failure.ts';
import type { Confidence } from '../../model/finding.ts';
import type { WebObservation } from '../../model/observation.ts';
import { targetHost, targetPort } from '../../model/target.ts';
import { filterPages } from '../facts/filter-pages.ts';
import type { ForeignPage } from '../facts/foreign-page.ts';
import { endpointOfHop, lastHop, phaseOfHop } from '../facts/hops.ts';
import { catalogueHostSet } from '../facts/listed-hosts.ts';
import { unique } from '../facts/order.ts';
import { portals } from '../facts/portals.ts';
import { doubtAboutFailure, hasFailedRetry } from '../facts/retries.ts';
import { tlsProofUpToHop } from '../facts/tls-proof.ts';
import { failedPhase, type View } from '../facts/view.ts';
import { by, defineRule } from './rule.ts';
import { tcpCheck } from './shared/by-hand.ts';
import { endpointText, firewallLines, toList, verb } from './shared/wording.ts';

interface Blocked {
  observation: WebObservation;
  /** The host that redirects. */
  from: string | null;
  /** How the connection to the redirect's host failed, in the observation itself or in a control. */
  kind: FailureKind | undefined;
  /** The control that followed the redirect, because the observation itself ended at an interceptor's certificate. */
  control: string | null;
  to: { host: string; port: number };
  filterPage: boolean;
  confidence: Confidence;
}

/** Only failures that end the handshake; an unverified certificate has its own causes (307 to 309). */
const CUT: ReadonlySet<FailureKind> = new Set<FailureKind>(['tls.reset', 'tls.closed', 'tls.timeout', 'tls.not-tls']);
/** Without TLS the request itself is interrupted. After a complete handshake the answer would be wrong instead (GD410). */
const CUT_IN_CLEAR: ReadonlySet<FailureKind> = new Set<FailureKind>(['http.reset', 'http.closed', 'http.timeout', 'http.not-http']);

/** Failures with an answer, which a lost packet cannot explain. */
const ANSWERED: ReadonlySet<FailureKind> = new Set<FailureKind>([
  'dns.nxdomain',
  'dns.no-data',
  'dns.refused',
  'tcp.refused',
  'tcp.unreachable',
  'tcp.prohibited',
  'tunnel.4xx',
  'tunnel.5xx',
  'tls.not-tls',
]);

export const redirectTargetBlocked = defineRule({
  code: 'GD403',
  excludes: { 'port-dropped': by.faults, 'block-page': by.faults, 'proxy-refuses-host': by.faults },

  find(view) {
    const pages = filterPages(view);
    const blocked = view.failedWeb.flatMap(
      (observation) => blockedRedirect(view, observation, pages.get(observation.id)) ?? blockedBehindInspector(view, observation) ?? [],
    );
    if (blocked.length === 0) return [];
    const list = catalogueHostSet(view.session.requirements);
    return [...Map.groupBy(blocked, ({ to }) => `${to.host}:${to.port}`).values()].flatMap((group) => {
      const [first] = group;
      if (first === undefined) return [];
      const { host, port } = first.to;
      return {
        subject: endpointText(host, port),
        confidence: group.some(({ confidence }) => confidence === 'certain') ? 'certain' : first.confidence,
        // GD307 reports an observation that ended at an untrusted certificate; this finding covers the other observations.
        accountsFor: group.flatMap(({ observation, control }) => (control === null ? observation.id : [])),
        evidence: unique(group.flatMap(({ control }) => control ?? [])),
        requirements: unique(group.flatMap(({ observation }) => observation.requirements)),
        facts: {
          from: unique(group.flatMap(({ from }) => from ?? [])),
          to: host,
          port,
          listed: list.has(host),
          kinds: unique(group.flatMap(({ kind }) => kind ?? [])).sort(),
          filterPage: group.some(({ filterPage }) => filterPage),
        },
      };
    });
  },

  summary: 'A required host redirects its downloads to another host, which is blocked.',
  why: 'Many hosts that Gitpod needs only redirect to a content network with another name, which sends the data. A firewall that allows only the published list blocks this second host.',
  stops: 'Downloads of IDE servers, container images and releases fail, although the required host answers.',
  otherwise: 'the redirect target itself may be down',
  confusedWith: {
    'port-dropped': 'the required host itself does not answer; here the required host answers with a redirect.',
    'block-page': 'a filter answers in place of the required host; here the genuine host answers with a redirect.',
    'proxy-refuses-host': 'the proxy refuses the required host itself.',
  },
  byHand: [
    {
      run: command`curl -s -o /dev/null -m 10 -w 'to %{redirect_url}\\n' <url>`,
      shows: 'to https://<redirect host>',
      tells: 'The required host redirects to another host.',
    },
    {
      run: tcpCheck(word`<redirect host>`, 443),
      shows: 'timed out',
      tells: 'The other host cannot be reached. Depending on the firewall, you see a refusal or a block page instead.',
    },
  ],
  example: {
    ...{ from: ['<listed host>'], to: '<redirect host>', port: 443, kinds: ['tcp.timeout'] },
    // True if the host is in the access requirements.
    listed: false,
    // True if a filter answered in place of the host of the redirect.
    filterPage: false,
  },
  title: ({ from, to, port }) =>
    `${toList(from)} ${verb(from.length, 'redirects', 'redirect')} to ${endpointText(to, port)}, which is blocked`,
  evidence: ({ from, to, port, kinds, filterPage, listed: named }) => [
    `${toList(from)} ${verb(from.length, 'answers', 'answer')} with a redirect to ${endpointText(to, port)}.`,
    filterPage
      ? `A filter answers in place of the redirect target.`
      : `The request to the redirect target fails: ${toList(unique(kinds.map(seenWords)))}.`,
    named ? `The published list names ${to}.` : `The published list does not name ${to}.`,
  ],
  fixes: ({ from, to, port, listed: named }) => [
    {
      owner: 'network-team',
      text: `Downloads from ${toList(from)} are redirected to ${endpointText(to, port)}, which cannot be reached from here. Please allow outbound TCP ${port} to ${to} as well.${named ? '' : ' Gitpod’s published list does not name this host, but downloads come from it.'}`,
      command: listing('rules', firewallLines('TCP', port, [to])),
    },
    !named && {
      owner: 'gitpod',
      text: `The access requirements name ${toList(from)} but not ${to}, where ${verb(from.length, 'its downloads come', 'their downloads come')} from. Please add ${to} to the published list.`,
    },
  ],
});

function blockedRedirect(view: View, observation: WebObservation, page: ForeignPage | undefined): Blocked | null {
  const hop = lastHop(observation);
  if (hop === 0) return null;
  const to = endpointOfHop(observation, hop);
  const failed = failedPhase(observation);
  // A failed connection to the proxy is a fault of the proxy. Only the proxy's answer to CONNECT is about the redirect's host.
  if (to === null || (failed?.peer === 'proxy' && failed.name !== 'tunnel')) return null;
  const before = tlsProofUpToHop(observation, hop - 1);
  // An unverified redirect may be a filter's, unless it leads to a service host, or the host has no TLS.
  if (before !== 'public' && publishedOwner(to.host) === null && !isOfClearHost(view, observation, hop)) return null;
  const filterPage = page !== undefined && page.confidence !== 'possible';
  const kind = observation.failure?.kind;
  const inClear = phaseOfHop(observation, 'tls', hop) === undefined;
  // A redirect to an internal name is not followed.
  const isInside = failed?.name === 'dns' && redirectRefusalOf(observation.failure) !== null;
  if (!filterPage && ((!isInside && !isCut(kind, inClear)) || doubtAboutFailure(view, observation) !== null)) return null;
  const from = endpointOfHop(observation, hop - 1)?.host ?? null;
  // The verified redirect excludes the listed host as the cause; an answer or a second failure excludes chance.
  const isSettled = filterPage || isInside || (kind !== undefined && ANSWERED.has(kind)) || hasFailedRetry(view, observation);
  return { observation, from, kind, control: null, to, filterPage, confidence: before === 'public' && isSettled ? 'certain' : 'likely' };
}

/** True if the host uses plain HTTP and this network has no captive portal. */
function isOfClearHost(view: View, observation: WebObservation, hop: number): boolean {
  const overTls = observation.phases.some((phase) => phase.name === 'tls' && phase.hop < hop);
  return observation.target.kind === 'http' && !overTls && portals(view).length === 0;
}

/** The redirect is unverified, so it must lead to a service host, and a control must have followed it. */
function blockedBehindInspector(view: View, observation: WebObservation): Blocked | null {
  const to = observation.unverifiedAnswer?.redirect ?? null;
  if (to === null || publishedOwner(to.host) === null) return null;
  const control = view.controls('redirect-target').find(({ target }) => targetHost(target) === to.host && targetPort(target) === to.port);
  if (control === undefined || !isCut(control.failure?.kind, false) || failedPhase(control)?.name === 'dns') return null;
  const from = targetHost(observation.target);
  return { observation, from, kind: control.failure?.kind, control: control.id, to, filterPage: false, confidence: 'likely' };
}

/** A 407 is a demand for a login, whatever the host. */
function isCut(kind: FailureKind | undefined, inClear: boolean): boolean {
  if (kind === undefined || kind === 'tunnel.407' || kind === 'tcp.local-denied') return false;
  return CUT.has(kind) || (inClear && CUT_IN_CLEAR.has(kind)) || ['dns', 'tcp', 'tunnel'].includes(failureLayer(kind));
}

function seenWords(kind: FailureKind): string {
  if (kind === 'tcp.timeout') return 'no answer to the connection';
  if (kind === 'tls.not-tls') return 'the server that answers does not support TLS';
  if (kind === 'http.redirect') return 'the name resolves to an address that is not public';
  switch (failureLayer(kind)) {
    case 'dns':
      return 'the name does not resolve';
    case 'tcp':
      return 'the connection is refused';
    case 'tunnel':
      return 'the proxy refuses the connection';
    case 'http':
      return 'the request is cut off or gets no answer';
    default:
      return 'the handshake is cut off or gets no answer';
  }
}
