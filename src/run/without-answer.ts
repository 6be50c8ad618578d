/** The record of a probe that did not say anything itself: it crashed, or it was still busy when it was told to end. */
import type { Failure } from '../model/failure.ts';
import type { Observation } from '../model/observation.ts';
import type { ProbeRequest } from '../model/probe-request.ts';

export type Ending = { state: 'crashed'; code: string } | { state: 'cancelled'; by: 'person' | 'deadline' };

export function withoutAnswer(
  probe: { observation: string; request: ProbeRequest; sinceMs: number },
  clock: { nowMs(): number; wallClock(): string },
  ending: Ending,
): Observation {
  const { request } = probe;
  const base = {
    id: probe.observation,
    request: request.key,
    target: request.target,
    route: request.route,
    role: request.role,
    purpose: request.purpose,
    requirements: request.requirements,
    nameIsOurs: request.nameIsOurs,
    state: ending.state,
    cancelledBy: ending.state === 'cancelled' ? ending.by : null,
    startedAt: clock.wallClock(),
    startMs: probe.sinceMs,
    durationMs: Math.max(0, clock.nowMs() - probe.sinceMs),
    phases: [],
    failure: failureOf(ending),
  };
  switch (request.probe) {
    case 'host':
      return { probe: 'host', ...base, facts: null };
    case 'dns':
      return { probe: 'dns', ...base, name: 'host' in request.target ? request.target.host : '', answers: [], addresses: [] };
    case 'udp':
      return { probe: 'udp', ...base };
    case 'aws':
      return { probe: 'aws', ...base };
    case 'aws-credentials':
    case 'metadata':
      return { probe: request.probe, ...base, facts: null };
    case 'ssh-config':
      return { probe: 'ssh-config', ...base, facts: null };
    case 'ssh-connect':
      return { probe: 'ssh-connect', ...base, rung: request.ssh?.rung ?? 'reach' };
    default:
      return { probe: request.probe, ...base, unverifiedAnswer: null };
  }
}

function failureOf(ending: Ending): Failure {
  return ending.state === 'crashed'
    ? { kind: 'unclassified', code: ending.code, text: `the probe itself failed (${ending.code})` }
    : { kind: 'probe.deadline', text: 'ended before it had an answer' };
}
