/**
 * A reply that is not the service's (DESIGN §2.3). TLS that verifies to public roots proves the genuine server, so
 * nothing that came over it is foreign, whatever it looks like. Without that proof a reply speaks for itself.
 */
import type { WebObservation } from '../model/observation.ts';
import type { HttpAnswer } from '../model/phase.ts';
import type { Requirement } from '../model/requirement.ts';
import { ownerOf, publishedOwner } from './evidence/owner-of-host.ts';
import { tlsProof } from './evidence/tls-proof.ts';
import { phase } from './view.ts';

export type ForeignMark =
  | { mark: 'filter'; vendor: string }
  | { mark: 'page'; pageClass: 'block-page' | 'login' | 'error' }
  | { mark: 'redirect'; host: string }
  | { mark: 'media-type'; expected: string; got: string };

/** What betrays a reply to a request that itself succeeded; null if nothing does. */
export function foreignMark(observation: WebObservation, rows: readonly Requirement[]): ForeignMark | null {
  if (observation.state !== 'completed' || tlsProof(observation) === 'public') return null;
  const http = phase(observation, 'http');
  return http?.answer == null ? null : markOf(http.answer, http['server.address'], rows);
}

/** The same for any answer of this host, for instance one that was read without verification. */
export function markOf(answer: HttpAnswer, host: string, rows: readonly Requirement[]): ForeignMark | null {
  if (answer.filterVendor !== null) return { mark: 'filter', vendor: answer.filterVendor };
  if (answer.pageClass === 'block-page') return { mark: 'page', pageClass: 'block-page' };
  // Many a service of the person's own starts with a login page or sends its users elsewhere for one.
  if (publishedOwner(host) === null) return null;
  if (answer.redirect !== null && redirectIsForeign(host, answer.redirect.host, rows))
    return { mark: 'redirect', host: answer.redirect.host };
  if (answer.pageClass === 'login' && rows.some((row) => row.proof.contentType !== null)) return { mark: 'page', pageClass: 'login' };
  const success = answer['http.response.status_code'] >= 200 && answer['http.response.status_code'] < 300;
  // A service that fails says so with its status; a policy often does not.
  if (success && answer.pageClass === 'error') return { mark: 'page', pageClass: 'error' };
  const expected = rows.find(isTypeKnown)?.proof.contentType ?? null;
  if (expected !== null && success && answer.contentType === 'text/html' && expected !== 'text/html')
    return { mark: 'media-type', expected, got: answer.contentType };
  return null;
}

/** The list's own path delivers its type; of a name that stands in for another nobody knows before it was calibrated. */
function isTypeKnown({ proof, targets, discovery }: Requirement): boolean {
  if (proof.contentType === null) return false;
  const isDocumented = discovery === null && targets.length > 0 && targets.every(({ standsFor }) => standsFor === null);
  return isDocumented || proof.calibrated !== null;
}

/** Downloads move between hosts for good reasons, and those rows follow them; a listed host otherwise stays in its family. */
function redirectIsForeign(host: string, to: string, rows: readonly Requirement[]): boolean {
  return ownerOf(host) !== ownerOf(to) && !rows.some((row) => row.proof.followRedirects);
}
