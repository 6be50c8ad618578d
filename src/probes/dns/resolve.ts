/** The dns phase of a connection: a host becomes addresses. */
import { isIP } from 'node:net';
import type { Failure } from '../../model/failure.ts';
import type { ResolvedAddress } from '../../model/phase.ts';
import { fail } from '../classify.ts';
import { settle } from '../deadline.ts';
import type { Measurement } from '../measurement.ts';
import { addressesOf, type Names, nameFailure, resolved } from './names.ts';

/** How long a good system look-up waits for what the resolvers may add; a silent second resolver delays nobody. */
const GRACE_MS = 60;

export interface Resolution {
  addresses: ResolvedAddress[];
  failure: Failure | null;
}

export async function resolveHost(
  measurement: Measurement,
  names: Names,
  host: string,
  at: { hop: number; peer: 'target' | 'proxy'; address: string | null; family: 4 | 6 | null },
): Promise<Resolution> {
  const end = measurement.begin(at.hop, at.peer);
  const { addresses, failure } = await find(measurement, names, host, at.address, at.family);
  measurement.phases.push({ name: 'dns', ...end(failure === null), 'dns.question.name': host, addresses });
  return { addresses, failure };
}

async function find(
  measurement: Measurement,
  names: Names,
  host: string,
  address: string | null,
  family: 4 | 6 | null,
): Promise<Resolution> {
  const literal = address ?? (isIP(host) === 0 ? null : host);
  if (literal !== null) return { addresses: resolved(literal, 'literal'), failure: null };
  const { dnsMs } = measurement.context.limits;
  const lookup = names.ask(host, dnsMs);
  // Waiting here ends with this probe's abort; the look-up itself has its own deadline.
  const system = await waited(measurement, dnsMs * 2, lookup.system);
  if (system === null) return { addresses: [], failure: fail('dns.timeout', host) };
  const patience = system.failure === null ? GRACE_MS : dnsMs * 2;
  const resolvers = (await waited(measurement, patience, lookup.resolvers)) ?? [];
  const failure = nameFailure(host, system, resolvers);
  if (failure !== null) return { addresses: [], failure };
  const addresses = addressesOf(system, resolvers).filter((found) => family === null || found.family === family);
  return { addresses, failure: addresses.length === 0 ? fail('dns.no-data', host) : null };
}

async function waited<T>(measurement: Measurement, ms: number, promise: Promise<T>): Promise<T | null> {
  const settled = await settle(ms, measurement.signal, () => promise);
  return settled.how === 'done' ? settled.value : null;
}
