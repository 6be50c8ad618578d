/**
 * Answers that do not come from the service. The page of a filter also explains failures in which only the certificate of the filter or an
 * empty refusal was seen.
 */
import { type ForeignPage, foreignPage } from './foreign-page.ts';
import { perLog } from './memo.ts';
import { hasPrivateRoot, issuerName } from './tls-proof.ts';
import { lastHops, type WebHop } from './web-hops.ts';

export type FilterPages = ReadonlyMap<string, ForeignPage>;

export const filterPages = perLog((view): FilterPages => {
  const pages = new Map<string, ForeignPage>();
  const bySigner = new Map<string, ForeignPage>();
  const rows = lastHops(view).filter(({ isRow }) => isRow);
  for (const row of rows) {
    // TLS that verifies to public roots proves the service itself.
    const page = row.proof === 'public' ? null : foreignPage(view, row.observation);
    if (page === null) continue;
    pages.set(row.observation.id, page);
    const signer = signerOf(row);
    if (page.confidence !== 'certain' || signer === null) continue;
    bySigner.set(signer, page);
    bySigner.set(`${signer} ${row.endpoint?.host}`, page);
  }
  if (bySigner.size === 0) return pages;
  for (const row of rows) {
    const known = pages.get(row.observation.id);
    const signer = known === undefined || known.confidence === 'possible' ? signerOf(row) : null;
    if (signer === null) continue;
    const page = bySigner.get(`${signer} ${row.endpoint?.host}`) ?? (isRefusalWithoutBody(row) ? bySigner.get(signer) : undefined);
    if (page !== undefined) pages.set(row.observation.id, { ...page, mark: 'same-signer', confidence: 'likely' });
  }
  return pages;
});

/** The private CA of the last hop; null if its certificate is publicly trusted, or without TLS. */
function signerOf({ tls }: WebHop): string | null {
  return tls !== undefined && hasPrivateRoot(tls) ? issuerName(tls.chain) : null;
}

function isRefusalWithoutBody({ answer }: WebHop): boolean {
  return answer !== null && answer['http.response.status_code'] >= 400 && answer.receivedBytes === 0;
}
