/**
 * Is the resolver's answer for a name true? Checked when a name does not resolve, or the server at its address was not verified. Only this
 * machine's resolvers are queried, and only about a failed or an invented name.
 */
import { type AddressClass, addressClass, addressFamily } from '../../model/address.ts';
import { type FailureKind, failureLayer } from '../../model/failure.ts';
import type { DnsObservation, Observation, WebObservation } from '../../model/observation.ts';
import type { PhaseOf } from '../../model/phase.ts';
import type { ProbeRequest } from '../../model/probe-request.ts';
import { ANY_ANSWER } from '../../model/requirement.ts';
import { normalizeHost } from '../../model/wildcard.ts';
import { control } from '../request.ts';
import type { ControlContext, FailedObservation } from './question.ts';

/** An unregistered name, which should have no address. Many resolvers deny names below `.invalid` themselves (RFC 6761 §6.4). */
export const INVENTED_NAME = 'gitpod-doctor-asks-for-a-name-that-nobody-has.com';

/** Kinds of failure in which an answer came without the needed record. */
const DENIED: ReadonlySet<FailureKind> = new Set<FailureKind>([
  'dns.nxdomain',
  'dns.no-data',
  'dns.servfail',
  'dns.refused',
  'dns.malformed',
  'dns.unavailable',
]);

/** Each resolver's answer in full: extended errors, aliases, and datagrams after the first. */
export function dnsDetailControls(question: ControlContext): ProbeRequest[] {
  return [
    ...denied(question),
    ...silent(question).slice(0, 1),
    ...unproved(question).map(({ name, row }) => ({ name, requirements: row.requirements })),
  ].map(({ name, requirements }) =>
    control('dns-details', { probe: 'dns', target: { kind: 'name', host: name }, requirements, nameIsOurs: true }),
  );
}

/** Does the resolver return an address for a name that does not exist? Asked once per session. */
export function inventedNameControls(question: ControlContext): ProbeRequest[] {
  const [first] = unproved(question);
  if (first === undefined) return [];
  const target = { kind: 'name' as const, host: INVENTED_NAME };
  return [control('invented-name', { probe: 'dns', target, requirements: first.row.requirements, nameIsOurs: true })];
}

/** The host at the address from another answer: does its certificate verify for the same name and roots? */
export function otherAnswerControls(question: ControlContext): ProbeRequest[] {
  const { failed, original, machine, controlMs } = question;
  return failed.flatMap((row) => {
    const request = original.get(row.request);
    const lookup = lookupOf(row);
    if (request === undefined || row.target.kind !== 'https' || row.route.via !== 'direct' || lookup === null || lookup.hop !== 0)
      return [];
    if (isProved(row, 0)) return [];
    const tried = new Set(lookup.addresses.map(({ address }) => address));
    const others = answersAbout(lookup['dns.question.name'], question)
      .filter((address) => !tried.has(address) && !NOWHERE.has(addressClass(address)))
      .filter((address) => addressFamily(address) === 4 || machine.ipv6);
    const address = others.find((each) => addressClass(each) === 'public') ?? others[0];
    if (address === undefined) return [];
    const { requirements } = row;
    return control('other-answer', { ...request, requirements, address, method: 'HEAD', proof: ANY_ANSWER, stageMs: controlMs });
  });
}

/** Addresses that no server can have. */
const NOWHERE: ReadonlySet<AddressClass> = new Set<AddressClass>(['loopback', 'unspecified', 'link-local', 'reserved', 'multicast']);

function denied({ observations }: ControlContext): Asked[] {
  return lookups(observations, (kind) => DENIED.has(kind));
}

/** Lookups that got no answer probably have one cause, so only the first name is also queried over TCP. */
function silent({ observations }: ControlContext): Asked[] {
  return lookups(observations, (kind) => kind === 'dns.timeout');
}

interface Asked {
  name: string;
  requirements: string[];
}

/** The failed lookups of requirements. */
function lookups(observations: readonly Observation[], isMeant: (kind: FailureKind) => boolean): Asked[] {
  return observations.flatMap((one) => {
    const isAsked = one.probe === 'dns' && one.role === 'row' && one.state === 'completed' && !one.nameIsOurs;
    return isAsked && one.failure !== null && isMeant(one.failure.kind) ? { name: one.name, requirements: one.requirements } : [];
  });
}

/** Failed requirements whose name resolved, but whose server at that address was not verified. */
function unproved({ failed }: ControlContext): { name: string; row: FailedObservation }[] {
  return failed.flatMap((row) => {
    const lookup = lookupOf(row);
    if (row.route.via !== 'direct' || failureLayer(row.failure.kind) === 'dns' || lookup === null || isProved(row, lookup.hop)) return [];
    return { name: lookup['dns.question.name'], row };
  });
}

/** The lookup of the failed hop; null for a literal address, or if a proxy did the lookup. */
function lookupOf({ phases }: WebObservation): PhaseOf<'dns'> | null {
  const last = phases.findLast((phase): phase is PhaseOf<'dns'> => phase.name === 'dns');
  if (last === undefined || last.peer !== 'target' || last.addresses.some(({ via }) => via === 'literal')) return null;
  return last.hop === phases.at(-1)?.hop ? last : null;
}

/** A private CA proves nothing, because it may belong to the device to which a false answer leads. */
function isProved({ phases }: WebObservation, hop: number): boolean {
  return phases.some(
    (phase) => phase.name === 'tls' && phase.hop === hop && phase.peer === 'target' && phase.ok && phase.trust?.public === 'trusted',
  );
}

/** The answers of directly queried resolvers in configured order, then later answers. */
function answersAbout(name: string, { observations }: ControlContext): string[] {
  const host = normalizeHost(name);
  const asked = observations.filter(isLookup).filter((one) => normalizeHost(one.name) === host);
  const direct = asked.flatMap(({ answers }) => answers).filter(({ from }) => from.kind === 'resolver');
  const later = direct.flatMap(({ datagrams = [] }) => datagrams.filter(({ idMatches }) => idMatches));
  return [...direct, ...later].flatMap(({ addresses }) => addresses);
}

function isLookup(one: Observation): one is DnsObservation {
  const { probe, state, purpose } = one;
  return probe === 'dns' && state === 'completed' && (purpose === null || purpose === 'repeat' || purpose === 'dns-details');
}
