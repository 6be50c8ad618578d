/** `timeline.jsonl`: all events in the order of time, with the session's clock and the wall clock. */
import type { Observation } from '../model/observation.ts';
import type { SessionEvent } from '../model/session.ts';
import { targetText } from '../model/target.ts';

export const TIMELINE_SCHEMA = 'gitpod-doctor/timeline@1';

export interface TimelineMoment {
  /** Milliseconds since the session began, by a monotonic clock. */
  atMs: number;
  /** The same time in UTC (RFC 3339), computed from the start of the session. */
  at: string;
  /** The type of an event in the log, or `phase`. */
  kind: SessionEvent['type'] | 'phase';
  /** The number of the event in `events.jsonl`; for a phase, the number of its observation. */
  event: number;
  observation?: string;
  step?: string;
  probe?: string;
  target?: string;
  phase?: string;
  durationMs?: number;
  ok?: boolean;
}

/** `startedAt`: the start of the session, RFC 3339. */
export function timelineMoments(events: readonly SessionEvent[], startedAt: string): TimelineMoment[] {
  const origin = Date.parse(startedAt);
  const at = (atMs: number) => ({ atMs, at: Number.isNaN(origin) ? startedAt : new Date(origin + atMs).toISOString() });
  return events
    .flatMap((event): TimelineMoment[] => [
      { ...at(event.atMs), kind: event.type, event: event.seq, ...about(event) },
      ...(event.type === 'observed' ? phases(event.observation, event.seq, at) : []),
    ])
    .sort((a, b) => a.atMs - b.atMs || a.event - b.event);
}

function about(event: SessionEvent): Partial<TimelineMoment> {
  switch (event.type) {
    case 'observed':
      return { ...aimedAt(event.observation), durationMs: event.observation.durationMs, ok: event.observation.failure === null };
    case 'probe-started':
      return { observation: event.observation, probe: event.request.probe, target: targetText(event.request.target) };
    case 'step-entered':
    case 'answered':
    case 'went-back':
    case 'step-skipped':
      return { step: event.step };
    default:
      return {};
  }
}

function phases(observation: Observation, event: number, at: (atMs: number) => Pick<TimelineMoment, 'atMs' | 'at'>): TimelineMoment[] {
  return observation.phases.map(({ name, startMs, durationMs, ok }) => ({
    ...at(startMs),
    kind: 'phase',
    event,
    ...aimedAt(observation),
    phase: name,
    durationMs,
    ok,
  }));
}

function aimedAt({ id, probe, target }: Observation): Pick<TimelineMoment, 'observation' | 'probe' | 'target'> {
  return { observation: id, probe, target: targetText(target) };
}
