/** Resolvers that do not answer over UDP but answer over TCP: the path drops datagrams to port 53, and programs use UDP first. */
import type { FailureKind } from '../../model/failure.ts';
import { dnsDetails } from './extended-errors.ts';
import { memoize } from './memo.ts';
import { resolverText } from './names.ts';
import { unique } from './order.ts';
import type { View } from './view.ts';

export interface DnsAnswersOverTcp {
  resolvers: string[];
  ids: string[];
}

/** Considers only these names. If a resolver answered any query over UDP, a query without an answer was a lost packet. */
export function answersOverTcp(view: View, names: ReadonlySet<string>): DnsAnswersOverTcp {
  const inDatagrams = heardInDatagrams(view);
  const found = [...dnsDetails(view)].flatMap(([name, { id, answers }]) =>
    answers.flatMap(({ from, overTcp }) => {
      if (from.kind !== 'resolver' || overTcp === undefined || !names.has(name)) return [];
      const resolver = resolverText(from);
      return inDatagrams.has(resolver) ? [] : { id, resolver };
    }),
  );
  return { resolvers: unique(found.map(({ resolver }) => resolver)), ids: unique(found.map(({ id }) => id)) };
}

/** Resolvers that answered over UDP, ordinary lookups included. */
const heardInDatagrams = memoize((view: View): ReadonlySet<string> => {
  const inDetail = [...dnsDetails(view).values()].flatMap(({ answers }) =>
    answers.filter(({ datagrams = [] }) => datagrams.some(({ idMatches }) => idMatches)),
  );
  const ordinary = view.dns
    .filter(({ purpose }) => purpose !== 'dns-details')
    .flatMap(({ answers }) =>
      answers.filter(({ addresses, failure }) => addresses.length > 0 || HEARD.has(failure?.kind ?? 'unclassified')),
    );
  return new Set([...inDetail, ...ordinary].flatMap(({ from }) => (from.kind === 'resolver' ? resolverText(from) : [])));
});

const HEARD: ReadonlySet<FailureKind> = new Set<FailureKind>(['dns.nxdomain', 'dns.no-data', 'dns.servfail', 'dns.refused']);
