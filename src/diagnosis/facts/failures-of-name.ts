/** Failed observations that a wrong DNS answer explains: the lookup, and rows that it led to an address at which the host is not proven. */
import type { Observation, WebObservation } from '../../model/observation.ts';
import { normalHost } from '../../model/wildcard.ts';
import { perView } from './memo.ts';
import { proofOfHop } from './tls-proof.ts';
import type { View } from './view.ts';
import { failedLastHops } from './web-hops.ts';

/** A row that failed after a local lookup, at the hop that failed. */
export interface FailedLookup {
  row: WebObservation;
  name: string;
  /** Empty if the lookup itself failed. */
  given: readonly string[];
}

export const failedLookups = perView((view: View): readonly FailedLookup[] =>
  failedLastHops(view).flatMap(({ observation: row, hop, dns }) => {
    if (dns === undefined || dns.addresses.some(({ via }) => via === 'literal') || proofOfHop(row, hop) === 'public') return [];
    return { row, name: normalHost(dns['dns.question.name']), given: dns.addresses.map(({ address }) => address) };
  }),
);

export const failuresByName = perView((view: View): ReadonlyMap<string, readonly Observation[]> => {
  const lookups = view.failed.flatMap((each) => (each.probe === 'dns' ? { name: normalHost(each.name), each } : []));
  const rows = failedLookups(view).map(({ row, name }) => ({ name, each: row as Observation }));
  const groups = Map.groupBy([...lookups, ...rows], ({ name }) => name);
  return new Map([...groups].map(([name, group]) => [name, group.map(({ each }) => each)]));
});
