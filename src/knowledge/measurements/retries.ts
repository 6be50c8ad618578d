/**
 * Compares each failed requirement with its retry after the sweep: the attempt that got further decides. A failure that does not recur is
 * transient, and the requirement gets the outcome of its retry (docs/contract.md, What counts).
 */

import { SILENT_KINDS } from '../../model/failure.ts';
import type { Observation } from '../../model/observation.ts';
import type { PhaseName } from '../../model/phase.ts';
import { routeName, targetText } from '../../model/target.ts';
import { hasFailedBeforeAnswer, requestOfCall } from './aws-connection.ts';

export interface RetriedRow {
  first: Observation;
  retry: Observation;
  /**
   * `passes`: the retry got further, or got a reply when the first attempt had none. `fails`: it had the same result. `inconclusive`: it
   * got less far.
   */
  outcome: 'passes' | 'fails' | 'inconclusive';
}

/** Failed requirements that were retried, by id. */
export function retriedRows(observations: readonly Observation[]): ReadonlyMap<string, RetriedRow> {
  const retries = new Map<string, Observation>();
  for (const one of observations) if (one.purpose === 'repeat' && one.state === 'completed') retries.set(questionOf(one), one);
  const found = new Map<string, RetriedRow>();
  if (retries.size === 0) return found;
  for (const first of observations) {
    if (first.role !== 'row' || first.state !== 'completed' || !isBroken(first)) continue;
    const retry = retries.get(questionOf(first));
    // A later measurement of the requirement supersedes the retry.
    if (retry === undefined || retry.startMs < first.startMs) continue;
    found.set(first.id, { first, retry, outcome: outcomeOf(first, retry) });
  }
  return found;
}

/** Whether the failure did not recur, and the retry did not fail in another way. */
export function hasPassedOnRetry({ retry, outcome }: RetriedRow): boolean {
  return outcome === 'passes' && !isBroken(retry);
}

/** The outcome of a requirement: that of its retry, if the retry got further. */
export function decisiveObservation(first: Observation, retried: ReadonlyMap<string, RetriedRow>): Observation {
  const known = retried.get(first.id);
  if (known?.outcome !== 'passes') return first;
  return first.probe === 'aws' ? { ...first, ...connectionOf(known.retry) } : known.retry;
}

/** An AWS call is retried as a plain request to its host. If that succeeds, the response to the call itself remains unknown. */
export function isCallInconclusive(retried: RetriedRow): boolean {
  return retried.first.probe === 'aws' && hasPassedOnRetry(retried);
}

/** The fields of a failed retry that replace those of the AWS call. If the retry passed, the call keeps its own failure. */
function connectionOf({
  failure,
  phases,
  startMs,
  durationMs,
}: Observation): Partial<Pick<Observation, 'failure' | 'phases' | 'startMs' | 'durationMs'>> {
  return failure === null ? {} : { failure, phases, startMs, durationMs };
}

/** The deciding observation of the requirement with this id, among all observations. */
export function finalObservation(id: string | null, observations: readonly Observation[]): Observation | undefined {
  const first = observations.find((one) => one.id === id);
  return first?.failure == null ? first : decisiveObservation(first, retriedRows(observations));
}

/** Retries of requirements that were measured again later. */
export function staleRetries(observations: readonly Observation[]): ReadonlySet<string> {
  const rows = new Map(observations.flatMap((one) => (one.role === 'row' ? [[questionOf(one), one.startMs] as const] : [])));
  const stale = observations.filter(
    (one) => one.purpose === 'repeat' && one.probe !== 'host' && (rows.get(questionOf(one)) ?? 0) > one.startMs,
  );
  return new Set(stale.map(({ request }) => request));
}

function outcomeOf(first: Observation, retry: Observation): RetriedRow['outcome'] {
  if (!isBroken(retry)) return 'passes';
  const [before, after] = [progressOf(first), progressOf(retry)];
  if (after > before || (after === before && isSilent(first) && !isSilent(retry))) return 'passes';
  return after === before ? 'fails' : 'inconclusive';
}

/** Whether no reply came, which proves less than an explicit refusal at the same point: a busy proxy may still refuse later. */
function isSilent({ failure }: Observation): boolean {
  return failure !== null && SILENT_KINDS.has(failure.kind);
}

/** Whether an observation failed. For lookups the system's answer decides, because programs use it. */
function isBroken(one: Observation): boolean {
  if (one.probe !== 'dns') return one.failure !== null;
  const system = one.answers.find(({ from }) => from.kind === 'system');
  return (system ?? one).failure !== null;
}

const ORDER: readonly PhaseName[] = ['dns', 'tcp', 'tunnel', 'tls', 'http', 'checksum'];

/** How far an observation got: the hop, its phase, and whether a handshake completed. */
function progressOf({ phases }: Observation): number {
  const last = phases.at(-1);
  if (last === undefined) return 0;
  const done = last.ok || (last.name === 'tls' && last.handshakeCompleted) ? 0.5 : 0;
  const toTarget = last.peer === 'target' ? ORDER.length : 0;
  return last.hop * 2 * ORDER.length + toTarget + ORDER.indexOf(last.name) + done;
}

/** The request and its route; for an unanswered AWS call, the request to its host. */
function questionOf(observation: Observation): string {
  const { probe, target, route } =
    (observation.probe === 'aws' && hasFailedBeforeAnswer(observation) && requestOfCall(observation)) || observation;
  return `${probe} ${targetText(target)} ${routeName(route)}`;
}
