/** GD409: the genuine server answers, and refuses this client. */

import { statusOf } from '../by-hand.ts';
import { answerOf, failedHops } from '../evidence/hops.ts';
import { publishedOwner } from '../evidence/owner-of-host.ts';
import { isOwnServer, tlsProof } from '../evidence/tls-proof.ts';
import { listed, unique } from '../evidence/wording.ts';
import * as by from '../exclusions.ts';
import { rule } from '../rule.ts';

interface Facts {
  host: string;
  statuses: number[];
  products: string[];
  /** A page that wants to know whether a person is there. */
  challenge: boolean;
  viaProxy: boolean;
  gitpod: boolean;
}

/** Unauthorised, forbidden, gone for legal reasons, too many: the server knows the address and says no. */
export const REFUSALS: ReadonlySet<number> = new Set([401, 403, 429, 451]);

export const serviceRefusesClient = rule<Facts>({
  code: 'GD409',
  scope: 'service',
  excludes: { 'block-page': by.failedWith('http.status'), 'service-unhealthy': by.failedWith('http.status') },

  find(view) {
    const refused = failedHops(view, new Set(['http.status'])).flatMap((failed) => {
      const answer = answerOf(failed.observation);
      const proof = tlsProof(failed.observation);
      const own = isOwnServer(failed.observation, failed.host);
      const challenge = answer?.pageClass === 'challenge';
      // A challenge speaks for itself, also where a device signs for the service.
      if (answer === null || !(proof === 'public' || own || challenge)) return [];
      return challenge || REFUSALS.has(answer['http.response.status_code']) ? [{ ...failed, answer, challenge, proof }] : [];
    });
    return [...Map.groupBy(refused, ({ host }) => host)].map(([host, group]) => {
      const statuses = unique(group.map(({ answer }) => answer['http.response.status_code'])).sort();
      const challenge = group.some((each) => each.challenge);
      return {
        subject: host,
        // A storage service also says 403 for a path that is no longer there; a challenge or 451 has no other reading.
        confidence: group.every(({ proof }) => proof === 'public') && (challenge || statuses.includes(451)) ? 'certain' : 'likely',
        accountsFor: group.map(({ observation }) => observation.id),
        facts: {
          host,
          statuses,
          products: unique(group.flatMap(({ answer }) => answer.products)),
          challenge,
          viaProxy: group.some(({ direct }) => !direct),
          gitpod: publishedOwner(host) === 'Gitpod',
        },
      };
    });
  },

  explanation: {
    summary: 'The genuine server answers and refuses this client.',
    why: 'A rule of the service itself turns this client away: a web application firewall, a country rule, a reputation list that contains the egress address, or a limit of requests per address that a whole company shares. Some storage services answer the same for a path that no longer exists.',
    stops: 'Downloads and calls are refused although nothing in the network is in the way.',
    otherwise: 'the service may refuse this one request, and not this network',
    confusedWith: [
      {
        name: 'block-page',
        apart: 'There the proof by TLS is missing, and the page is a filter’s; here only the genuine server can have answered.',
      },
      { name: 'service-unhealthy', apart: 'There the service fails for everybody, with an error of the 500s.' },
    ],
    byHand: [
      {
        run: statusOf('<url>'),
        shows: 'status 403',
        tells: 'The service refuses, over TLS that curl has verified (no -k). 401 and 451 are of the same kind.',
      },
    ],
    byHandNote:
      'To see whether it refuses everybody, repeat it from another network, a phone for instance: if it works there, the address that you come from decides.',
    example: { host: '<host>', statuses: [403], products: [], challenge: false, viaProxy: false, gitpod: false },
    title: ({ host, statuses, challenge }) =>
      `${host} refuses this client (${challenge ? 'challenge page' : listed(statuses.map(String))})`,
    evidence: ({ host, statuses, products, challenge }) => [
      `${host} answers ${listed(statuses.map(String))}${challenge ? ' with a challenge page' : ''}${products.length > 0 ? ` (${listed(products)})` : ''}, over TLS that only the genuine server can speak.`,
    ],
    fixes: ({ host, statuses, gitpod, viaProxy }) => [
      gitpod
        ? {
            owner: 'gitpod',
            text: `${host} answers ${listed(statuses.map(String))} to this client over verified TLS, for a path that the access requirements name. Please check the rules for our egress address, and whether the path still exists.`,
          }
        : {
            owner: 'you',
            text: `Ask the operator of ${host} why it refuses the egress address of this network with ${listed(statuses.map(String))}.`,
          },
      {
        owner: 'network-team',
        text: `${host} itself refuses requests from our egress address${viaProxy ? ' (that of the proxy)' : ''} with ${listed(statuses.map(String))}. Please tell us that address, check it on public reputation lists, and say whether another egress can be used.`,
      },
    ],
  },
});
