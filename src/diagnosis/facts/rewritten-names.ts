/** A resolver that gives an address for names that do not exist. Another name with the same address does not exist either. */
import type { DnsObservation } from '../../model/observation.ts';
import type { Phase, PhaseOf } from '../../model/phase.ts';
import { type FailedLookup, failedLookups } from './failures-of-name.ts';
import { memoize } from './memo.ts';
import { portals } from './portals.ts';
import type { View } from './view.ts';

export interface RewrittenNxdomain {
  /** The observation of the invented name's lookup. */
  control: DnsObservation;
  addresses: readonly string[];
  rows: readonly FailedLookup[];
  /** Lookups of other names with different addresses, which show that not every name is rewritten. */
  elsewhere: readonly string[];
}

/** The evidence that NXDOMAIN is rewritten. Null if the invented name does not exist, or if no failed name resolved to the same address. */
export const rewrittenNxdomain = memoize((view: View): RewrittenNxdomain | null => {
  const [control] = view.controls('invented-name');
  if (control?.probe !== 'dns') return null;
  const addresses = [...new Set(control.answers.flatMap((answer) => answer.addresses))];
  const isThere = (given: readonly string[]) => given.length > 0 && given.every((address) => addresses.includes(address));
  const rows = failedLookups(view).filter(({ given }) => isThere(given));
  // A captive portal may answer every name with its own address.
  if (rows.length === 0 || portals(view).length > 0) return null;
  const isElsewhere = ({ addresses: of }: Pick<DnsObservation, 'addresses'>) => of.length > 0 && !isThere(of.map(({ address }) => address));
  const elsewhere = [
    ...view.dns.filter(isElsewhere),
    ...view.web.filter(({ phases }) => phases.some((phase) => isLookup(phase) && isElsewhere(phase))),
  ];
  return { control, addresses, rows, elsewhere: elsewhere.map(({ id }) => id) };
});

/** True for a lookup of the target, unless the target is a literal address. */
function isLookup(phase: Phase): phase is PhaseOf<'dns'> {
  return phase.name === 'dns' && phase.peer === 'target' && phase.addresses.every(({ via }) => via !== 'literal');
}
