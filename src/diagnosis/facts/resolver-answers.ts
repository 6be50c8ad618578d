/**
 * Each resolver's answer about a name, classified. Different public addresses are normal, unless names of unrelated owners share one of
 * them or the alias belongs to another owner. Resolvers contradict each other if only some give an address, or if one gives a public and
 * another an internal address. Timeouts and refusals are excluded, because they have their own causes (202, 203).
 */

import { ownerOf } from '../../knowledge/owner-of-host.ts';
import { type AddressClass, addressClass } from '../../model/address.ts';
import type { DnsObservation, NameAnswer } from '../../model/observation.ts';
import { hostPort } from '../../model/target.ts';
import { foreignAliases } from './aliases.ts';
import { memoize } from './memo.ts';
import type { View } from './view.ts';

export type AnswerKind = 'public' | 'elsewhere' | 'alias-elsewhere' | 'internal' | 'none';

export interface ResolverAnswer {
  /** The address of the resolver; null for the system lookup. */
  resolver: string | null;
  said: AnswerKind;
  addresses: string[];
  /** The final alias, if it belongs to another owner. */
  alias?: string;
}

export function resolverAnswersOn(lookup: DnsObservation, view: View): ResolverAnswer[] {
  const resolverAnswers = byAddress(lookup, view);
  const foreign = foreignAliases(view, lookup.name);
  if (foreign.size === 0) return resolverAnswers;
  const theirs = new Map(
    resolverAnswers.flatMap(({ resolver, addresses }) => {
      const alias = foreign.get(resolver ?? '');
      return alias === undefined ? [] : addresses.map((address) => [address, alias] as const);
    }),
  );
  // The system lookup shows no aliases, so it gets the aliases of the resolver with the same addresses.
  return resolverAnswers.map((answer) => {
    const alias = answer.addresses.every((address) => theirs.has(address)) ? theirs.get(answer.addresses[0] ?? '') : undefined;
    return alias === undefined || answer.said !== 'public' ? answer : { ...answer, said: 'alias-elsewhere', alias };
  });
}

function byAddress({ answers }: DnsObservation, view: View): ResolverAnswer[] {
  const resolverAnswers = [...Map.groupBy(answers, asked)].flatMap(([resolver, said]): ResolverAnswer[] => {
    const answer = kindOfAnswer(said);
    return answer === null ? [] : [{ resolver, said: answer, addresses: said.flatMap(({ addresses }) => addresses) }];
  });
  const isElsewhere = ({ said, addresses }: ResolverAnswer) =>
    said === 'public' && addresses.every((address) => ofSeveralOwners(view).has(address));
  // If owners use the same CDN, every resolver gives the same addresses of the CDN for their names.
  if (!resolverAnswers.some((answer) => answer.said === 'public' && !isElsewhere(answer))) return resolverAnswers;
  return resolverAnswers.map((answer) => (isElsewhere(answer) ? { ...answer, said: 'elsewhere' } : answer));
}

/** Public addresses that one resolver, or the system lookup, gives for names of unrelated owners. */
const ofSeveralOwners = memoize((view: View): ReadonlySet<string> => {
  const owners = new Map<string, Set<string>>();
  for (const { name, answers } of view.dns)
    for (const answer of answers)
      for (const address of answer.addresses) {
        const key = `${asked(answer)} ${address}`;
        owners.set(key, (owners.get(key) ?? new Set()).add(ownerOf(name)));
      }
  return new Set([...owners].flatMap(([key, of]) => (of.size > 1 ? (key.split(' ')[1] ?? []) : [])));
});

function asked({ from }: NameAnswer): string | null {
  if (from.kind === 'system') return null;
  return from.port === 53 ? from.address : hostPort(from.address, from.port);
}

/** The kind of answer for both address families together, because programs query both. */
function kindOfAnswer(answers: readonly NameAnswer[]): AnswerKind | null {
  const addresses = answers.flatMap((answer) => answer.addresses);
  if (addresses.length > 0) return addresses.every(isNotPublic) ? 'internal' : 'public';
  return answers.every(({ failure }) => failure?.kind === 'dns.nxdomain' || failure?.kind === 'dns.no-data') ? 'none' : null;
}

const NOT_PUBLIC: ReadonlySet<AddressClass> = new Set<AddressClass>([
  'private',
  'shared',
  'loopback',
  'unspecified',
  'link-local',
  'reserved',
]);

function isNotPublic(address: string): boolean {
  return NOT_PUBLIC.has(addressClass(address));
}
