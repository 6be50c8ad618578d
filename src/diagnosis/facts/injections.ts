/** DNS queries that got more than one answer because a device in front of the resolver answers first. */
import { addressClass } from '../../model/address.ts';
import type { DnsDatagram } from '../../model/observation.ts';
import { dnsDetails, filterReport } from './extended-errors.ts';
import { failuresByName } from './failures-of-name.ts';
import { memoize } from './memo.ts';
import { resolverText } from './names.ts';
import { unique } from './order.ts';
import { tlsProof } from './tls-proof.ts';
import type { View } from './view.ts';

export interface Injection {
  name: string;
  resolvers: readonly string[];
  /** The first answer and the later ones, as DNS codes or addresses. */
  first: string;
  later: string;
  /** True if some answers have the ID of another query. */
  guessed: boolean;
  failed: readonly string[];
  /** The lookup, and the connection to the host at an address from a later answer. */
  details: string;
  proved: string | null;
}

export const injections = memoize((view: View): readonly Injection[] =>
  [...dnsDetails(view)].flatMap(([name, details]) => {
    const failed = failuresByName(view).get(name) ?? [];
    if (failed.length === 0 || filterReport(view, name) !== null) return [];
    const proof = failed.flatMap((row) => view.controlFor(row, 'other-answer') ?? []).find((control) => tlsProof(control) === 'public');
    const right = proof?.phases.find((phase) => phase.name === 'tcp')?.['network.peer.address'] ?? null;
    const found = details.answers.flatMap((answer) => {
      // A truncated answer cannot contradict a complete one.
      const whole = (answer.datagrams ?? []).filter(({ truncated }) => truncated !== true);
      const contradiction = contradictionIn(whole, right);
      return contradiction === null || answer.from.kind === 'system' ? [] : { resolver: resolverText(answer.from), ...contradiction };
    });
    const [one] = found;
    if (one === undefined) return [];
    const { first, later } = one;
    const guessed = found.some((each) => each.guessed);
    const proved = found.some((each) => each.isProved) ? (proof?.id ?? null) : null;
    const resolvers = unique(found.map(({ resolver }) => resolver));
    return { name, resolvers, first, later, guessed, failed: failed.map(({ id }) => id), details: details.id, proved };
  }),
);

/**
 * True for two answers to one query that cannot both come from the resolver. Different public addresses may both be genuine: a duplicated
 * datagram is answered twice, and large services rotate addresses. One answer must therefore be verified.
 */
function contradictionIn(datagrams: readonly DnsDatagram[], right: string | null) {
  const [first] = datagrams;
  const later = datagrams.find((each) => first !== undefined && (kindOf(each) !== kindOf(first) || isRightOne(each, first, right)));
  if (first === undefined || later === undefined) return null;
  const guessed = datagrams.some(({ idMatches }) => !idMatches);
  return { first: textOf(first), later: textOf(later), guessed, isProved: isRightOne(later, first, right) };
}

function isRightOne(later: DnsDatagram, first: DnsDatagram, right: string | null): boolean {
  return right !== null && later.addresses.includes(right) && !first.addresses.includes(right);
}

/** The response code, no address, an internal address or a public one. */
function kindOf({ rcode, addresses }: DnsDatagram): string {
  if (rcode !== 0 || addresses.length === 0) return `rcode ${rcode}`;
  return addresses.some((address) => addressClass(address) === 'public') ? 'public' : 'internal';
}

const RCODES: Readonly<Record<number, string>> = { 0: 'no address', 2: 'SERVFAIL', 3: 'NXDOMAIN', 5: 'REFUSED' };

function textOf({ rcode, addresses }: DnsDatagram): string {
  return addresses.length > 0 ? addresses.join(', ') : (RCODES[rcode] ?? `response code ${rcode}`);
}
