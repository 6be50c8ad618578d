/** GD409: the genuine server refuses this client. */

import { publishedOwner } from '../../knowledge/owner-of-host.ts';
import { word } from '../../model/command/index.ts';
import { answersByHost, type HttpAnswerFact, type ServerProof } from '../facts/answers.ts';
import { unique } from '../facts/order.ts';
import { isExplicitStatus, PROXY_LOGIN_STATUS } from '../facts/statuses.ts';
import { isOwnServer } from '../facts/tls-proof.ts';
import { by, defineRule } from './rule.ts';
import { httpCheck } from './shared/by-hand.ts';
import { deviceText, serverProofText, toList } from './shared/wording.ts';

interface Facts {
  host: string;
  statuses: number[];
  products: string[];
  /** Hosts that a 451 names as the ones that block (RFC 7725). */
  blockedBy: string[];
  vouched: ServerProof;
  issuer: string | null;
  viaProxy: boolean;
  owner: 'gitpod' | 'published' | 'own';
}

/** 401, 402, 403 and 451: the server knows the address and refuses. */
export const REFUSAL_STATUSES: ReadonlySet<number> = new Set([401, 402, 403, 451]);

export const serviceRefusesClient = defineRule<Facts>({
  code: 'GD409',
  excludes: { 'block-page': by.failuresOf('http.status'), 'service-unhealthy': by.failuresOf('http.status'), 'challenge-page': by.faults },

  find(view) {
    return answersByHost(view, isRefusal).map(({ host, group, vouched, issuer, viaProxy, statuses, products, claim }) => {
      const owner = publishedOwner(host);
      return {
        ...claim,
        // A storage service also answers 403 for a missing path; 451 has no other meaning.
        confidence: vouched === 'public' && statuses.includes(451) ? 'certain' : 'likely',
        facts: {
          ...{ host, statuses, products, vouched, issuer, viaProxy },
          blockedBy: unique(group.flatMap(({ answer }) => answer.blockedBy ?? [])),
          owner: owner === 'Gitpod' ? 'gitpod' : owner === null ? 'own' : 'published',
        },
      };
    });
  },

  summary: 'The genuine server answers, but it refuses this client.',
  why: 'The service itself refuses this client. The reason may be a web application firewall, a country rule, a reputation list with your egress address, or a request limit that your whole company shares. Some storage services also refuse a path that no longer exists.',
  stops: 'The service refuses downloads and calls, although the network does not block them.',
  otherwise: 'the service may refuse this request from every network',
  confusedWith: {
    'block-page': 'a filter without a genuine certificate sends the page; here only the genuine server can have answered.',
    'service-unhealthy': 'the service fails for every client, with a status from 500 to 599.',
    'challenge-page': 'a browser can pass the page; here the service refuses browsers too.',
  },
  byHand: [
    {
      run: httpCheck(word`<url>`),
      shows: 'status 403',
      tells: 'curl verified the certificate (no -k), so the service itself refuses the request. 401 and 451 mean the same.',
    },
  ],
  byHandNote:
    'Repeat the command on another network, for example through a phone. If it works there, the service refuses your egress address.',
  example: {
    ...{ host: '<host>', statuses: [403], products: [], blockedBy: [], vouched: 'public', issuer: null },
    ...{ viaProxy: false, owner: 'published' },
  },
  title: ({ host, statuses }) => `${host} refuses this client (${toList(statuses.map(String))})`,
  evidence: ({ host, statuses, products, blockedBy, vouched, issuer }) => [
    `${host} answers ${toList(statuses.map(String))}${products.length > 0 ? ` (${toList(products)})` : ''}.`,
    blockedBy.length > 0 && `The answer says that ${toList(blockedBy)} blocks the request (Link: rel="blocked-by").`,
    serverProofText(vouched, issuer),
  ],
  fixes: (facts) => [forTheServer(facts), forTheNetwork(facts)],
});

/**
 * True if the answer probably comes from the genuine server. A policy page of the server counts with any status; a 407 of a proxy does not
 * count.
 */
function isRefusal({ observation, answer, status, host, vouched, failed }: HttpAnswerFact): boolean {
  if (!failed || answer.pageClass === 'challenge') return false;
  if (vouched !== 'public' && !isOwnServer(observation, host)) return false;
  const isOwnPage = vouched === 'public' && answer.pageClass === 'block-page' && !isExplicitStatus(status);
  return REFUSAL_STATUSES.has(status) || isOwnPage || (status === PROXY_LOGIN_STATUS && vouched === 'public');
}

function forTheServer({ host, statuses, owner, vouched, blockedBy }: Facts) {
  const status = toList(statuses.map(String));
  if (blockedBy.length > 0 && owner !== 'gitpod')
    return { owner: 'you' as const, text: `Ask ${toList(blockedBy)} why it blocks the request: ${host} names it and answers ${status}.` };
  if (owner === 'gitpod')
    return {
      owner: 'gitpod' as const,
      text: `${host} answers ${status} to this client over verified TLS, for a path that the access requirements name. Please check the rules for our egress address, and whether the path still exists.`,
    };
  if (owner === 'own' && vouched !== 'public')
    return {
      owner: 'you' as const,
      text: `${host} answers ${status}. Check in its settings which clients may request this address without a login.`,
    };
  return { owner: 'you' as const, text: `Ask the operator of ${host} why it refuses the egress address of this network with ${status}.` };
}

function forTheNetwork({ host, statuses, viaProxy, vouched, issuer }: Facts) {
  const status = toList(statuses.map(String));
  return vouched === 'public'
    ? {
        owner: 'network-team' as const,
        text: `${host} itself refuses requests from our egress address${viaProxy ? ' (that of the proxy)' : ''} with ${status}. Please tell us our egress address and check it on public reputation lists. Can our machine use another egress address?`,
      }
    : {
        owner: 'network-team' as const,
        text: `Requests to ${host}${viaProxy ? ' through the proxy' : ''} get the answer ${status}, and nothing proves who answers. Please check whether ${deviceText(vouched, issuer)} refuses requests to ${host}. If not, the server itself refuses the requests.`,
      };
}
