/** Faults of the genuine service, applied to its healthy answer. */

import { constants } from 'node:http2';
import type { ServiceRule } from '../description.ts';
import { matchesHost } from '../patterns.ts';
import { page, type Site, type WebAnswer, type WebRequest } from './answer.ts';

const TITLES: Readonly<Record<number, string>> = {
  403: '403 ERROR: The request could not be satisfied.',
  404: '404 Not Found',
  451: '451 Unavailable For Legal Reasons',
  500: '500 Internal Server Error',
  503: '503 Service Temporarily Unavailable',
};

export function withFaults(site: Site, rules: readonly ServiceRule[]): Site {
  return (request) => {
    const fault = rules.find((rule) => concerns(rule, request))?.fault;
    switch (fault?.kind) {
      case 'status':
        return page(TITLES[fault.status] ?? String(fault.status), fault.status);
      case 'wants-http1':
        return { ...site(request), resetsStream: constants.NGHTTP2_HTTP_1_1_REQUIRED };
      case 'refuses-head':
        return request.method === 'HEAD' ? page('405 Method Not Allowed', 405) : site(request);
      case 'garbled':
        return saidToBePacked(site(request));
      case 'answers':
        return fault.answer;
      case 'cut-short':
        return cutShort(site(request));
      case 'altered':
        return altered(site(request));
      case 'slow':
        return { ...site(request), bytesPerSecond: fault.bytesPerSecond };
      case 'stalls':
        return { ...site(request), stallsAfter: fault.afterBytes };
      case 'hang-up':
        return { ...site(request), hangsUp: true };
      case 'clock':
        return dated(site(request), fault.aheadMs);
      default:
        return site(request);
    }
  };
}

function concerns(rule: ServiceRule, request: WebRequest): boolean {
  return rule.fault.kind !== 'certificate' && matchesHost(rule.to, request.host) && request.path.endsWith(rule.pathEnds ?? '');
}

function cutShort(answer: WebAnswer): WebAnswer {
  return { ...answer, cutAfter: Math.floor(answer.body.length / 2) };
}

function dated(answer: WebAnswer, aheadMs: number): WebAnswer {
  return { ...answer, headers: { ...answer.headers, date: new Date(Date.now() + aheadMs).toUTCString() } };
}

function saidToBePacked(answer: WebAnswer): WebAnswer {
  return { ...answer, headers: { ...answer.headers, 'content-encoding': 'gzip' } };
}

/** Changes one byte in the middle and keeps the length. */
function altered(answer: WebAnswer): WebAnswer {
  const body = Buffer.from(answer.body);
  const middle = body.length >> 1;
  if (body.length > 0) body[middle] = (body[middle] ?? 0) ^ 0xff;
  return { ...answer, body };
}
