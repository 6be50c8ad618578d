/**
 * What a retry in the quiet after the sweep says about the row that failed: whichever got further decides. A failure that is gone
 * then is a transient failure, and the row counts as its retry ended (CONTRACT, Changed now).
 */

import { SILENCE } from '../../model/failure.ts';
import type { Observation } from '../../model/observation.ts';
import type { PhaseName } from '../../model/phase.ts';
import { routeName, targetText } from '../../model/target.ts';
import { brokeOnTheWay, wayOfCall } from './aws-connection.ts';

export interface Retried {
  first: Observation;
  retry: Observation;
  /** `passes`: the retry got further, or was told something where first there was silence, and it decides. `fails`: it ended in the same way. `inconclusive`: it did not come as far. */
  outcome: 'passes' | 'fails' | 'inconclusive';
}

/** Failed rows that were retried, by id. */
export function retriedRows(observations: readonly Observation[]): ReadonlyMap<string, Retried> {
  const retries = new Map<string, Observation>();
  for (const one of observations) if (one.purpose === 'repeat' && one.state === 'completed') retries.set(questionOf(one), one);
  const found = new Map<string, Retried>();
  if (retries.size === 0) return found;
  for (const first of observations) {
    if (first.role !== 'row' || first.state !== 'completed' || !isBroken(first)) continue;
    const retry = retries.get(questionOf(first));
    // What was measured anew since is the later word.
    if (retry === undefined || retry.startMs < first.startMs) continue;
    found.set(first.id, { first, retry, outcome: outcomeOf(first, retry) });
  }
  return found;
}

/** The failure is gone: the retry did not end in another one. */
export function isGone({ retry, outcome }: Retried): boolean {
  return outcome === 'passes' && !isBroken(retry);
}

/** What a row counts as: it ended as its retry did, where that got further. */
export function decisive(first: Observation, retried: ReadonlyMap<string, Retried>): Observation {
  const known = retried.get(first.id);
  if (known?.outcome !== 'passes') return first;
  return first.probe === 'aws' ? { ...first, ...connectionOf(known.retry) } : known.retry;
}

/** An AWS call is retried as a plain request to its host: where that is answered, nothing is known of what AWS would have said. */
export function leavesCallOpen(retried: Retried): boolean {
  return retried.first.probe === 'aws' && isGone(retried);
}

/** A call keeps its own failure where the retry has none to put in its place. */
function connectionOf({
  failure,
  phases,
  startMs,
  durationMs,
}: Observation): Partial<Pick<Observation, 'failure' | 'phases' | 'startMs' | 'durationMs'>> {
  return failure === null ? {} : { failure, phases, startMs, durationMs };
}

/** The same for the row of this id, among all that was observed. */
export function lastWord(id: string | null, observations: readonly Observation[]): Observation | undefined {
  const first = observations.find((one) => one.id === id);
  return first?.failure == null ? first : decisive(first, retriedRows(observations));
}

/** Requests for retries of rows that were measured anew since. */
export function staleRetries(observations: readonly Observation[]): ReadonlySet<string> {
  const rows = new Map(observations.flatMap((one) => (one.role === 'row' ? [[questionOf(one), one.startMs] as const] : [])));
  const stale = observations.filter(
    (one) => one.purpose === 'repeat' && one.probe !== 'host' && (rows.get(questionOf(one)) ?? 0) > one.startMs,
  );
  return new Set(stale.map(({ request }) => request));
}

function outcomeOf(first: Observation, retry: Observation): Retried['outcome'] {
  if (!isBroken(retry)) return 'passes';
  const [before, after] = [progressOf(first), progressOf(retry)];
  if (after > before || (after === before && isSilent(first) && !isSilent(retry))) return 'passes';
  return after === before ? 'fails' : 'inconclusive';
}

/** At the same point silence tells less than what was said in so many words: a busy proxy that refuses at last, say. */
function isSilent({ failure }: Observation): boolean {
  return failure !== null && SILENCE.has(failure.kind);
}

/** Of a lookup the system's answer counts, which is what programs get. */
function isBroken(one: Observation): boolean {
  if (one.probe !== 'dns') return one.failure !== null;
  const system = one.answers.find(({ from }) => from.kind === 'system');
  return (system ?? one).failure !== null;
}

const ORDER: readonly PhaseName[] = ['dns', 'tcp', 'tunnel', 'tls', 'http', 'checksum'];

/** How far it came: the hop, the phase in it, and for a handshake whether it was one to the end. */
function progressOf({ phases }: Observation): number {
  const last = phases.at(-1);
  if (last === undefined) return 0;
  const done = last.ok || (last.name === 'tls' && last.handshakeCompleted) ? 0.5 : 0;
  const toTarget = last.peer === 'target' ? ORDER.length : 0;
  return last.hop * 2 * ORDER.length + toTarget + ORDER.indexOf(last.name) + done;
}

/** What was asked, and how it went there; of an AWS call that broke before AWS could answer, the request to its host. */
function questionOf(observation: Observation): string {
  const { probe, target, route } = (observation.probe === 'aws' && brokeOnTheWay(observation) && wayOfCall(observation)) || observation;
  return `${probe} ${targetText(target)} ${routeName(route)}`;
}
