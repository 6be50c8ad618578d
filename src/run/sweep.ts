/**
 * One sweep: measures what the plan requests, until nothing is left or time is up. Owns concurrency, deadline and abort; every started
 * probe leaves exactly one observation in the log.
 */

import { acceptedAttemptMs } from '../knowledge/measurements/round-trips.ts';
import type { Observation } from '../model/observation.ts';
import type { Phase } from '../model/phase.ts';
import type { ProbeRequest } from '../model/probe-request.ts';
import { DIRECT, type Route, routeName } from '../model/target.ts';
import { nextRequests } from '../plan/index.ts';
import { createAdaptiveTimeouts, SHORT_TIMEOUT_MS } from './adaptive-timeouts.ts';
import { startRunningTimer } from './deadline.ts';
import { createLanes, type LaneTask } from './lanes.ts';
import type { SessionLog } from './log.ts';
import type { ProbePort } from './probe-port.ts';
import { connects, needlessAttempts, silentAttempts } from './silent-attempts.ts';
import { createSlowness, deadlineFor, limitsFor, lookupSlownessOf } from './slowness.ts';
import { weightOf } from './weight.ts';
import { concurrencyAfterConnect, concurrencyAfterTimeout, maximumWidth, widthAfterAnswer } from './width.ts';
import { gotNoAnswer, observationWithoutAnswer } from './without-answer.ts';

const OWN_DEADLINE: ReadonlySet<ProbeRequest['probe']> = new Set(['download', 'aws']);

/** After the deadline a probe has this long to report; then it is recorded as cancelled. */
const GRACE_MS = 250;

export interface RunningProbe {
  observation: string;
  request: ProbeRequest;
  sinceMs: number;
  /** The progress of a long download; null for other probes. */
  progress: { done: number; total: number | null } | null;
}

export interface SweepOptions {
  log: SessionLog;
  probes: ProbePort;
  /** The requirements to measure. With `again`, they include requirements measured before. */
  requirements: readonly string[];
  again: boolean;
  /** The requests that may be sent; by default all. */
  only?: (request: ProbeRequest) => boolean;
  /** Called when `running` changed without an event: progress of a download. */
  onProgress?: () => void;
}

export type SweepOutcome = 'complete' | 'deadline' | 'cancelled';

export interface Sweep {
  /** Resolves with the outcome once sweep-ended is in the log. */
  done: Promise<SweepOutcome>;
  running(): readonly RunningProbe[];
  planned(): number;
  finished(): number;
  /** Ends the sweep: running probes are recorded as cancelled by the user. */
  cancel(): void;
  /** Ends one probe, which is recorded as cancelled. */
  skip(observation: string): void;
}

interface Flight {
  probe: RunningProbe;
  abort: AbortController;
  hopeless: AbortController;
  /** Stops the timer after which `hopeless` may fire. */
  stopTimer?: () => void;
  /** The completed phases of the probe, with their timing. */
  phases: Phase[];
}

