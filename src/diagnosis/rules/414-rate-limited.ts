/** GD414: the answer reports too many requests. */

import { publishedOwner } from '../../knowledge/owner-of-host.ts';
import { command, word } from '../../model/command/index.ts';
import { answersByHost } from '../facts/answers.ts';
import { TOO_MANY_REQUESTS } from '../facts/statuses.ts';
import { by, defineRule } from './rule.ts';
import { httpCheck } from './shared/by-hand.ts';
import { serverProofText } from './shared/wording.ts';

export const rateLimited = defineRule({
  code: 'GD414',
  excludes: { 'service-refuses-client': by.faults, 'challenge-page': by.faults, 'service-unhealthy': by.faults },

  find(view) {
    const limited = answersByHost(view, ({ status, answer }) => status === TOO_MANY_REQUESTS && answer.pageClass !== 'challenge');
    return limited.map(({ host, group, vouched, issuer, viaProxy, claim }) => {
      const waits = group.flatMap(({ answer }) => answer.retryAfterSeconds ?? []);
      return {
        ...claim,
        confidence: vouched === 'public' ? ('certain' as const) : ('likely' as const),
        facts: {
          ...{ host, vouched, issuer, viaProxy },
          waitSeconds: waits.length === 0 ? null : Math.max(...waits),
          owner: publishedOwner(host),
        },
      };
    });
  },

  summary: 'The service answers 429: too many requests have come from this address.',
  why: 'Services count requests for each address or account. A whole company behind one egress address shares one rate limit. A build that starts many downloads at once reaches this limit in seconds.',
  stops: 'Downloads and calls fail until the limit resets. Failures come and go, so the network seems unstable.',
  otherwise: 'a device on the path may limit the requests in place of the service',
  confusedWith: {
    'service-refuses-client': 'waiting does not help, and the status is 401, 403 or 451.',
    'challenge-page': 'the answer is a page that only a browser can pass.',
    'service-unhealthy': 'the server fails for every client, with a status from 500 to 599.',
  },
  byHand: [
    {
      run: httpCheck(word`<url>`),
      shows: 'status 429',
      tells: '429 means too many requests. After a while the same command shows another status.',
    },
  ],
  example: {
    ...{ host: '<host>', vouched: 'public', issuer: null, viaProxy: false, owner: null },
    // The requested wait in seconds; null if the answer gives none.
    waitSeconds: 60,
  },
  title: ({ host }) => `${host} answers that it has had too many requests (429)`,
  evidence: ({ host, waitSeconds, vouched, issuer }) => [
    `${host} answers 429${waitSeconds === null ? ' and does not say how long to wait' : ` and asks to wait for ${waitSeconds} s`}.`,
    serverProofText(vouched, issuer),
  ],
  fixes: ({ host, waitSeconds, viaProxy, owner }) => [
    {
      owner: 'you',
      text: `Wait ${waitSeconds === null ? 'some minutes' : `${waitSeconds} s`} and measure again, with fewer requests at once.${owner === 'Docker' ? ' Log in to Docker Hub (docker login): anonymous pulls are counted per address.' : ''}`,
      command: command`gitpod-doctor check --concurrency 2`,
    },
    {
      owner: 'network-team',
      text: `${host} limits requests from our egress address${viaProxy ? ' (that of the proxy)' : ''}. If many machines share our egress address, please spread them over more addresses, or cache what they download from ${host}.`,
    },
  ],
});
