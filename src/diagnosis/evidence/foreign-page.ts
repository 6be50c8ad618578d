/**
 * Whether somebody else answered in the service's place. Asked only where TLS did not prove the genuine server
 * (CONTRACT, What counts): with that proof, the page is the service's own, whatever it looks like.
 */
import type { Confidence } from '../../model/finding.ts';
import type { WebObservation } from '../../model/observation.ts';
import type { HttpAnswer } from '../../model/phase.ts';
import type { View } from '../view.ts';
import { answerOf, endpointOfHop, lastHop } from './hops.ts';
import { ownerOf, publishedOwner } from './owner-of-host.ts';
import { tlsProof } from './tls-proof.ts';

/** What gives the answer away, strongest first. */
export type ForeignMark = 'vendor' | 'block-page' | 'redirect' | 'media-type' | 'not-tls' | 'status';

export interface ForeignPage {
  mark: ForeignMark;
  confidence: Confidence;
  vendor: string | null;
  status: number | null;
  contentType: string | null;
  /** Where a foreign redirect leads. */
  redirect: string | null;
}

export function foreignPage(view: View, observation: WebObservation): ForeignPage | null {
  if (observation.state !== 'completed' || tlsProof(observation) === 'public') return null;
  const answer = answerOf(observation);
  const found = (mark: ForeignMark, confidence: Confidence): ForeignPage => ({
    mark,
    confidence,
    vendor: answer?.filterVendor ?? null,
    status: answer?.['http.response.status_code'] ?? null,
    contentType: answer?.contentType ?? null,
    redirect: answer?.redirect?.host ?? null,
  });
  if (answer !== null) {
    if (answer.filterVendor !== null) return found('vendor', 'certain');
    if (answer.pageClass === 'block-page') return found('block-page', 'certain');
    if (leadsAway(observation, answer)) return found('redirect', 'likely');
    if (isUndocumentedPage(view, observation, answer)) return found('media-type', 'likely');
  }
  const kind = observation.failure?.kind;
  if (kind === 'tls.not-tls') return found('not-tls', 'likely');
  // An inspecting device passes the server's refusals on, so a bare status says little; on a host with an
  // authority of its own it says nothing, because there a private root is the normal case.
  if (kind === 'http.status' && isPublished(observation)) return found('status', 'possible');
  return null;
}

/** A redirect to a host of nobody in the requirements: a policy page or a portal. */
function leadsAway(observation: WebObservation, answer: HttpAnswer): boolean {
  const from = endpointOfHop(observation, lastHop(observation));
  if (from === null || answer.redirect === null) return false;
  const to = answer.redirect.host;
  return publishedOwner(to) === null && ownerOf(to) !== ownerOf(from.host);
}

/** A page where the document promises data: the answer succeeded, or was refused, in HTML. */
function isUndocumentedPage(view: View, observation: WebObservation, answer: HttpAnswer): boolean {
  if (answer.contentType !== 'text/html' || answer['http.response.status_code'] >= 500) return false;
  return observation.requirements.some((id) => {
    const documented = view.requirement(id)?.proof.contentType ?? null;
    return documented !== null && documented !== 'text/html';
  });
}

function isPublished(observation: WebObservation): boolean {
  const endpoint = endpointOfHop(observation, lastHop(observation));
  return endpoint !== null && publishedOwner(endpoint.host) !== null;
}
