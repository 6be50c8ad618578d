/** GD406: the genuine server answers, with an error of its own. */
import { answerOf, failedHops } from '../evidence/hops.ts';
import { publishedOwner } from '../evidence/owner-of-host.ts';
import { tlsProof } from '../evidence/tls-proof.ts';
import { listed, unique, verb } from '../evidence/wording.ts';
import { rule } from '../rule.ts';

interface Facts {
  host: string;
  statuses: number[];
  products: string[];
  publicProof: boolean;
  gitpod: boolean;
}

export const serviceUnhealthy = rule<Facts>({
  code: 'GD406',
  scope: 'service',

  find(view) {
    const broken = failedHops(view, new Set(['http.status'])).flatMap((failed) => {
      const answer = answerOf(failed.observation);
      const proof = tlsProof(failed.observation);
      const own = publishedOwner(failed.host) === null && proof === 'private';
      const isServerError = answer !== null && answer['http.response.status_code'] >= 500;
      return isServerError && (proof === 'public' || own) ? [{ ...failed, answer, proof }] : [];
    });
    return [...Map.groupBy(broken, ({ host }) => host)].map(([host, group]) => {
      const publicProof = group.every(({ proof }) => proof === 'public');
      return {
        subject: host,
        confidence: publicProof ? 'certain' : 'likely',
        accountsFor: group.map(({ observation }) => observation.id),
        facts: {
          host,
          statuses: unique(group.map(({ answer }) => answer['http.response.status_code'])).sort(),
          products: unique(group.flatMap(({ answer }) => answer.products)),
          publicProof,
          gitpod: publishedOwner(host) === 'Gitpod',
        },
      };
    });
  },

  explanation: {
    summary: 'The genuine server answers with an error of its own.',
    why: 'The service, or something behind it, is out of order. The network let the request through: the answer came over TLS that only the genuine server can speak.',
    stops: 'What needs this service fails until its operator has repaired it.',
    otherwise: 'a device on the path may answer in place of the service',
    confusedWith: [
      {
        name: 'proxy-cannot-reach-upstream',
        apart: 'There the proxy gives the error, before any TLS with the service; here it comes from inside that TLS.',
      },
      { name: 'block-page', apart: 'There the proof by TLS is missing.' },
      { name: 'service-refuses-client', apart: 'There the service works and refuses this client; here it fails.' },
    ],
    byHand: ['curl -sv https://<host>/<path> -o /dev/null'],
    example: { host: '<host>', statuses: [503], products: [], publicProof: true, gitpod: false },
    title: ({ host, statuses }) => `${host} answers with an error of its own (${listed(statuses.map(String))})`,
    evidence: ({ host, statuses, products, publicProof }) => [
      `${host} answers ${verb(statuses.length, 'status', 'statuses')} ${listed(statuses.map(String))}${products.length > 0 ? ` (${listed(products)})` : ''}.`,
      publicProof
        ? 'The answer came over TLS that verifies to public roots for this name.'
        : 'The answer came over TLS that this machine’s own store verifies.',
    ],
    fixes: ({ host, statuses, gitpod }) => [
      gitpod
        ? { owner: 'gitpod', text: `${host} answers ${listed(statuses.map(String))} over verified TLS. Please check the service.` }
        : {
            owner: 'you',
            text: `${host} has trouble of its own (${listed(statuses.map(String))}). Look at its operator's status page and measure again in a few minutes; nothing has to change in the network.`,
          },
    ],
  },
});
