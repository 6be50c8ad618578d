/** The record of a probe that returned nothing, because it crashed or was busy when it was ended. */
import { createObservation } from '../model/blank-observation.ts';
import type { Failure, FailureKind } from '../model/failure.ts';
import type { Observation } from '../model/observation.ts';
import type { ProbeRequest } from '../model/probe-request.ts';

export type ProbeEnding = { state: 'crashed'; code: string } | { state: 'cancelled'; by: 'person' | 'deadline' };

export function observationWithoutAnswer(
  { observation: id, request, sinceMs: startMs }: { observation: string; request: ProbeRequest; sinceMs: number },
  clock: { nowMs(): number; wallClock(): string },
  ending: ProbeEnding,
): Observation {
  return {
    ...createObservation(request, { id, startedAt: clock.wallClock(), startMs }),
    state: ending.state,
    cancelledBy: ending.state === 'cancelled' ? ending.by : null,
    durationMs: Math.max(0, clock.nowMs() - startMs),
    failure: failureOf(ending),
  };
}

function failureOf(ending: ProbeEnding): Failure {
  return ending.state === 'crashed'
    ? { kind: 'unclassified', code: ending.code, text: `the probe itself failed (${ending.code})` }
    : { kind: 'probe.deadline', text: 'ended before it had an answer' };
}

const SILENCE: ReadonlySet<FailureKind> = new Set<FailureKind>([
  'tcp.timeout',
  'tunnel.timeout',
  'socks.timeout',
  'tls.timeout',
  'http.timeout',
]);

/** Whether no answer came although one was expected. */
export function gotNoAnswer({ failure }: Observation): boolean {
  return failure !== null && SILENCE.has(failure.kind);
}
