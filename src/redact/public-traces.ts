/**
 * Finds names and addresses that a measurement shows to be public: the public addresses of published hosts, redirect targets of genuine
 * published servers, and names in their certificates. Firewall rules need them unmasked, and they belong to the vendor, not to the
 * customer.
 */
import { addressClass } from '../model/address.ts';
import type { Observation } from '../model/observation.ts';
import type { Phase, PhaseOf } from '../model/phase.ts';

export interface PublicTraces {
  /** Hosts that stay readable like those of the catalogue, with the paths below them. */
  hosts: string[];
  /** Exact addresses, names and organisations. */
  words: string[];
}

export function createPublicTraces(observation: Observation, isPublished: (host: string) => boolean): PublicTraces {
  const traces: PublicTraces = { hosts: [], words: [] };
  const known = (host: string) => isPublished(host) || traces.hosts.includes(host);
  let genuine: string | null = null;
  for (const phase of observation.phases) {
    if (phase.name === 'dns' && known(phase['dns.question.name'])) traces.words.push(...publicOnly(phase.addresses));
    if (phase.name === 'tls') genuine = isGenuine(phase) && known(phase['server.address']) ? phase['server.address'] : null;
    if (phase.name === 'tls' && genuine !== null) traces.words.push(...certificateNames(phase));
    const redirect = redirectOf(phase);
    if (redirect !== null && genuine === redirect.from) traces.hosts.push(redirect.to);
  }
  if (observation.probe === 'dns' && known(observation.name)) {
    traces.words.push(...publicOnly(observation.addresses));
    const answers = observation.answers.flatMap((answer) => [answer, ...(answer.datagrams ?? [])]);
    traces.words.push(...publicOnly(answers.flatMap(({ addresses }) => addresses.map((address) => ({ address })))));
  }
  return traces;
}

function publicOnly(addresses: readonly { address: string }[]): string[] {
  return addresses.map(({ address }) => address).filter((address) => addressClass(address) === 'public');
}

/** Whether the handshake proves the genuine server (docs/design.md §2). */
function isGenuine(phase: PhaseOf<'tls'>): boolean {
  return phase.peer === 'target' && phase.ok && phase.trust?.public === 'trusted' && phase.nameMatches === true;
}

function certificateNames({ chain }: PhaseOf<'tls'>): string[] {
  return chain.flatMap(({ subject, issuer, names }) =>
    [subject.commonName, subject.organization, issuer.commonName, issuer.organization, ...names].filter((name) => name !== null),
  );
}

function redirectOf(phase: Phase): { from: string; to: string } | null {
  const redirect = phase.name === 'http' ? phase.answer?.redirect : null;
  return phase.name === 'http' && redirect ? { from: phase['server.address'], to: redirect.host } : null;
}
