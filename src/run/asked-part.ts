/** The part of a session that was asked for: a symptom's walk is judged by its own rows, not by the rest of the list. */
import type { Session } from '../model/session.ts';

export function askedPart(session: Session): Session {
  return { ...session, requirements: session.requirements.filter((row) => session.asked.has(row.id)) };
}
