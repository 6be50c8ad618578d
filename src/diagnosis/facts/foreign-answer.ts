/**
 * Responses that the service did not send (docs/design.md §2). TLS verified to public roots proves the genuine server, so its response is
 * never attributed to another server, even if it is a page instead of data. Without that proof the content decides.
 */

import { ownerOf, publishedOwner } from '../../knowledge/owner-of-host.ts';
import type { WebObservation } from '../../model/observation.ts';
import type { HttpAnswer } from '../../model/phase.ts';
import type { Requirement } from '../../model/requirement.ts';
import { NETWORK_LOGIN_STATUS, PROXY_LOGIN_STATUS } from './statuses.ts';
import { tlsProof } from './tls-proof.ts';
import { type ForeignMark, firstPhase } from './view.ts';

/** The sign that another server answered a successful request; null if there is none. */
export function foreignMark(observation: WebObservation, rows: readonly Requirement[]): ForeignMark | null {
  if (observation.state !== 'completed') return null;
  const http = firstPhase(observation, 'http');
  if (http?.answer == null) return null;
  const isGenuine = tlsProof(observation) === 'public';
  return (isGenuine ? null : foreignMarkOfAnswer(http.answer, http['server.address'], rows)) ?? otherThanDue(http.answer, rows);
}

/** The sign in any answer of this host, even in one that was read although its TLS was not verified. */
export function foreignMarkOfAnswer(answer: HttpAnswer, host: string, rows: readonly Requirement[]): ForeignMark | null {
  if (answer.filterVendor !== null && !isPassedOn(answer)) return { mark: 'filter', vendor: answer.filterVendor };
  const { blockedBy } = answer;
  if (blockedBy !== undefined && ownerOf(blockedBy) !== ownerOf(host)) return { mark: 'blocked-by', host: blockedBy };
  if (answer.pageClass === 'block-page') return { mark: 'page', pageClass: 'block-page' };
  const status = answer['http.response.status_code'];
  if (status === PROXY_LOGIN_STATUS || status === NETWORK_LOGIN_STATUS) return { mark: 'login-demanded', status };
  // The user's own services often start with a login page, or redirect to one.
  if (publishedOwner(host) === null) return null;
  if (answer.redirect !== null && redirectIsForeign(host, answer.redirect.host, rows))
    return { mark: 'redirect', host: answer.redirect.host };
  if (answer.pageClass === 'login' && rows.some((row) => row.proof.contentType !== null)) return { mark: 'page', pageClass: 'login' };
  // A failing service has an error status; a filter often answers 200.
  if (isSuccess(answer) && answer.pageClass === 'error') return { mark: 'page', pageClass: 'error' };
  return otherThanDue(answer, rows);
}

/** A gateway marks every answer that it forwards (Via, RFC 9110 §7.6.3). The mark shows a filter only on a refusal or a login. */
function isPassedOn(answer: HttpAnswer): boolean {
  return isSuccess(answer) && (answer.pageClass === 'none' || answer.pageClass === 'other');
}

/** A page with a success status, although the requirement expects data. */
function otherThanDue(answer: HttpAnswer, rows: readonly Requirement[]): ForeignMark | null {
  if (!isSuccess(answer)) return null;
  if (answer.pageClass === 'challenge') return rows.some(({ proof }) => proof.status !== 'any') ? { mark: 'challenge' } : null;
  const isPage = answer.contentType === 'text/html' || answer.pageClass !== 'none';
  const expected = isPage ? (rows.map(typeDue).find((type) => type !== null) ?? null) : null;
  return expected === null || expected === 'text/html' ? null : { mark: 'media-type', expected, got: answer.contentType ?? 'text/html' };
}

function isSuccess(answer: HttpAnswer): boolean {
  return answer['http.response.status_code'] >= 200 && answer['http.response.status_code'] < 300;
}

/**
 * The content type that the listed path must deliver: JSON if the requirement's proof or the registry protocol expects it, a file if
 * Gitpod's programs download it. For an invented host name the type is unknown until it is calibrated.
 */
function typeDue({ proof, targets, discovery, origin }: Requirement): string | null {
  const type = proof.contentType ?? typeOfStatus(proof);
  if (type === null || proof.calibrated !== null) return type;
  const isDocumented = origin === 'document' && discovery === null && targets.length > 0;
  return isDocumented && targets.every(({ standsFor }) => standsFor === null) ? type : null;
}

function typeOfStatus({ status, followRedirects }: Requirement['proof']): string | null {
  if (status === 'registry') return 'application/json';
  return status === 'success-or-redirect' && followRedirects ? 'application/octet-stream' : null;
}

/**
 * Downloads may redirect to other hosts, and their requirements follow such redirects. Any other listed host redirects only within its
 * domain family.
 */
function redirectIsForeign(host: string, to: string, rows: readonly Requirement[]): boolean {
  return ownerOf(host) !== ownerOf(to) && !rows.some((row) => row.proof.followRedirects);
}
