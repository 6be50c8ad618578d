/** The session log: the one place where events are numbered, stamped, folded and told to listeners. */
import type { NewSessionEvent, Session, SessionEvent } from '../model/session.ts';
import { applyEvent, emptySession } from '../session/index.ts';
import type { Clock } from './clock.ts';

export interface SessionLog {
  append(event: NewSessionEvent): SessionEvent;
  readonly events: readonly SessionEvent[];
  readonly session: Session;
  /** Called after every event, in order; returns a function that ends it. */
  subscribe(listener: (event: SessionEvent) => void): () => void;
  /** Milliseconds since the session began. */
  nowMs(): number;
  /** RFC 3339, UTC. */
  wallClock(): string;
}

export type StartedEvent = Extract<NewSessionEvent, { type: 'session-started' }>;

export function startLog(clock: Clock, started: StartedEvent): SessionLog {
  const origin = clock.nowMs();
  const first: Extract<SessionEvent, { type: 'session-started' }> = { ...started, seq: 1, atMs: 0 };
  const events: SessionEvent[] = [first];
  const listeners = new Set<(event: SessionEvent) => void>();
  let session = emptySession(first);
  const nowMs = () => clock.nowMs() - origin;

  return {
    events,
    get session() {
      return session;
    },
    nowMs,
    wallClock: clock.wallClock,
    append(event) {
      const stamped = { ...event, seq: events.length + 1, atMs: Math.round(nowMs() * 10) / 10 } as SessionEvent;
      events.push(stamped);
      session = applyEvent(session, stamped);
      for (const listener of listeners) listener(stamped);
      return stamped;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
