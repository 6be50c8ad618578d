import { diagnose } from '../diagnosis/index.ts';
import type { Session } from '../model/session.ts';

/**
 * The part of a session that was asked for: a symptom's walk is judged by its own rows, not by the rest of the list; but
 * what was found against a row stands, whoever asked. Where nothing was asked for, everything is open.
 */
export function askedPart(session: Session): Session {
  if (session.asked.size === 0) return session;
  if (session.requirements.every(({ id }) => session.asked.has(id))) return session;
  const found = diagnose(session).verdicts.filter(({ verdict, observations }) => verdict === 'unmet' && observations.length === 0);
  const unmet = new Set(found.map(({ requirement }) => requirement));
  const isAsked = ({ id }: { id: string }) => session.asked.has(id) || unmet.has(id);
  return {
    ...session,
    requirements: session.requirements.filter(isAsked),
    leftOut: session.requirements.filter((row) => !isAsked(row)),
  };
}
