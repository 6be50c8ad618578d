/**
 * Answers that do not come from the service. A page identifies its filter; the same filter sent certificates of the same CA for the host,
 * and refusals without a body (answers to HEAD).
 */
import type { WebObservation } from '../../model/observation.ts';
import { type ForeignPage, foreignPage } from './foreign-page.ts';
import { answerOf, endpointOfHop, lastHop, phaseOfHop } from './hops.ts';
import { perView } from './memo.ts';
import { hasPrivateRoot, issuerName } from './tls-proof.ts';

export type FilterPages = ReadonlyMap<string, ForeignPage>;

export const filterPages = perView((view): FilterPages => {
  const pages = new Map<string, ForeignPage>();
  const bySigner = new Map<string, ForeignPage>();
  const unmarked: WebObservation[] = [];
  for (const observation of view.web) {
    if (observation.role !== 'row') continue;
    const page = foreignPage(view, observation);
    if (page === null || page.confidence === 'possible') unmarked.push(observation);
    if (page === null) continue;
    pages.set(observation.id, page);
    const signer = signerOf(observation);
    if (page.confidence !== 'certain' || signer === null) continue;
    bySigner.set(signer, page);
    bySigner.set(`${signer} ${hostOf(observation)}`, page);
  }
  for (const observation of unmarked) {
    const signer = signerOf(observation);
    if (signer === null) continue;
    const page = bySigner.get(`${signer} ${hostOf(observation)}`) ?? (isRefusalWithoutBody(observation) ? bySigner.get(signer) : undefined);
    if (page !== undefined) pages.set(observation.id, { ...page, mark: 'same-signer', confidence: 'likely' });
  }
  return pages;
});

/** The private CA of the last hop; null if TLS is public or absent. */
function signerOf(observation: WebObservation): string | null {
  const tls = phaseOfHop(observation, 'tls', lastHop(observation));
  return tls !== undefined && hasPrivateRoot(tls) ? issuerName(tls.chain) : null;
}

function hostOf(observation: WebObservation): string | undefined {
  return endpointOfHop(observation, lastHop(observation))?.host;
}

function isRefusalWithoutBody(observation: WebObservation): boolean {
  const answer = answerOf(observation);
  return answer !== null && answer['http.response.status_code'] >= 400 && answer.receivedBytes === 0;
}
