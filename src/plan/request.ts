/** Builds a probe request with its key and the default fields. */
import { type ProbeRequest, requestKey } from '../model/probe-request.ts';
import { DIRECT } from '../model/target.ts';

type Said = Pick<ProbeRequest, 'probe' | 'target' | 'requirements'> & Partial<Omit<ProbeRequest, 'key'>>;

export function request(said: Said): ProbeRequest {
  const whole = {
    route: DIRECT,
    role: 'row' as const,
    purpose: null,
    trust: [],
    proof: null,
    family: null,
    address: null,
    serverName: null,
    method: 'GET' as const,
    checksumUrl: null,
    stageMs: null,
    nameIsOurs: false,
    ...said,
  };
  return { ...whole, key: requestKey(whole) };
}

/** A control distinguishes causes and is never a failure by itself. */
export function control(purpose: NonNullable<ProbeRequest['purpose']>, said: Said): ProbeRequest {
  return request({ ...said, role: 'control', purpose });
}

/** Merges requests with equal keys into one measurement for all their requirements, at the position of the first. */
export function mergeRequests(requests: readonly ProbeRequest[]): ProbeRequest[] {
  const byKey = new Map<string, ProbeRequest>();
  for (const next of requests) {
    const first = byKey.get(next.key);
    byKey.set(next.key, first === undefined ? next : combined(first, next));
  }
  return [...byKey.values()];
}

function combined(first: ProbeRequest, next: ProbeRequest): ProbeRequest {
  return {
    ...first,
    requirements: [...new Set([...first.requirements, ...next.requirements])],
    // A control for one requirement may be the actual request of another.
    role: first.role === next.role ? first.role : 'row',
    // A name in the access requirements is not invented, even if it also represents another requirement's wildcard.
    nameIsOurs: first.nameIsOurs && next.nameIsOurs,
  };
}
