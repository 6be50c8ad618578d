/** GD410: TCP and TLS connect, but no usable answer follows. */

import { publishedOwner } from '../../knowledge/owner-of-host.ts';
import { REDIRECT_REFUSALS, type RedirectRefusal, redirectRefusalOf } from '../../knowledge/redirect-refusal.ts';
import { listing, word } from '../../model/command/index.ts';
import type { Failure, FailureKind } from '../../model/failure.ts';
import type { Confidence } from '../../model/finding.ts';
import type { WebObservation } from '../../model/observation.ts';
import { answersByHost } from '../facts/answers.ts';
import { type FilterPages, filterPages } from '../facts/filter-pages.ts';
import { endpointOfHop, type FailedHop, failedHops, lastAnswerOf, phaseOfHop } from '../facts/hops.ts';
import { unique } from '../facts/order.ts';
import { hasPrivateRoot, issuerName, proofOfHop, tlsProofUpToHop } from '../facts/tls-proof.ts';
import type { ForeignMark, View } from '../facts/view.ts';
import { by, type Claim, defineRule } from './rule.ts';
import { httpCheck, tlsCheck } from './shared/by-hand.ts';
import { endpointText, toList, verb } from './shared/wording.ts';

type Loss = 'silent' | 'cut' | 'not-http' | 'redirects' | 'refused-redirect' | 'page';

interface Facts {
  hosts: string[];
  loss: Loss;
  /** True if TLS was verified to a public root, so that the answer is the server's own. */
  genuine: boolean;
  /** The private CA that signed the certificate; null if there is none. */
  issuer: string | null;
  /** True if the answer came over TLS. */
  encrypted: boolean;
  /** True if a part of the answer arrived. */
  begun: boolean;
  viaProxy: boolean;
  /** The owner of these hosts; null for several owners or an unknown one. */
  owner: string | null;
  /** The expected content, if a page came instead. */
  due: string | null;
  /** The target of a redirect that was not followed, and the reason. */
  onward: { to: string; refusal: RedirectRefusal } | null;
}

const LOSSES: Readonly<Partial<Record<FailureKind, Loss>>> = {
  'http.timeout': 'silent',
  'http.reset': 'cut',
  'http.closed': 'cut',
  'http.not-http': 'not-http',
  'http.redirect': 'redirects',
};
const LOST = new Set(Object.keys(LOSSES) as FailureKind[]);

export const answerUnusable = defineRule<Facts>({
  code: 'GD410',
  excludes: { 'tls-cut-off': by.faults, 'download-cut-short': by.faults, 'download-too-slow': by.faults, 'service-unhealthy': by.faults },

  find(view) {
    const pages = filterPages(view);
    const lost = failedHops(view, LOST).filter((each) => isAnswered(each) && !isOfAFilter(each, pages));
    return [...pagesInstead(view), ...lostAlike(view, lost)];
  },

  summary: 'TCP and TLS succeed, but no usable answer arrives.',
  why: 'After the handshake, a device in the network may cut the connection or hold it back: intrusion prevention, data loss prevention, or a time or size limit. The server itself may also be failing.',
  stops: 'Calls to the affected host hang or end with “connection reset”, “unexpected EOF” or “malformed HTTP response”.',
  otherwise: 'a device on the path may damage the answer',
  confusedWith: {
    'tls-cut-off': 'the handshake itself is cut; here the handshake completes.',
    'download-cut-short': 'the answer is incomplete; here no usable answer arrives.',
    'download-too-slow': 'a download completes, but slowly.',
    'service-unhealthy': 'the server answers with an error.',
  },
  byHand: [
    { run: tlsCheck(word`<host>`, word`<host>`), shows: 'Server certificate', tells: 'TCP connects, and the TLS handshake completes.' },
    {
      run: httpCheck(word`<url>`),
      shows: 'status 000',
      tells: 'No usable answer came. The error line of curl shows how the connection ended.',
    },
  ],
  example: {
    hosts: ['<host>'],
    loss: 'cut',
    genuine: true,
    issuer: null,
    encrypted: true,
    begun: false,
    viaProxy: false,
    owner: null,
    due: null,
    onward: null,
  },
  title: (facts) => `${toList(facts.hosts, 3)} ${titleOf(facts)}`,
  evidence: ({ hosts, loss, genuine, issuer, encrypted, begun, onward }) => [
    `${toList(hosts)}: ${loss === 'silent' && begun ? 'the answer began but did not end before the deadline' : SEEN[loss]}.`,
    onward !== null &&
      `The redirect leads to ${onward.to} (${REDIRECT_REFUSALS[onward.refusal]}). gitpod-doctor did not follow it and sent nothing to that address.`,
    !encrypted
      ? 'The request went over plain HTTP, so nothing proves who answered.'
      : genuine
        ? 'The certificate is from a public CA, so the connection leads to the genuine server.'
        : `The certificate of the connection is signed by “${issuer ?? 'an unnamed issuer'}”, which is not a public CA.`,
  ],
  fixes: (facts) => [!isServersOwn(facts) && forTheNetwork(facts), isOneServers(facts) && forTheServer(facts)],
});

