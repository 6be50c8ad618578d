/**
 * Whether another server answered in the service's place, even if the request itself failed. The signs are an answer to a client that does
 * not verify certificates, plain HTTP on a TLS port, and a bare refusal.
 */

import { ownerOf, publishedOwner } from '../../knowledge/owner-of-host.ts';
import { redirectRefusalOf } from '../../knowledge/redirect-refusal.ts';
import type { Confidence } from '../../model/finding.ts';
import type { WebObservation } from '../../model/observation.ts';
import { foreignMarkOfAnswer } from './foreign-answer.ts';
import { endpointOfHop, lastAnswerOf, lastHop } from './hops.ts';
import { isExplicitStatus } from './statuses.ts';
import { tlsProof } from './tls-proof.ts';
import type { ForeignMark, View } from './view.ts';

/**
 * The sign of another server: a sign in the answer itself, a sign that only the failure shows, or the CA that signed the page of a filter
 * for another requirement.
 */
export type PageMark = Exclude<ForeignMark['mark'], 'challenge' | 'login-demanded'> | 'not-tls' | 'status' | 'same-signer';

export interface ForeignPage {
  mark: PageMark;
  confidence: Confidence;
  vendor: string | null;
  status: number | null;
  contentType: string | null;
  redirect: string | null;
  /** The host that the answer names as the one that blocks (RFC 7725). */
  blockedBy?: string;
}

export function foreignPage(view: View, observation: WebObservation): ForeignPage | null {
  const answer = lastAnswerOf(observation);
  const kind = observation.failure?.kind;
  // Without an answer, only these two kinds of failure show another server.
  if (answer === null && kind !== 'tls.not-tls' && kind !== 'http.status') return null;
  if (observation.state !== 'completed' || tlsProof(observation) === 'public') return null;
  const host = endpointOfHop(observation, lastHop(observation))?.host;
  if (host === undefined) return null;
  const found = (mark: PageMark, confidence: Confidence): ForeignPage => ({
    mark,
    confidence,
    vendor: answer?.filterVendor ?? null,
    status: answer?.['http.response.status_code'] ?? null,
    contentType: answer?.contentType ?? null,
    redirect: answer?.redirect?.host ?? null,
    ...(answer?.blockedBy === undefined ? {} : { blockedBy: answer.blockedBy }),
  });
  const rows = observation.requirements.flatMap((id) => view.requirement(id) ?? []);
  const given = answer === null ? null : foreignMarkOfAnswer(answer, host, rows);
  // A challenge page belongs to the service; a login page belongs to a proxy or portal, not to a filter.
  if (given?.mark === 'challenge' || given?.mark === 'login-demanded') return null;
  if (given !== null) {
    // A vendor mark on a bare error may come from a gateway that forwards the server's answer.
    const plain =
      answer?.pageClass === 'block-page' || (given.mark === 'filter' && (answer?.pageClass === 'login' || answer?.redirect != null));
    return found(given.mark, plain ? 'certain' : 'likely');
  }
  // An unexpected certificate with a redirect to an internal or plain HTTP page belongs to another server.
  const to = answer?.redirect?.host;
  if (redirectRefusalOf(observation.failure) !== null && to !== undefined && publishedOwner(host) !== null && ownerOf(to) !== ownerOf(host))
    return found('redirect', 'certain');
  if (kind === 'tls.not-tls') return found('not-tls', 'likely');
  // An inspecting device forwards refusals of the server, so a status without a page proves little, and proves nothing for a host with a
  // private CA of its own.
  const status = answer?.['http.response.status_code'] ?? 0;
  const isBare = kind === 'http.status' && answer?.pageClass !== 'challenge' && !isExplicitStatus(status);
  return isBare && publishedOwner(host) !== null ? found('status', 'possible') : null;
}
