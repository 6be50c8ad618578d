import { diagnose } from '../diagnosis/index.ts';
import type { Session } from '../model/session.ts';

/**
 * The requested part of a session. The walk of a symptom is judged by its own requirements, plus any measured requirement that failed.
 * Without a request, all requirements are included as unmeasured.
 */
export function requestedPart(session: Session): Session {
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
