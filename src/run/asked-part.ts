import type { Session } from '../model/session.ts';

/**
 * The part of a session that was asked for: a symptom's walk is judged by its own rows, not by the rest of the list.
 * Where nothing was asked for, everything is open.
 */

export function askedPart(session: Session): Session {
  if (session.asked.size === 0) return session;
  const isAsked = ({ id }: { id: string }) => session.asked.has(id);
  return {
    ...session,
    requirements: session.requirements.filter(isAsked),
    leftOut: session.requirements.filter((row) => !isAsked(row)),
  };
}
