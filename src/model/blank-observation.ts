/** The observation of a request before the measurement. Probes fill it in; it stays unchanged if the probe yields no result. */
import type { Observation } from './observation.ts';
import type { ProbeRequest } from './probe-request.ts';
import { targetHost } from './target.ts';

export function createObservation(
  request: ProbeRequest,
  { id, startedAt, startMs }: Pick<Observation, 'id' | 'startedAt' | 'startMs'>,
): Observation {
  const base = {
    id,
    request: request.key,
    target: request.target,
    route: request.route,
    role: request.role,
    purpose: request.purpose,
    requirements: request.requirements,
    nameIsOurs: request.nameIsOurs,
    state: 'completed' as const,
    cancelledBy: null,
    startedAt,
    startMs,
    durationMs: 0,
    phases: [],
    failure: null,
  };
  switch (request.probe) {
    case 'dns':
      return { probe: 'dns', ...base, name: targetHost(request.target) ?? '', answers: [], addresses: [] };
    case 'udp':
      return { probe: 'udp', ...base };
    case 'aws':
      return { probe: 'aws', ...base };
    case 'host':
      return { probe: 'host', ...base, facts: null };
    case 'aws-credentials':
    case 'metadata':
    case 'google-metadata':
      return { probe: request.probe, ...base, facts: null };
    case 'ssh-config':
      return { probe: 'ssh-config', ...base, facts: null };
    case 'ssh-connect':
      return { probe: 'ssh-connect', ...base, rung: request.ssh?.rung ?? 'reach' };
    case 'proxy-script':
      return { probe: 'proxy-script', ...base, script: null };
    case 'proxy-login':
      return { probe: 'proxy-login', ...base, means: null };
    default:
      return { probe: request.probe, ...base, unverifiedAnswer: null };
  }
}
