/** The connection attempts of a route that wait without an answer, and which of them may end early if the route counts as closed. */
import type { Phase } from '../model/phase.ts';
import type { ProbeRequest } from '../model/probe-request.ts';
import { type Route, routeName } from '../model/target.ts';
import { SHORT_TIMEOUT_MS, SILENT_IN_A_ROW } from './adaptive-timeouts.ts';

interface Attempt {
  probe: { request: ProbeRequest };
  /** The completed phases. */
  phases: readonly Phase[];
}

/** The attempts on this route that are older than one retransmission. */
export function silentAttempts<T extends Attempt>(attempts: Iterable<T>, route: Route, nowMs: number): T[] {
  const since = nowMs - SHORT_TIMEOUT_MS;
  return [...attempts].filter(
    ({ probe: { request }, phases }) =>
      phases.length === 1 && startedBefore(phases[0], since) && connects(request) && routeName(request.route) === routeName(route),
  );
}

/**
 * Of silent attempts, oldest first, those of requirements that need not wait for their whole timeout. The first few keep it, so that a very
 * slow path is not taken for a closed one, unless other requirements wait for their answer.
 */
export function needlessAttempts<T extends Attempt>(silent: readonly T[], awaited: ReadonlySet<string>): T[] {
  const ends = ({ probe: { request } }: T) => request.requirements.some((id) => awaited.has(id));
  const patient = new Set(silent.filter((one) => !ends(one)).slice(0, SILENT_IN_A_ROW));
  return silent.filter((one) => !patient.has(one) && one.probe.request.role === 'row');
}

/** Whether the request begins with a connection, to the target or to its proxy. */
export function connects({ probe }: ProbeRequest): boolean {
  return probe === 'https' || probe === 'http' || probe === 'tcp';
}

/** Whether the lookup finished, and so the connection began, before `ms`. */
function startedBefore(phase: Phase | undefined, ms: number): boolean {
  return phase?.name === 'dns' && phase.ok && phase.startMs + phase.durationMs < ms;
}
