/**
 * Whether somebody else answered in the service's place, also where the request failed before its answer counted:
 * what a client that does not verify would have got, a page in the clear on a TLS port, a bare refusal.
 */

import { refusalOf } from '../../knowledge/redirect-refusal.ts';
import type { Confidence } from '../../model/finding.ts';
import type { WebObservation } from '../../model/observation.ts';
import { markOf } from './foreign-answer.ts';
import { answerOf, endpointOfHop, lastHop } from './hops.ts';
import { ownerOf, publishedOwner } from './owner-of-host.ts';
import { speaksForItself } from './statuses.ts';
import { tlsProof } from './tls-proof.ts';
import type { ForeignMark, View } from './view.ts';

/** Marks of the answer itself, what only the failure shows, and the authority that signed a filter's page elsewhere. */
export type PageMark = Exclude<ForeignMark['mark'], 'challenge' | 'login-demanded'> | 'not-tls' | 'status' | 'same-signer';

export interface ForeignPage {
  mark: PageMark;
  confidence: Confidence;
  vendor: string | null;
  status: number | null;
  contentType: string | null;
  /** Where the answer redirects. */
  redirect: string | null;
  /** Whom the answer names as who blocks. */
  blockedBy?: string;
}

export function foreignPage(view: View, observation: WebObservation): ForeignPage | null {
  if (observation.state !== 'completed' || tlsProof(observation) === 'public') return null;
  const host = endpointOfHop(observation, lastHop(observation))?.host;
  if (host === undefined) return null;
  const answer = answerOf(observation);
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
  const given = answer === null ? null : markOf(answer, host, rows);
  // A challenge is the service's own guard, whoever signs for it; what demands a login is a proxy or portal, and no filter.
  if (given?.mark === 'challenge' || given?.mark === 'login-demanded') return null;
  if (given !== null) {
    // A vendor's mark on a bare error may be that of a gateway, which hands on what the server says.
    const plain =
      answer?.pageClass === 'block-page' || (given.mark === 'filter' && (answer?.pageClass === 'login' || answer?.redirect != null));
    return found(given.mark, plain ? 'certain' : 'likely');
  }
  // What signs in the service's place and leads inside, or to a page without TLS, leads to a page of its own.
  const to = answer?.redirect?.host;
  if (refusalOf(observation.failure) !== null && to !== undefined && publishedOwner(host) !== null && ownerOf(to) !== ownerOf(host))
    return found('redirect', 'certain');
  const kind = observation.failure?.kind;
  if (kind === 'tls.not-tls') return found('not-tls', 'likely');
  // An inspecting device passes the server's own refusals on, so a bare status says little; on a host with an
  // authority of its own it says nothing, because there a private root is the normal case.
  const status = answer?.['http.response.status_code'] ?? 0;
  const isBare = kind === 'http.status' && answer?.pageClass !== 'challenge' && !speaksForItself(status);
  return isBare && publishedOwner(host) !== null ? found('status', 'possible') : null;
}
