/** Chains that end in no public root, grouped by issuing CA. */
import { inspectionVendor } from '../../knowledge/certificates/ca-names.ts';
import type { FailureKind } from '../../model/failure.ts';
import type { WebObservation } from '../../model/observation.ts';
import type { PhaseOf } from '../../model/phase.ts';
import { filterPages } from './filter-pages.ts';
import type { ForeignPage } from './foreign-page.ts';
import { incompleteChains } from './incomplete-chains.ts';
import { memoize } from './memo.ts';
import { portals } from './portals.ts';
import { isComparisonControl } from './siblings.ts';
import { hasPrivateRoot, issuerName, issuerNames } from './tls-proof.ts';
import { failedPhase } from './view.ts';
import { webHops } from './web-hops.ts';

export interface PrivateIssuer {
  observation: WebObservation;
  host: string;
  tls: PhaseOf<'tls'>;
  issuer: string | null;
  vendor: string | null;
  /** True if the observation failed because no trust store has this issuer. */
  failed: boolean;
}

const UNTRUSTED: ReadonlySet<FailureKind> = new Set<FailureKind>([
  'tls.unknown-issuer',
  'tls.self-signed',
  'tls.bad-certificate',
  'tls.incomplete-chain',
]);

/** One group per CA. Filter pages and portals are left out: another server answered there, whatever the issuer. */
export const privateIssuers = memoize((view): PrivateIssuer[][] => {
  const signed: PrivateIssuer[] = [];
  const pages = filterPages(view);
  const incomplete = new Set(incompleteChains(view).map(({ failed }) => failed.observation));
  const ledAway = new Set(portals(view).flatMap(({ led, met }) => [...led, ...met]));
  for (const { observation, isRow, tls, endpoint } of webHops(view)) {
    // Without a certificate the issuer is unknown.
    if (tls === undefined || tls.chain.length === 0 || endpoint === null || !(isRow || isComparisonControl(observation))) continue;
    if (observation.state !== 'completed' || ledAway.has(observation) || incomplete.has(observation)) continue;
    const kind = tls === failedPhase(observation) ? (observation.failure?.kind ?? 'unclassified') : null;
    // The chain leads to a trusted root, but through a certificate that may not sign.
    if (kind === 'tls.invalid-ca') continue;
    // A chain under a public root fails for a reason other than its issuer.
    const failed = kind !== null && UNTRUSTED.has(kind) && tls.trust?.public !== 'trusted';
    if (!(failed || hasPrivateRoot(tls)) || isFilterPage(pages.get(observation.id))) continue;
    const vendor = inspectionVendor(issuerNames(tls.chain));
    signed.push({ observation, host: endpoint.host, tls, issuer: issuerName(tls.chain), vendor, failed });
  }
  // An issuer that only controls saw affects no requirement yet.
  const groups = [...Map.groupBy(signed, ({ vendor, issuer }) => vendor ?? issuer).values()];
  return groups.filter((group) => group.some(({ observation }) => observation.role === 'row'));
});

/** A status without a page may come from the server itself and be forwarded by the device. */
function isFilterPage(page: ForeignPage | undefined): boolean {
  return page !== undefined && page.confidence !== 'possible';
}
