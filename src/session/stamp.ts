/** Numbers and stamps an event on its way into the log. The caller owns the clock. */
import type { NewSessionEvent, SessionEvent } from '../model/session.ts';

export function stamp(event: NewSessionEvent, seq: number, atMs: number): SessionEvent {
  return { ...event, seq, atMs };
}
