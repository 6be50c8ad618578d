/** What a run came to, without its times: two runs of the same outcome tell the same. */
import type { Diagnosis } from '../../model/finding.ts';
import type { Session } from '../../model/session.ts';

/** Verdicts of the rows, how each of their measurements ended, and the causes that are seen in them. */
export function outcomeOf({ observations }: Session, { verdicts, findings }: Diagnosis, requirements: readonly string[]): string {
  const rows = new Set(requirements);
  const concerns = (one: { requirements: readonly string[] }) => one.requirements.some((id) => rows.has(id));
  return JSON.stringify([
    verdicts.filter(({ requirement }) => rows.has(requirement)).map(({ requirement, verdict, reason }) => [requirement, verdict, reason]),
    observations.filter(concerns).map(({ request, state, failure }) => [request, state, failure?.kind ?? null, failure?.code ?? null]),
    findings.filter(concerns).map(({ code, subject }) => [code, subject]),
  ]);
}