function lostAlike(view: View, lost: readonly FailedHop[]): Claim<Facts>[] {
  return [...Map.groupBy(lost, causeOf).values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const facts = factsOf(first, group);
    return [
      {
        subject: toList(facts.hosts, 1),
        confidence: confidenceOf(facts),
        accountsFor: group.map(({ observation }) => observation.id),
        evidence: unique(group.flatMap(({ observation }) => view.controlFor(observation, 'repeat')?.id ?? [])),
        facts,
      },
    ];
  });
}

/** True if the genuine server answers 200 with a page instead of data. If the server is not proved genuine, GD401 reports the page. */
function pagesInstead(view: View): Claim<Facts>[] {
  const pages = answersByHost(
    view,
    ({ observation, answer, vouched }) =>
      vouched === 'public' && answer.pageClass !== 'block-page' && view.foreign(observation)?.mark === 'media-type',
  );
  return pages.map(({ host, group, viaProxy, claim }) => ({
    ...claim,
    confidence: 'likely',
    facts: {
      ...{ hosts: [host], loss: 'page', genuine: true, issuer: null, encrypted: true, begun: true, viaProxy },
      owner: publishedOwner(host),
      due: group.map(({ observation }) => dueOf(view.foreign(observation)))[0] ?? null,
      onward: null,
    },
  }));
}

function dueOf(mark: ForeignMark | null): string | null {
  if (mark?.mark !== 'media-type') return null;
  return mark.expected.includes('json') ? 'JSON' : 'a file';
}

const TITLES = {
  silent: ['accepts the request but never answers', 'accept the request but never answer'],
  cut: ['ends the connection instead of answering', 'end the connection instead of answering'],
  'not-http': ['answers with something that is not HTTP', 'answer with something that is not HTTP'],
  redirects: ['redirects in circles or to an unusable address', 'redirect in circles or to an unusable address'],
  'refused-redirect': ['redirects to a forbidden address', 'redirect to a forbidden address'],
  page: ['sends a web page instead of data', 'send a web page instead of data'],
} as const satisfies Record<Loss, readonly [string, string]>;

function titleOf({ hosts, loss, begun, due, onward }: Facts): string {
  if (onward !== null) return `${verb(hosts.length, 'redirects', 'redirect')} to ${onward.to}, ${REDIRECT_REFUSALS[onward.refusal]}`;
  if (due !== null) return `${verb(hosts.length, 'sends', 'send')} a web page instead of ${due}`;
  const [one, many] =
    begun && loss === 'silent'
      ? ['begins to answer but does not finish in time', 'begin to answer but do not finish in time']
      : TITLES[loss];
  return verb(hosts.length, one, many);
}

const SEEN = {
  silent: 'the request was sent, but no answer arrived before the deadline',
  cut: 'the request was sent, but the connection ended before an answer came',
  'not-http': 'the answer is not HTTP',
  redirects: 'the answer redirects too often, or to an address that is not valid',
  'refused-redirect': 'the answer is a redirect that this program does not follow',
  page: 'the answer reports success but contains a web page, which programs cannot use',
} as const satisfies Record<Loss, string>;

/** The request was sent over completed TLS, or without TLS if required. A stall during the answer is GD412. */
function isAnswered({ observation, hop, phase }: FailedHop): boolean {
  if (phase.name === 'http' && phase.silentMs !== undefined && (phase.answer?.receivedBytes ?? 0) > 0) return false;
  // The previous hop's answer led to a host with an internal address.
  if (phase.name === 'dns') return redirectRefusalOf(observation.failure) !== null && !isOfAService(observation, hop);
  const tls = phaseOfHop(observation, 'tls', hop);
  return tls === undefined ? phase.name === 'http' : tls.ok;
}

/** True if the redirect is genuine or leads to a listed service, so that the host behind it is blocked (GD403). */
function isOfAService(observation: WebObservation, hop: number): boolean {
  const to = endpointOfHop(observation, hop);
  return tlsProofUpToHop(observation, hop - 1) === 'public' || (to !== null && publishedOwner(to.host) !== null);
}

