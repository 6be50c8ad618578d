/**
 * How much a timeout proves. A wait shorter than a retransmission cannot distinguish packet loss, load and distance from a device that
 * drops packets. If answers took most of the time limit, missing answers may only be late.
 */
import { SILENT_KINDS } from '../../model/failure.ts';
import type { Observation } from '../../model/observation.ts';
import type { Phase, PhaseName } from '../../model/phase.ts';
import { memoize } from './memo.ts';
import { failedPhase, type View } from './view.ts';

/** The first packet of a connection is not resent before one second (RFC 6298, 2.1). */
const TELLING_MS = 1000;

/** The duration of a wait that was too short to prove anything; null if it was long enough, or if an answer came. */
export function shortWaitMs(view: View, observation: Observation): number | null {
  const { failure } = observation;
  if (failure === null || !SILENT_KINDS.has(failure.kind)) return null;
  const waitedMs = failure.kind === 'dns.timeout' ? view.session.limits.dnsMs : stageMsOf(view, observation);
  return waitedMs < TELLING_MS ? waitedMs : null;
}

/**
 * True for a success after more than half of its time limit, which is no contrast to a timeout, unless the attempt that timed out
 * (`silentMs`) waited twice as long.
 */
export function isCloseToTimeout(view: View, observation: Observation, phase: Phase, silentMs = 0): boolean {
  return phase.durationMs * 2 > Math.max(silentMs, stageMsOf(view, observation));
}

function stageMsOf(view: View, { request }: Observation): number {
  const { stageMs } = view.session.limits;
  return Math.min(stageMs, stageOf(view).get(request) ?? stageMs);
}

/**
 * True for a timeout that proves nothing: the wait was short and the slowest success of the phase took at least half as long, or this
 * machine noticed the timeout far too late. Controls are compared only with controls that passed, because they run after the load of the
 * sweep.
 */
export function isWaitInconclusive(view: View, observation: Observation): boolean {
  const waitedMs = shortWaitMs(view, observation);
  const failed = waitedMs === null ? null : failedPhase(observation);
  if (waitedMs === null || failed === null) return false;
  const { all, controls } = slowest(view);
  const passed = observation.role === 'control' && controls.has(failed.name) ? controls : all;
  // A later phase takes at least as long as it takes to open a connection.
  const usual = Math.max(passed.get(failed.name) ?? 0, passed.get('tcp') ?? 0);
  return usual * 2 >= waitedMs || failed.durationMs >= waitedMs * 1.5;
}

/** The longest completed phase of this name; null without one. */
export function slowestMs(view: View, name: PhaseName): number | null {
  return slowest(view).all.get(name) ?? null;
}

/** The timeout of each request, by its key. */
const stageOf = memoize(
  ({ session }: View) => new Map(session.requests.flatMap(({ key, stageMs }) => (stageMs === null ? [] : [[key, stageMs] as const]))),
);

const slowest = memoize((view: View) => {
  const all = new Map<PhaseName, number>();
  const controls = new Map<PhaseName, number>();
  for (const { phases, role } of view.web) {
    for (const phase of phases) {
      if (!phase.ok && !(phase.name === 'tls' && phase.handshakeCompleted)) continue;
      for (const found of role === 'control' ? [all, controls] : [all])
        found.set(phase.name, Math.max(found.get(phase.name) ?? 0, phase.durationMs));
    }
  }
  return { all, controls };
});
