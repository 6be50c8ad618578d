/** GD415: the answer reports that the request is too large, although ours is small. */

import { publishedOwner } from '../../knowledge/owner-of-host.ts';
import { listing, word } from '../../model/command/index.ts';
import { answersByHost } from '../facts/answers.ts';
import { TOO_LARGE_STATUSES } from '../facts/statuses.ts';
import { by, defineRule } from './rule.ts';
import { httpCheck } from './shared/by-hand.ts';
import { deviceText, serverProofText, toList } from './shared/wording.ts';

export const requestTooLarge = defineRule({
  code: 'GD415',
  excludes: { 'service-refuses-client': by.faults, 'block-page': by.faults },

  find(view) {
    const refused = answersByHost(view, ({ status, failed }) => failed && TOO_LARGE_STATUSES.has(status));
    return refused.map(({ host, vouched, issuer, viaProxy, statuses, products, claim }) => ({
      ...claim,
      // No device can add headers inside verified TLS, so the limit is the server's own.
      confidence: vouched === 'public' ? ('certain' as const) : ('likely' as const),
      facts: {
        ...{ host, statuses, products, vouched, issuer, viaProxy },
        parts: statuses.flatMap((status) => TOO_LARGE_STATUSES.get(status) ?? []),
        gitpod: publishedOwner(host) === 'Gitpod',
      },
    }));
  },

  summary: 'A small request is refused as too large.',
  why: 'Servers and proxies limit the size of a request: its body (413), its address (414) and its headers (431). This request has no body, a short address and four headers. So the limit is far too low, or a device on the path adds headers of its own (logins, tickets, cookies).',
  stops: 'Uploads, pushes and calls with a token fail, especially large ones.',
  otherwise: 'a device on the path may have made the request larger, or may refuse it in place of the service',
  confusedWith: {
    'service-refuses-client': 'the server refuses this client; here the server refuses the size of the request.',
    'block-page': 'a filter refuses the address or its category.',
  },
  byHand: [
    {
      run: httpCheck(word`<url>`),
      shows: 'status 431',
      tells: 'Even this small request of curl is refused as too large. 413 and 414 mean the same.',
    },
  ],
  example: {
    ...{ host: '<host>', statuses: [431], parts: ['headers'], vouched: 'private', issuer: '<issuer>', products: [] },
    ...{ viaProxy: false, gitpod: false },
  },
  title: ({ host, statuses, parts }) => `${host} refuses a small request as too large (${toList(parts)}, ${toList(statuses.map(String))})`,
  evidence: ({ host, statuses, vouched, issuer, products }) => [
    `${host} answers ${toList(statuses.map(String))}${products.length > 0 ? ` (${toList(products)})` : ''} to a request without a body and with four headers.`,
    serverProofText(vouched, issuer),
  ],
  fixes: ({ host, statuses, parts, vouched, issuer, gitpod, viaProxy }) => {
    const status = toList(statuses.map(String));
    const server = gitpod
      ? {
          owner: 'gitpod' as const,
          text: `${host} answers ${status} to a small request over verified TLS. Please raise the limit of ${host} for ${toList(parts)}.`,
        }
      : {
          owner: 'you' as const,
          text: `Ask the operator of ${host} to raise the limit for ${toList(parts)}: it answers ${status} to a small request.`,
        };
    const network = {
      owner: 'network-team' as const,
      text: `Requests to ${host}${viaProxy ? ' through the proxy' : ''} get the answer ${status}, although they are small. Please check whether ${deviceText(vouched, issuer)} limits requests or adds headers to them (logins, tickets, cookies), and exempt ${host}.`,
      command: listing('rules', [`exempt ${host} from inspection`]),
    };
    return vouched === 'public' ? [server] : [network, server];
  },
});
