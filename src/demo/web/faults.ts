/** Applies faults of the genuine service to its normal response. */
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
    const sound = site(request);
    const fault = rules.find((rule) => concerns(rule, request))?.fault;
    switch (fault?.kind) {
      case 'status':
        return page(TITLES[fault.status] ?? String(fault.status), fault.status);
      case 'wants-http1':
        return { ...sound, resetsStream: constants.NGHTTP2_HTTP_1_1_REQUIRED };
      case 'refuses-head':
        return request.method === 'HEAD' ? page('405 Method Not Allowed', 405) : sound;
      case 'garbled':
        return { ...sound, headers: { ...sound.headers, 'content-encoding': 'gzip' } };
      case 'answers':
        return fault.answer;
      case 'cut-short':
        return { ...sound, cutAfter: Math.floor(sound.body.length / 2) };
      case 'altered':
        return altered(sound);
      case 'slow':
        return { ...sound, bytesPerSecond: fault.bytesPerSecond };
      case 'stalls':
        return { ...sound, stallsAfter: fault.afterBytes };
      case 'hang-up':
        return { ...sound, hangsUp: true };
      case 'clock':
        return { ...sound, headers: { ...sound.headers, date: new Date(Date.now() + fault.aheadMs).toUTCString() } };
      default:
        return sound;
    }
  };
}

function concerns(rule: ServiceRule, request: WebRequest): boolean {
  return rule.fault.kind !== 'certificate' && matchesHost(rule.to, request.host) && request.path.endsWith(rule.pathEnds ?? '');
}

/** Changes one byte in the middle and keeps the length. */
function altered(answer: WebAnswer): WebAnswer {
  const body = Buffer.from(answer.body);
  const middle = body.length >> 1;
  if (body.length > 0) body[middle] = (body[middle] ?? 0) ^ 0xff;
  return { ...answer, body };
}
