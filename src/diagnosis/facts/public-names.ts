/** Whether the DNS of this machine knows public names. Networks that allow only a proxy often leave public names to the proxy. */

import { ownerOf, publishedOwner } from '../../knowledge/owner-of-host.ts';
import { type AddressClass, addressClass } from '../../model/address.ts';
import type { Failure, FailureKind } from '../../model/failure.ts';
import type { DnsObservation } from '../../model/observation.ts';
import { normalizeHost } from '../../model/wildcard.ts';
import { memoize } from './memo.ts';
import { signsOfLife } from './signs-of-life.ts';
import type { View } from './view.ts';

export interface MissingPublicNames {
  /** Published names that were looked up and have no address in any answer. */
  unknown: string[];
  /** Other names that resolve. */
  known: string[];
  /** The DNS response codes of the answers about the unknown names. */
  answers: NegativeAnswer[];
  /** Lookups of the unknown names, and lookups of the names that resolve. */
  lookups: string[];
  knownLookups: string[];
  /** True if each answer came from a resolver, not only from the system lookup. */
  askedDirectly: boolean;
  /** True if no other name has a public address, so that the names that resolve are internal. */
  allInternal: boolean;
}

export type NegativeAnswer = 'NXDOMAIN' | 'no address' | 'SERVFAIL' | 'REFUSED';

const ANSWERS: Partial<Record<FailureKind, NegativeAnswer>> = {
  'dns.nxdomain': 'NXDOMAIN',
  'dns.no-data': 'no address',
  'dns.servfail': 'SERVFAIL',
  'dns.refused': 'REFUSED',
};

/**
 * The published names that do not resolve. Null if one published name resolves, or if only one owner's names were looked up. Also null if
 * all answers are refusals, because a resolver that serves no clients looks the same (GD203) unless a name resolves or a proxy answers.
 */
export const missingPublicNames = memoize((view: View): MissingPublicNames | null => {
  const seen: MissingPublicNames = {
    ...{ unknown: [], known: [], answers: [], lookups: [], knownLookups: [] },
    ...{ askedDirectly: true, allInternal: true },
  };
  for (const lookup of view.dns) {
    if (lookup.state !== 'completed' || lookup.nameIsOurs) continue;
    const addresses = addressesOf(lookup);
    if (isPublished(lookup.name, addresses)) return null;
    if (addresses.length > 0) readKnown(lookup, addresses, seen);
    else if (publishedOwner(lookup.name) !== null) readUnknown(lookup, seen);
  }
  if (new Set(seen.unknown.map(ownerOf)).size < 2 || resolvesForRequests(view)) return null;
  const denies = seen.answers.some((answer) => answer === 'NXDOMAIN' || answer === 'no address');
  return denies || seen.known.length > 0 || signsOfLife(view).proxy ? seen : null;
});

function readKnown({ name, id }: DnsObservation, addresses: readonly string[], seen: MissingPublicNames): void {
  const classes = addresses.map(addressClass);
  // The name of this machine itself is not looked up in DNS.
  if (classes.every((each) => each === 'loopback')) return;
  seen.known.push(name);
  seen.knownLookups.push(id);
  if (classes.includes('public')) seen.allInternal = false;
}

function readUnknown({ name, id, answers, failure }: DnsObservation, seen: MissingPublicNames): void {
  const direct = answers.flatMap((each) => (each.from.kind === 'resolver' ? answerOf(each.failure) : []));
  const said = direct.length > 0 ? direct : answerOf(failure);
  if (said.length === 0) return;
  if (direct.length === 0) seen.askedDirectly = false;
  seen.unknown.push(name);
  seen.lookups.push(id);
  seen.answers = [...new Set([...seen.answers, ...said])];
}

function answerOf(failure: Failure | null): NegativeAnswer[] {
  const answer = failure === null ? undefined : ANSWERS[failure.kind];
  return answer === undefined ? [] : [answer];
}

function addressesOf({ answers, addresses }: DnsObservation): string[] {
  const looked = addresses.flatMap(({ address, via }) => (via === 'literal' ? [] : address));
  return [...looked, ...answers.flatMap((answer) => answer.addresses)];
}

const INSIDE: ReadonlySet<AddressClass> = new Set<AddressClass>(['private', 'shared']);

/** A published name with an address. A filter's 0.0.0.0 shows that the resolver knows the name; an internal AWS address does not. */
function isPublished(name: string, addresses: readonly string[]): boolean {
  return publishedOwner(name) !== null && addresses.some((address) => !INSIDE.has(addressClass(address)));
}

/**
 * Names that prove that public DNS works here, each with the observations of its address: published names, and others with a public
 * address. The names of a company server or a proxy prove nothing, because they resolve without public DNS too.
 */
export const publicNames = memoize((view: View): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, string[]>();
  const proxies = new Set((view.host?.proxies ?? []).map(({ host }) => normalizeHost(host ?? '')));
  const note = (name: string, id: string, addresses: readonly string[]) => {
    if (proxies.has(normalizeHost(name))) return;
    if (!isPublished(name, addresses) && !addresses.some((address) => addressClass(address) === 'public')) return;
    const known = found.get(normalizeHost(name));
    if (known === undefined) found.set(normalizeHost(name), [id]);
    else known.push(id);
  };
  for (const observation of view.observations) {
    if (observation.state !== 'completed') continue;
    if (observation.probe === 'dns') note(observation.name, observation.id, addressesOf(observation));
    else
      for (const phase of observation.phases)
        if (phase.name === 'dns' && phase.peer !== 'proxy')
          note(
            phase['dns.question.name'],
            observation.id,
            phase.addresses.flatMap(({ address, via }) => (via === 'literal' ? [] : address)),
          );
  }
  return found;
});

/** True if a request resolved a published name itself, although no separate lookup was made for it. */
function resolvesForRequests(view: View): boolean {
  return view.web.some(({ phases }) =>
    phases.some(
      (phase) =>
        phase.name === 'dns' &&
        isPublished(
          phase['dns.question.name'],
          phase.addresses.flatMap(({ address, via }) => (via === 'literal' ? [] : address)),
        ),
    ),
  );
}