export function startSweep({ log, probes, requirements, again, only, onProgress }: SweepOptions): Sweep {
  const { limits } = log.session;
  const timeouts = createAdaptiveTimeouts(limits);
  // A proxy gets fewer probes at once, because it may treat a burst as abuse.
  const mostThroughProxy = Math.min(limits.proxyConcurrency, limits.concurrency);
  const lanes = createLanes((route) => (route === routeName(DIRECT) ? limits.concurrency : mostThroughProxy));
  const flights = new Map<string, Flight>();
  const queued = new Map<string, ProbeRequest>();
  const wholeSweep = new AbortController();
  let planned = 0;
  let finished = 0;
  let reason: SweepOutcome = 'complete';

  log.append({ type: 'sweep-started', requirements: [...requirements], again });
  const ids = observationIds(log);
  const remeasure = again ? new Set(requirements) : null;
  const slowness = createSlowness();
  const lookupsMs: number[] = [];
  /** Requirements whose answer others wait for. */
  const awaited = new Set(log.session.requirements.flatMap(({ discovery }) => discovery?.from ?? []));
  let deadlineMs = limits.deadlineMs;
  // Watches for stops of the process all the time, because between two probes nothing else would notice them.
  const endNotice = probes.noticeStops?.();
  let callOffDeadline = deadlineIn(deadlineMs);

  function deadlineIn(ms: number): () => void {
    return runningTimer(ms, reachDeadline);
  }

  function runningTimer(ms: number, act: () => void): () => void {
    return startRunningTimer(ms, () => probes.stoppedMs?.() ?? 0, act);
  }

  function reachDeadline(): void {
    const before = deadlineMs;
    deadlineMs = deadlineFor(limits, Math.max(slowness.most(), lookupSlownessOf(lookupsMs)));
    if (deadlineMs > before) callOffDeadline = deadlineIn(deadlineMs - before);
    else stop('deadline');
  }

  function stop(why: 'deadline' | 'cancelled'): void {
    if (wholeSweep.signal.aborted) return;
    reason = why;
    wholeSweep.abort(why);
    lanes.clear();
    for (const { probe, abort } of flights.values()) {
      // Downloads and AWS calls have their own deadlines; only the user ends them early.
      if (why === 'cancelled' || !OWN_DEADLINE.has(probe.request.probe)) abort.abort(why === 'deadline' ? 'deadline' : 'person');
    }
  }

  function ask(): void {
    if (wholeSweep.signal.aborted) return;
    for (const request of firstRound()) start(request);
    for (const request of nextRequests(log.session)) start(request);
  }

  /**
   * If requirements are measured again, the requests that were sent for them are repeated. The plan adds the requests that follow,
   * including retries.
   */
  function firstRound(): ProbeRequest[] {
    if (remeasure === null) return [];
    const requests = log.session.requests.filter(
      ({ requirements, purpose }) => purpose !== 'repeat' && requirements.some((id) => remeasure.has(id)),
    );
    remeasure.clear();
    return requests;
  }

  function start(request: ProbeRequest): void {
    if (queued.has(request.key) || only?.(request) === false) return;
    queued.set(request.key, request);
    planned += 1;
    const observation = ids(request.key);
    lanes.enter(routeName(request.route), (place) => fly(observation, request, place), weightOf(request));
  }

  async function fly(observation: string, request: ProbeRequest, place: LaneTask): Promise<void> {
    const abort = new AbortController();
    const probe: RunningProbe = { observation, request, sinceMs: log.nowMs(), progress: null };
    const flight: Flight = { probe, abort, hopeless: new AbortController(), phases: [] };
    flights.set(observation, flight);
    queued.delete(request.key);
    log.append({ type: 'probe-started', observation, request });
    const seen = await settled(flight, request, place);
    flight.stopTimer?.();
    flights.delete(observation);
    finished += 1;
    timeouts.observe(seen);
    if (seen.role === 'row' && seen.failure?.kind === 'tls.timeout') slowness.stalled(seen.route);
    log.append({ type: 'observed', observation: seen });
    const pause = timeouts.pauseAfter(seen, waitingInVain(seen.route).length);
    if (pause > 0 && queued.size > 0) await new Promise((resolve) => setTimeout(resolve, pause));
    // The lane is resized after the pause, when other probes that timed out together have reported too.
    if (gotNoAnswer(seen)) lanes.resize(routeName(seen.route), timeouts.isClosed(seen.route) ? maximumWidth : concurrencyAfterTimeout);
    ask();
  }

  /** The probes on this route whose connection attempt is older than one retransmission. */
  function waitingInVain(route: Route): Flight[] {
    return silentAttempts(flights.values(), route, log.nowMs());
  }

  function endIfHopeless(route: Route): void {
    const silent = waitingInVain(route);
    if (!timeouts.isHopeless(route, silent.length - 1)) return;
    for (const { hopeless } of needlessAttempts(silent, awaited)) hopeless.abort();
  }

  function passed(flight: Flight, phase: Phase, place: LaneTask): void {
    const { phases } = flight;
    const { request } = flight.probe;
    phases.push(phase);
    timeouts.passed(request, phase);
    if (phase.name === 'dns' && phase.ok) {
      lookupsMs.push(phase.durationMs);
      place.resolved();
      if (phases.length === 1 && connects(request))
        flight.stopTimer = runningTimer(SHORT_TIMEOUT_MS + 1, () => endIfHopeless(request.route));
    }
    if (phase.name === 'tcp' && phase.ok) {
      place.connected();
      lanes.resize(routeName(request.route), (width) => concurrencyAfterConnect(width, acceptedAttemptMs([phase]) ?? phase.durationMs));
    }
    const roundTrip = slowness.passed(request.route, phases);
    if (roundTrip === null) return;
    place.spokenTo();
    lanes.resize(routeName(request.route), (width) => widthAfterAnswer(width, roundTrip));
  }

  function settled(flight: Flight, request: ProbeRequest, place: LaneTask): Promise<Observation> {
    const { observation } = flight.probe;
    const { signal } = flight.abort;
    const times = request.role === 'row' && slowness.isStalled(request.route) ? 1 : slowness.on(request.route);
    const present = limitsFor(timeouts.limits(request.route, waitingInVain(request.route).length), times);
    // Controls have a longer timeout if the first measurements have one.
    const longer = Math.max(1, present.stageMs / limits.stageMs);
    const stageMs = request.stageMs === null ? null : Math.min(Math.round(request.stageMs * longer), present.stageMs);
    const measured = probes
      .run(
        { ...request, stageMs },
        {
          observation,
          nowMs: log.nowMs,
          limits: present,
          signal,
          hopeless: flight.hopeless.signal,
          passed: (phase) => passed(flight, phase, place),
          progress(done, total) {
            flight.probe = { ...flight.probe, progress: { done, total } };
            onProgress?.();
          },
        },
      )
      .catch((error: unknown) => observationWithoutAnswer(flight.probe, log, { state: 'crashed', code: crashCode(error) }));
    const abandoned = new Promise<Observation>((resolve) => {
      signal.addEventListener('abort', () => {
        const timeout = setTimeout(
          () =>
            resolve(
              observationWithoutAnswer(flight.probe, log, { state: 'cancelled', by: signal.reason === 'deadline' ? 'deadline' : 'person' }),
            ),
          GRACE_MS,
        );
        void measured.then(() => clearTimeout(timeout));
      });
    });
    return Promise.race([measured, abandoned]);
  }

  const done = (async () => {
    ask();
    await lanes.idle();
    callOffDeadline();
    endNotice?.();
    const left = [...queued.values()];
    const controls = left.flatMap(({ purpose }) => purpose ?? []);
    log.append({
      type: 'sweep-ended',
      reason,
      ...(deadlineMs > limits.deadlineMs ? { deadlineMs } : {}),
      notStarted: left.map(({ key }) => key),
      requirements: [...new Set(left.filter(({ role }) => role === 'row').flatMap((request) => request.requirements))],
      ...(controls.length > 0 ? { controls: [...new Set(controls)] } : {}),
    });
    return reason;
  })();

  return {
    done,
    running: () => [...flights.values()].map((flight) => flight.probe),
    planned: () => planned,
    finished: () => finished,
    cancel: () => stop('cancelled'),
    skip: (observation) => flights.get(observation)?.abort.abort('person'),
  };
}

/** One id per request: `o1, o2 …` in plan order; a repeated request keeps its id. */
function observationIds(log: SessionLog): (key: string) => string {
  const known = new Map<string, string>(log.session.observations.map((observation) => [observation.request, observation.id]));
  let last = Math.max(0, ...[...known.values()].map((id) => Number(id.slice(1))));
  return (key) => {
    const id = known.get(key) ?? `o${++last}`;
    known.set(key, id);
    return id;
  };
}

/** The name of an exception without its message, which may quote anything. */
function crashCode(error: unknown): string {
  return error instanceof Error ? error.name.replace(/\W/g, '') : 'unknown';
}
