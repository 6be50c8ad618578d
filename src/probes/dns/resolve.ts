/** The dns phase of a connection: resolves a host to addresses. */
import { isIP } from 'node:net';
import type { RedirectRefusal } from '../../knowledge/redirect-refusal.ts';
import type { Failure } from '../../model/failure.ts';
import type { ResolvedAddress } from '../../model/phase.ts';
import { fail } from '../classify.ts';
import { rejectWhenCancelled } from '../deadline.ts';
import type { Measurement } from '../measurement.ts';
import { type NameResolver, nameFailure, resolvedAddress, usableAddresses } from './names.ts';

export interface Resolution {
  addresses: ResolvedAddress[];
  failure: Failure | null;
}

export async function resolveHost(
  measurement: Measurement,
  names: NameResolver,
  host: string,
  at: { hop: number; peer: 'target' | 'proxy'; address: string | null; family: 4 | 6 | null; refused: AddressRefusal | null },
): Promise<Resolution> {
  const end = measurement.begin(at.hop, at.peer);
  const found = await find(measurement, names, host, at.address, at.family);
  const usable = admitted(host, found, at.refused);
  measurement.record({ name: 'dns', ...end(usable.failure === null), 'dns.question.name': host, addresses: found.addresses });
  return usable;
}

/** Why an address is not used if a remote server chose the host. */
export type AddressRefusal = (address: string) => RedirectRefusal | null;

function admitted(host: string, { addresses, failure }: Resolution, refused: AddressRefusal | null): Resolution {
  if (refused === null || failure !== null) return { addresses, failure };
  const usable = addresses.filter(({ address }) => refused(address) === null);
  const [code] = addresses.flatMap(({ address }) => refused(address) ?? []);
  return { addresses: usable, failure: usable.length > 0 || code === undefined ? null : fail('http.redirect', host, { code }) };
}

/**
 * The proxy looks up the host itself and may get an internal address. The lookup here is only a hint, and without an answer the proxy
 * decides.
 */
export async function refusalBehindProxy(
  measurement: Measurement,
  names: NameResolver,
  host: string,
  at: { hop: number; refused: AddressRefusal },
): Promise<Failure | null> {
  const end = measurement.begin(at.hop, 'target');
  const { dnsMs } = measurement.context.limits;
  const system = isIP(host) === 0 ? await rejectWhenCancelled(measurement.signal, names.ask(host, dnsMs).system) : null;
  const addresses = system === null ? resolvedAddress(host, 'literal') : usableAddresses(system, []);
  const { failure } = admitted(host, { addresses, failure: null }, at.refused);
  if (failure !== null) measurement.record({ name: 'dns', ...end(false), 'dns.question.name': host, addresses });
  return failure;
}

async function find(
  measurement: Measurement,
  names: NameResolver,
  host: string,
  address: string | null,
  family: 4 | 6 | null,
): Promise<Resolution> {
  const literal = address ?? (isIP(host) === 0 ? null : host);
  if (literal !== null) return { addresses: resolvedAddress(literal, 'literal'), failure: null };
  const { dnsMs, longestDnsMs } = measurement.context.limits;
  const lookup = names.ask(host, dnsMs, { longestMs: longestDnsMs, retry: measurement.request.purpose === 'repeat' });
  // The probe's abort ends this wait, and the lookup has its own deadline.
  const system = await rejectWhenCancelled(measurement.signal, lookup.system);
  const ofFamily = (found: ResolvedAddress): boolean => family === null || found.family === family;
  // A real client uses the system lookup's addresses, even if a resolver has better ones.
  const own = usableAddresses(system, []).filter(ofFamily);
  if (own.length > 0) return { addresses: own, failure: null };
  const resolvers = await rejectWhenCancelled(measurement.signal, lookup.resolvers);
  const failure = nameFailure(host, system, resolvers);
  if (failure !== null) return { addresses: [], failure };
  // A control may require a family that the system lookup omits, because this machine does not use it.
  const addresses = usableAddresses(system, resolvers).filter(ofFamily);
  return { addresses, failure: addresses.length === 0 ? fail('dns.no-data', host) : null };
}
