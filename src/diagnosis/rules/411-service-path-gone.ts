/** GD411: the genuine server answers that there is nothing at the documented path. */

import { targetText } from '../../model/target.ts';
import { statusOf } from '../by-hand.ts';
import { answerOf, type FailedHop, failedHops } from '../evidence/hops.ts';
import { publishedOwner } from '../evidence/owner-of-host.ts';
import { isStandIn } from '../evidence/stand-ins.ts';
import { isOwnServer, tlsProof } from '../evidence/tls-proof.ts';
import { listed, unique } from '../evidence/wording.ts';
import { type Hedged, rule } from '../rule.ts';
import type { View } from '../view.ts';
import { REFUSALS } from './409-service-refuses-client.ts';

interface Facts {
  host: string;
  urls: string[];
  statuses: number[];
  /** Somebody else than this person names the URL: the published list. */
  published: boolean;
}

interface Gone extends FailedHop {
  status: number;
}

export const servicePathGone = rule<Facts>({
  code: 'GD411',
  scope: 'service',

  find(view) {
    const gone = failedHops(view, new Set(['http.status'])).flatMap((failed): Gone[] => {
      const answer = answerOf(failed.observation);
      const proof = tlsProof(failed.observation);
      const own = isOwnServer(failed.observation, failed.host);
      if (answer === null || !(proof === 'public' || own) || answer.pageClass === 'challenge') return [];
      const status = answer['http.response.status_code'];
      return status >= 400 && status < 500 && !REFUSALS.has(status) ? [{ ...failed, status }] : [];
    });
    return [...Map.groupBy(gone, ({ host }) => host)].map(([host, group]) => ({
      subject: host,
      confidence: confidenceOf(view, group),
      accountsFor: group.map(({ observation }) => observation.id),
      facts: {
        host,
        urls: unique(group.map(({ observation }) => targetText(observation.target))),
        statuses: unique(group.map(({ status }) => status)).sort((a, b) => a - b),
        published: publishedOwner(host) !== null,
      },
    }));
  },

  explanation: {
    summary: 'The genuine server answers that there is nothing at this path.',
    why: 'The network let the request through: only the genuine server can answer over this TLS. The path has moved, was withdrawn, or is not what this request looks like from outside.',
    stops: 'What is fetched from this path: a release, a manifest, a download.',
    otherwise: 'the service may hide the path from this network alone',
    confusedWith: [
      {
        name: 'service-refuses-client',
        apart: 'There the server refuses this client with 401, 403 or 451; here it says that the path is not there.',
      },
      { name: 'service-unhealthy', apart: 'There the server has an error of its own, of the 500s.' },
      { name: 'block-page', apart: 'There the answer is not proved to be the server’s.' },
    ],
    byHand: [
      { run: statusOf('<url>'), shows: 'status 404', tells: 'The server does not know the path, over TLS that curl has verified (no -k).' },
    ],
    byHandNote: 'To see whether the path is gone for everybody, repeat it from another network: the same answer there means that it is.',
    example: { host: '<host>', urls: ['<url>'], statuses: [404], published: true },
    title: ({ host, statuses }) => `${host} has nothing at the documented path (${listed(statuses.map(String))})`,
    evidence: ({ urls, statuses }) => [
      `${listed(urls)}: status ${listed(statuses.map(String))}, over TLS that only the genuine server can speak.`,
    ],
    fixes: ({ urls, statuses, published }) => [
      published
        ? {
            owner: 'gitpod',
            text: `The access requirements name ${listed(urls)}, and the genuine server answers ${listed(statuses.map(String))}. Please say which path is current, or restore it.`,
          }
        : {
            owner: 'you',
            text: `Check the address that you gave: ${listed(urls)} answers ${listed(statuses.map(String))}. If it is right, ask whoever runs that server.`,
          },
    ],
  },
});

/** 404 and 410 say so; another status may mean the request and not the path. Of a stand-in nobody knows what is right. */
function confidenceOf(view: View, group: readonly Gone[]): Hedged {
  const chosen = group.every(({ observation }) =>
    observation.requirements.some((id) => {
      const row = view.requirement(id);
      return row !== undefined && isStandIn(row, observation);
    }),
  );
  const said = group.every(({ status }) => status === 404 || status === 410);
  return said && !chosen ? 'likely' : 'possible';
}
