/**
 * An HTTP answer reduced to facts. A server's free text is dropped: media types come from a list, products, vendors and header names from
 * dictionaries, and redirects lose their path and query. Never throws.
 */

import { HEADERS_OF_INTEREST, MEDIA_TYPES } from '../../knowledge/http-words.ts';
import type { HttpAnswer } from '../../model/phase.ts';
import type { Proof } from '../../model/requirement.ts';
import { challengeVendor } from './challenges.ts';
import { decodeBody } from './coding.ts';
import { extractValue } from './extract.ts';
import { filterVendor } from './filter-vendors.ts';
import { type Headers, valuesOfHeader } from './headers.ts';
import { classifyPage, pageParts } from './page-class.ts';
import { knownProducts } from './products.ts';
import { blockingParty, destinationOf, pageDestination, redirectUrl } from './redirects.ts';

export interface RawHttpAnswer {
  status: number;
  headers: Headers;
  body: Buffer;
  cutByLimit: boolean;
  /** This machine's clock when the response headers arrived, in milliseconds. */
  receivedAt: number;
  /** The base of a relative redirect. */
  url: URL;
}

export function answerFacts(raw: RawHttpAnswer, proof: Proof | null): HttpAnswer {
  const names = Object.keys(raw.headers).map((name) => name.toLowerCase());
  const mediaType = rawMediaType(raw.headers);
  const text = decodeAnswer(raw, proof).bytes.toString('utf8');
  const parts = pageParts(mediaType, text);
  const challengedBy = challengeVendor(raw.status, raw.headers, parts === null ? '' : text, parts?.title ?? '');
  const pageClass = challengedBy === null ? classifyPage(parts) : 'challenge';
  const onward = parts === null ? null : pageDestination(raw.status, pageClass === 'login', text, parts.words, raw.url);
  const retryAfterSeconds = retryAfter(raw);
  const redirect = redirectUrl(raw);
  const blocking = blockingParty(raw);
  const software = ['server', 'via', 'x-powered-by', 'x-squid-error'].flatMap((name) => valuesOfHeader(raw.headers, name));
  // An ordinary page may mention any vendor, but a page that refuses or requires a login mentions its own.
  const telling = pageClass === 'block-page' || pageClass === 'login' || pageClass === 'error';
  return {
    'http.response.status_code': raw.status,
    contentType: mediaType === null ? null : MEDIA_TYPES.has(mediaType) || mediaType === proof?.contentType ? mediaType : vague(mediaType),
    announcedBytes: contentLength(raw.headers),
    receivedBytes: raw.body.length,
    cutByLimit: raw.cutByLimit,
    products: knownProducts(software),
    headers: names.filter((name) => HEADERS_OF_INTEREST.has(name) || proof?.headers.includes(name)).sort(),
    filterVendor: filterVendor({
      headerNames: names,
      headerValues: [...software, redirect?.hostname ?? ''],
      pageText: telling ? text : null,
    }),
    pageClass,
    clockSkewMs: clockSkew(raw),
    redirect: redirect === null ? null : destinationOf(redirect),
    extracted: proof?.extract === null || proof === null || raw.status !== 200 ? null : extractValue(proof.extract, text),
    ...(challengedBy === null ? {} : { challengedBy }),
    ...(onward === null ? {} : { leadsTo: onward }),
    ...(blocking === null ? {} : { blockedBy: blocking }),
    ...(retryAfterSeconds === null ? {} : { retryAfterSeconds }),
  };
}

/** The decoded body, and the fault of its content coding. */
export function decodeAnswer(raw: Pick<RawHttpAnswer, 'headers' | 'body' | 'cutByLimit'>, proof: Proof | null) {
  const types = [rawMediaType(raw.headers), proof?.contentType ?? null];
  return decodeBody({ ...raw, isText: types.some((type) => type !== null && /^text\/|json|xml/.test(type)) });
}

/** Retry-After is in seconds or a date (RFC 9110 §10.2.3). */
function retryAfter(raw: RawHttpAnswer): number | null {
  const [value = ''] = valuesOfHeader(raw.headers, 'retry-after');
  if (/^\d{1,9}$/.test(value)) return Number(value);
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : Math.max(0, Math.round((at - raw.receivedAt) / 1000));
}

export function contentLength(headers: Headers): number | null {
  const [value] = valuesOfHeader(headers, 'content-length');
  return value !== undefined && /^\d{1,15}$/.test(value) ? Number(value) : null;
}

/** The Date header has whole seconds, so the middle of the second is the best estimate. A cache adds its age. */
function clockSkew(raw: RawHttpAnswer): number | null {
  const [age = '0'] = valuesOfHeader(raw.headers, 'age');
  const keptMs = /^\d{1,9}$/.test(age) ? Number(age) * 1000 : 0;
  const [date] = valuesOfHeader(raw.headers, 'date');
  const parsed = date === undefined || !/^\w{3}, \d{2} \w{3} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(date) ? Number.NaN : Date.parse(date);
  return Number.isNaN(parsed) ? null : Math.round(parsed + keptMs + 500 - raw.receivedAt);
}

function rawMediaType(headers: Headers): string | null {
  const [value] = valuesOfHeader(headers, 'content-type');
  const type = value?.split(';')[0]?.trim().toLowerCase() ?? '';
  return /^[a-z]+\/[a-z0-9.+_-]+$/.test(type) ? type : null;
}

/** The general kind of a type that is not in the list. */
function vague(mediaType: string): string {
  const kind = mediaType.split('/')[0] ?? '';
  return ['application', 'audio', 'font', 'image', 'text', 'video', 'multipart'].includes(kind) ? `${kind}/*` : '*/*';
}
