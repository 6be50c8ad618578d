/** Failed observations that a wrong DNS answer may explain: the lookup, and requests whose server at the given address was not verified. */
import type { Observation, WebObservation } from '../../model/observation.ts';
import { normalizeHost } from '../../model/wildcard.ts';
import { observationsOfProbe } from './log.ts';
import { memoize } from './memo.ts';
import { addToGroup } from './order.ts';
import { proofOfTls } from './tls-proof.ts';
import type { View } from './view.ts';
import { failedLastHops } from './web-hops.ts';

/** An observation that failed after a local lookup, at the hop that failed. */
export interface FailedLookup {
  row: WebObservation;
  name: string;
  /** The addresses that the lookup gave; empty if it failed. */
  given: readonly string[];
}

export const failedLookups = memoize((view: View): readonly FailedLookup[] =>
  failedLastHops(view).flatMap(({ observation: row, dns, tls }) => {
    if (dns === undefined || dns.addresses.some(({ via }) => via === 'literal') || proofOfTls(tls) === 'public') return [];
    return { row, name: normalizeHost(dns['dns.question.name']), given: dns.addresses.map(({ address }) => address) };
  }),
);

export const failuresByName = memoize((view: View): ReadonlyMap<string, readonly Observation[]> => {
  const groups = new Map<string, Observation[]>();
  for (const lookup of observationsOfProbe(view, 'dns')) if (view.isFailed(lookup)) addToGroup(groups, normalizeHost(lookup.name), lookup);
  for (const { row, name } of failedLookups(view)) addToGroup(groups, name, row);
  return groups;
});
