/** The session log: the only place where events are numbered, timestamped, folded and sent to listeners. */
import type { NewSessionEvent, Session, SessionEvent } from '../model/session.ts';
import { applyEvent, emptySession, foldEvents } from '../session/index.ts';
import type { Clock } from './clock.ts';

export interface SessionLog {
  append(event: NewSessionEvent): SessionEvent;
  /** Adds events that a draft of this log timestamped, with new numbers. */
  adopt(events: readonly SessionEvent[]): void;
  readonly events: readonly SessionEvent[];
  readonly session: Session;
  /** Called after every event, in order; returns a function that unsubscribes. */
  subscribe(listener: (event: SessionEvent) => void): () => void;
  /** Milliseconds since the session began. */
  nowMs(): number;
  /** RFC 3339, UTC. */
  wallClock(): string;
}

export type StartedEvent = Extract<NewSessionEvent, { type: 'session-started' }>;

type Time = Pick<SessionLog, 'nowMs' | 'wallClock'>;

export function startLog(clock: Clock, started: StartedEvent): SessionLog {
  const first: Extract<SessionEvent, { type: 'session-started' }> = { ...started, seq: 1, atMs: 0 };
  return createLog([first], emptySession(first), timeFrom(clock, 0));
}

/** Continues a stored log at its last event, so that the time between is not part of the session. */
export function continueLog(clock: Clock, stored: readonly SessionEvent[]): SessionLog {
  const events = stored.map((event, index) => ({ ...event, seq: index + 1 }));
  const lastMs = Math.max(0, ...events.map(({ atMs }) => atMs));
  const log = createLog(events, foldEvents(events), timeFrom(clock, lastMs));
  log.append({ type: 'resumed', at: clock.wallClock() });
  return log;
}

/** A log that continues a session with the same clock. Its events reach the original log only through `adopt`. */
export function createDraftLog({ nowMs, wallClock }: Time, from: Session): SessionLog {
  return createLog([], from, { nowMs, wallClock });
}

function timeFrom(clock: Clock, startMs: number): Time {
  const origin = clock.nowMs() - startMs;
  return { nowMs: () => clock.nowMs() - origin, wallClock: clock.wallClock };
}

function createLog(events: SessionEvent[], from: Session, { nowMs, wallClock }: Time): SessionLog {
  const listeners = new Set<(event: SessionEvent) => void>();
  let session = from;

  function take(event: SessionEvent): void {
    events.push(event);
    session = applyEvent(session, event);
    for (const listener of listeners) listener(event);
  }

  return {
    events,
    get session() {
      return session;
    },
    nowMs,
    wallClock,
    append(event) {
      const stamped = { ...event, seq: events.length + 1, atMs: Math.round(nowMs() * 10) / 10 } as SessionEvent;
      take(stamped);
      return stamped;
    },
    adopt(others) {
      for (const event of others) take({ ...event, seq: events.length + 1 });
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
