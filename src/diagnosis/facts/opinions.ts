/**
 * What each who was asked says about a name, by kind: different public addresses are normal, an address against none
 * or a public one against an internal one is not. Silence and refusals are no opinion; other causes own them (202, 203).
 */
import { type AddressClass, addressClass } from '../../model/address.ts';
import type { DnsObservation, NameAnswer } from '../../model/observation.ts';
import { hostPort } from '../../model/target.ts';

export type Said = 'public' | 'internal' | 'none';

export interface Opinion {
  /** Null: the system look-up. */
  resolver: string | null;
  said: Said;
  addresses: string[];
}

export function opinionsOn({ answers }: DnsObservation): Opinion[] {
  return [...Map.groupBy(answers, asked)].flatMap(([resolver, said]) => {
    const opinion = opinionOf(said);
    return opinion === null ? [] : [{ resolver, said: opinion, addresses: said.flatMap(({ addresses }) => addresses) }];
  });
}

function asked({ from }: NameAnswer): string | null {
  if (from.kind === 'system') return null;
  return from.port === 53 ? from.address : hostPort(from.address, from.port);
}

/** Both families together, as programs ask. */
function opinionOf(answers: readonly NameAnswer[]): Said | null {
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
