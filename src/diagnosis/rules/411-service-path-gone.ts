/** GD411: the genuine server answers that the documented path does not exist, or rejects the request to it. */

import { publishedOwner } from '../../knowledge/owner-of-host.ts';
import { word } from '../../model/command/index.ts';
import { targetText } from '../../model/target.ts';
import { answersByHost, type HttpAnswerFact } from '../facts/answers.ts';
import { unique } from '../facts/order.ts';
import { isExplicitStatus } from '../facts/statuses.ts';
import { isOwnServer } from '../facts/tls-proof.ts';
import { REFUSAL_STATUSES } from './409-service-refuses-client.ts';
import { defineRule } from './rule.ts';
import { httpCheck } from './shared/by-hand.ts';
import { serverProofText, toList } from './shared/wording.ts';

export const servicePathGone = defineRule({
  code: 'GD411',

  find(view) {
    return answersByHost(view, isGone).map(({ host, group, vouched, issuer, statuses, claim }) => ({
      ...claim,
      // A status other than 404 and 410 may be about the request, not the path.
      confidence: group.every(saysSo) ? 'likely' : 'possible',
      facts: {
        ...{ host, statuses, vouched, issuer },
        urls: unique(group.map(({ observation }) => targetText(observation.target))),
        gone: group.every(saysSo),
        published: publishedOwner(host) !== null,
      },
    }));
  },

  summary: 'The genuine server answers that this path does not exist.',
  why: 'The network is not the cause: the certificate proves that the genuine server answered. The path was moved, was removed, or exists only for clients that log in.',
  stops: 'Programs cannot fetch anything from the missing path, such as a release, a manifest or a download.',
  otherwise: 'the service may hide the path only from this network',
  confusedWith: {
    'service-refuses-client': 'the server refuses this client with 401, 403 or 451; here the server says that the path does not exist.',
    'service-unhealthy': 'the server reports an error, with a status from 500 to 599.',
    'block-page': 'nothing proves that the genuine server answered.',
  },
  byHand: [
    {
      run: httpCheck(word`<url>`),
      shows: 'status 404',
      tells: 'curl verified the certificate (no -k), so the server itself says that the path does not exist.',
    },
  ],
  byHandNote: 'Repeat the command on another network. If the answer is the same, the path is gone for every client.',
  example: {
    ...{ host: '<host>', urls: ['<url>'], statuses: [404], vouched: 'public', issuer: null },
    // True if the status means that nothing exists at the path.
    gone: true,
    // True if the URL is in the access requirements, and not only in the settings of this user.
    published: true,
  },
  title: ({ host, statuses, gone }) =>
    `${host} ${gone ? 'has nothing at the documented path' : 'does not accept the request for the documented path'} (${toList(statuses.map(String))})`,
  evidence: ({ urls, statuses, vouched, issuer }) => [
    `${toList(urls)}: status ${toList(statuses.map(String))}.`,
    serverProofText(vouched, issuer),
  ],
  fixes: ({ urls, statuses, published }) => [
    published
      ? {
          owner: 'gitpod',
          text: `The access requirements name ${toList(urls)}, and the genuine server answers ${toList(statuses.map(String))}. Please say which path is current, or restore the documented path.`,
        }
      : {
          owner: 'you',
          text: `Check the address that you gave: ${toList(urls)} answers ${toList(statuses.map(String))}. If the address is right, ask the operator of the host.`,
        },
  ],
});

/** 421 concerns the name, not the path (406). */
const MISDIRECTED = 421;

function isGone({ observation, answer, status, host, vouched, failed }: HttpAnswerFact): boolean {
  if (
    !failed ||
    answer.pageClass === 'challenge' ||
    answer.pageClass === 'block-page' ||
    (vouched !== 'public' && !isOwnServer(observation, host))
  )
    return false;
  return status >= 400 && status < 500 && !REFUSAL_STATUSES.has(status) && !isExplicitStatus(status) && status !== MISDIRECTED;
}

function saysSo({ status }: HttpAnswerFact): boolean {
  return status === 404 || status === 410;
}