/** A filter's redirect to its own page is the filter's answer, which GD401 reports. */
function isOfAFilter({ observation }: FailedHop, pages: FilterPages): boolean {
  return redirectRefusalOf(observation.failure) !== null && pages.has(observation.id);
}

/** The same failure on one route has one cause, whatever the host. A failure that only the server can cause gets a finding per host. */
function causeOf(failed: FailedHop): string {
  const { observation, hop, host, kind, direct } = failed;
  const loss = lossOf(observation.failure, kind);
  const proof = proofOfHop(observation, hop);
  const each = loss === 'not-http' || loss === 'redirects' || loss === 'refused-redirect' ? host : '';
  return `${loss} ${each} ${proof} ${direct} ${issuerOf(failed)} ${isBegun(failed)}`;
}

function factsOf(first: FailedHop, group: readonly FailedHop[]): Facts {
  const hosts = unique(group.map(({ host }) => host));
  const owners = unique(hosts.map(publishedOwner));
  return {
    hosts,
    loss: lossOf(first.observation.failure, first.kind),
    genuine: group.every(({ observation, hop }) => proofOfHop(observation, hop) === 'public'),
    issuer: issuerOf(first),
    encrypted: phaseOfHop(first.observation, 'tls', first.hop) !== undefined,
    begun: group.some(isBegun),
    viaProxy: group.some(({ direct }) => !direct),
    owner: owners.length === 1 ? (owners[0] ?? null) : null,
    due: null,
    onward: onwardOf(first),
  };
}

function lossOf(failure: Failure | null, kind: FailureKind): Loss {
  return redirectRefusalOf(failure) === null ? (LOSSES[kind] ?? 'silent') : 'refused-redirect';
}

function onwardOf({ observation, hop, phase }: FailedHop): Facts['onward'] {
  const refusal = redirectRefusalOf(observation.failure);
  if (refusal === null) return null;
  const to = phase.name === 'dns' ? endpointOfHop(observation, hop) : (lastAnswerOf(observation)?.redirect ?? null);
  return { to: to === null ? 'an address' : endpointText(to.host, to.port), refusal };
}

function issuerOf({ observation, hop }: FailedHop): string | null {
  const tls = phaseOfHop(observation, 'tls', hop);
  return tls !== undefined && hasPrivateRoot(tls) ? issuerName(tls.chain) : null;
}

function isBegun({ observation }: FailedHop): boolean {
  return (lastAnswerOf(observation)?.receivedBytes ?? 0) > 0;
}

/**
 * True for a failure that only the server can cause: no device on the path can insert content into verified TLS, while any device can end
 * or delay the answer.
 */
function isServersOwn({ loss, genuine }: Facts): boolean {
  return genuine && (loss === 'not-http' || loss === 'redirects' || loss === 'refused-redirect' || loss === 'page');
}

/** True if the failure comes from the servers of one owner: servers of several owners do not fail in the same way. */
function isOneServers({ genuine, hosts, owner }: Facts): boolean {
  return genuine && (hosts.length === 1 || owner !== null);
}

function confidenceOf(facts: Facts): Confidence {
  return isServersOwn(facts) ? 'certain' : 'likely';
}

function forTheNetwork({ hosts, loss, viaProxy, encrypted }: Facts) {
  const names = toList(hosts, 20);
  const state = encrypted ? 'open, and the TLS handshake completes' : 'open';
  return {
    owner: 'network-team' as const,
    text: `Connections to ${names}${viaProxy ? ' through the proxy' : ''} ${state}; then the request ${loss === 'silent' ? 'gets no answer' : loss === 'cut' ? 'is cut' : 'is answered by something else'}. Please look for a device that inspects or limits such connections (intrusion prevention, data loss prevention, limits of time or size, HTTP/2 handling) and exempt ${names} from it.`,
    command: listing(
      'rules',
      hosts.map((host) => `exempt ${host} from inspection`),
    ),
  };
}

function forTheServer(facts: Facts) {
  const names = toList(facts.hosts, 20);
  return facts.owner === 'Gitpod'
    ? {
        owner: 'gitpod' as const,
        text: `${names} ${titleOf({ ...facts, begun: false })}, although the certificate is from a public CA. Please check ${names}${isServersOwn(facts) ? '' : ', if our network team finds no such device'}.`,
      }
    : {
        owner: 'you' as const,
        text: `Measure again in a few minutes, and look at the status page of the operator of ${names}. The server itself ${isServersOwn(facts) ? 'is' : 'may be'} failing.`,
      };
}
