/** The dns probe: the answers of the system lookup and of the configured resolvers for one name. */
import { isIP } from 'node:net';
import type { DnsObservation } from '../../model/observation.ts';
import { rejectWhenCancelled } from '../deadline.ts';
import type { Measurement } from '../measurement.ts';
import { type NameResolver, nameFailure, resolvedAddress, usableAddresses } from './names.ts';

export async function probeName(measurement: Measurement, blank: DnsObservation, names: NameResolver): Promise<DnsObservation> {
  const host = blank.name;
  const end = measurement.begin(0, 'target');
  if (isIP(host) !== 0) {
    const addresses = resolvedAddress(host, 'literal');
    return { ...blank, addresses, phases: [{ name: 'dns', ...end(true), 'dns.question.name': host, addresses }] };
  }
  const dnsMs = Math.min(measurement.context.limits.dnsMs, measurement.request.stageMs ?? Number.POSITIVE_INFINITY);
  // An SSH alias is looked up only through the system, as programs do.
  const lookup = names.ask(host, dnsMs, {
    systemOnly: blank.purpose === 'virtual-name',
    retry: blank.purpose === 'repeat',
    longestMs: measurement.context.limits.longestDnsMs,
  });
  const [system, resolvers] = await rejectWhenCancelled(measurement.signal, Promise.all([lookup.system, lookup.resolvers]));
  const failure = nameFailure(host, system, resolvers);
  const addresses = failure === null ? usableAddresses(system, resolvers) : [];
  return {
    ...blank,
    answers: [system, ...resolvers],
    addresses,
    failure,
    phases: [{ name: 'dns', ...end(failure === null), 'dns.question.name': host, addresses }],
  };
}
