/**
 * How much a silence says. Whoever waits for less than a lost packet takes cannot tell loss, load and distance from a
 * device that discards; and where answers took most of the time that was given, those that came too late prove nothing.
 */
import { SILENCE } from '../../model/failure.ts';
import type { Observation } from '../../model/observation.ts';
import type { Phase, PhaseName } from '../../model/phase.ts';
import { perView } from './memo.ts';
import { failedPhase, type View } from './view.ts';

/** The first packet of a connection is sent again after one second (RFC 6298, 2.1), and not before. */
const TELLING_MS = 1000;

/** How long an answer was waited for; null where that was long enough to mean something, or something was said. */
export function shortWaitMs(view: View, observation: Observation): number | null {
  const { failure } = observation;
  if (failure === null || !SILENCE.has(failure.kind)) return null;
  const waitedMs = failure.kind === 'dns.timeout' ? view.session.limits.dnsMs : stageMsOf(view, observation);
  return waitedMs < TELLING_MS ? waitedMs : null;
}

/**
 * What took most of its time to pass might as well have failed, so it is no contrast to a silence: but for one that was waited for
 * much longer, `silentMs`.
 */
export function isBarelyInTime(view: View, observation: Observation, phase: Phase, silentMs = 0): boolean {
  return phase.durationMs * 2 > Math.max(silentMs, stageMsOf(view, observation));
}

function stageMsOf(view: View, { request }: Observation): number {
  const { stageMs } = view.session.limits;
  return Math.min(stageMs, stageOf(view).get(request) ?? stageMs);
}

/**
 * It was waited for a short while, and this machine or this way took half of that and more for what did pass, or this
 * machine itself came much too late to look: then the silence says nothing at all. A control is compared with controls where
 * one came through, as these have the rush of the sweep behind them.
 */
export function isDrownedOut(view: View, observation: Observation): boolean {
  const waitedMs = shortWaitMs(view, observation);
  const failed = failedPhase(observation);
  if (waitedMs === null || failed === null) return false;
  const { all, controls } = slowest(view);
  const passed = observation.role === 'control' && controls.has(failed.name) ? controls : all;
  // What follows a connection takes as long as the connection at least.
  const usual = Math.max(passed.get(failed.name) ?? 0, passed.get('tcp') ?? 0);
  return usual * 2 >= waitedMs || failed.durationMs >= waitedMs * 1.5;
}

/** How long the slowest of the phases of this name took that came to an end; null where none did. */
export function slowestMs(view: View, name: PhaseName): number | null {
  return slowest(view).all.get(name) ?? null;
}

/** The deadline that a request brought along, by its key. */
const stageOf = perView((view: View): ReadonlyMap<string, number> => {
  const own = view.session.requests.flatMap(({ key, stageMs }) => (stageMs === null ? [] : [[key, stageMs] as const]));
  return new Map(own);
});

const slowest = perView((view: View) => {
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
