/** The observation of a request before anything was measured; probes fill it in. */
import type {
  AwsObservation,
  CredentialsObservation,
  DnsObservation,
  HostObservation,
  MetadataObservation,
  Observation,
  SshConfigObservation,
  SshConnectObservation,
  UdpObservation,
  WebObservation,
} from '../model/observation.ts';
import type { ProbeRequest } from '../model/probe-request.ts';
import { targetHost } from '../model/target.ts';
import type { ProbeContext } from '../run/probe-port.ts';

export function emptyObservation(request: ProbeRequest, context: ProbeContext): Observation {
  const base = {
    id: context.observation,
    request: request.key,
    target: request.target,
    route: request.route,
    role: request.role,
    purpose: request.purpose,
    requirements: request.requirements,
    nameIsOurs: request.nameIsOurs,
    state: 'completed' as const,
    cancelledBy: null,
    startedAt: new Date().toISOString(),
    startMs: Math.max(0, context.nowMs()),
    durationMs: 0,
    phases: [],
    failure: null,
  };
  switch (request.probe) {
    case 'dns':
      return { probe: 'dns', ...base, name: targetHost(request.target) ?? '', answers: [], addresses: [] } satisfies DnsObservation;
    case 'udp':
      return { probe: 'udp', ...base } satisfies UdpObservation;
    case 'host':
      return { probe: 'host', ...base, facts: null } satisfies HostObservation;
    case 'aws':
      return { probe: 'aws', ...base } satisfies AwsObservation;
    case 'aws-credentials':
      return { probe: 'aws-credentials', ...base, facts: null } satisfies CredentialsObservation;
    case 'metadata':
      return { probe: 'metadata', ...base, facts: null } satisfies MetadataObservation;
    case 'ssh-config':
      return { probe: 'ssh-config', ...base, facts: null } satisfies SshConfigObservation;
    case 'ssh-connect':
      return { probe: 'ssh-connect', ...base, rung: request.ssh?.rung ?? 'reach' } satisfies SshConnectObservation;
    default:
      return { probe: request.probe, ...base, unverifiedAnswer: null } satisfies WebObservation;
  }
}
