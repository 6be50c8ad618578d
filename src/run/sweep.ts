/**
 * One sweep: asks the plan what to measure next, until it has no more questions or the time is up. Owns concurrency,
 * deadline and abort; every probe that was started leaves exactly one observation in the log.
 */

import { acceptedAfterMs } from '../knowledge/measurements/round-trips.ts';
import type { Observation } from '../model/observation.ts';
import type { Phase } from '../model/phase.ts';
import type { ProbeRequest } from '../model/probe-request.ts';
import { DIRECT, type Route, routeName } from '../model/target.ts';
import { nextRequests } from '../plan/index.ts';
import { afterRunning } from './deadline.ts';
import { createLanes, type Place } from './lanes.ts';
import type { SessionLog } from './log.ts';
import { createPatience, SHORT_MS } from './patience.ts';
import type { ProbePort } from './probe-port.ts';
import { isConnected, metSilence } from './round-trip.ts';
import { createSlowness, deadlineFor, lookupSlownessOf, stagesFor } from './slowness.ts';
import { afterAnswer, afterConnect, afterSilence, wideOpen } from './width.ts';
import { withoutAnswer } from './without-answer.ts';

const OWN_DEADLINE: ReadonlySet<ProbeRequest['probe']> = new Set(['download', 'aws']);

/** After the deadline a probe has this long to say what it knows; then it is recorded as cancelled without it. */
const GRACE_MS = 250;

/** What is running now, for the screen. */
export interface RunningProbe {
  observation: string;
  request: ProbeRequest;
  sinceMs: number;
  /** Bytes of a long download; null for everything else. */
  progress: { done: number; total: number | null } | null;
}

export interface SweepOptions {
  log: SessionLog;
  probes: ProbePort;
  /** Rows to measure; rows that were measured before are measured again if `again`. */
  requirements: readonly string[];
  again: boolean;
  /** Requests that it does not allow are not made; default: all are. */
  only?: (request: ProbeRequest) => boolean;
  /** Called when `running` changed without an event: progress of a download. */
  onProgress?: () => void;
}

export type SweepEnd = 'complete' | 'deadline' | 'cancelled';

export interface Sweep {
  /** Settles with how it ended, when the sweep-ended event is in the log. */
  done: Promise<SweepEnd>;
  running(): readonly RunningProbe[];
  planned(): number;
  finished(): number;
  /** Ends the sweep: what runs is recorded as cancelled by the person. */
  cancel(): void;
  /** Ends one probe. */
  skip(observation: string): void;
}

interface Flight {
  probe: RunningProbe;
  abort: AbortController;
  /** What it has behind it so far, as far as the line shows in it. */
  phases: Phase[];
}

export function startSweep({ log, probes, requirements, again, only, onProgress }: SweepOptions): Sweep {
  const { limits } = log.session;
  const patience = createPatience(limits);
  // A proxy may take a burst for abuse (research/network.md §8).
  const mostThroughProxy = Math.min(limits.proxyConcurrency, limits.concurrency);
  const lanes = createLanes((route) => (route === routeName(DIRECT) ? limits.concurrency : mostThroughProxy));
  const flights = new Map<string, Flight>();
  const queued = new Map<string, ProbeRequest>();
  const wholeSweep = new AbortController();
  let planned = 0;
  let finished = 0;
  let reason: SweepEnd = 'complete';

  log.append({ type: 'sweep-started', requirements: [...requirements], again });
  const ids = observationIds(log);
  const remeasure = again ? new Set(requirements) : null;
  const slowness = createSlowness();
  const lookupsMs: number[] = [];
  let deadlineMs = limits.deadlineMs;
  // Also between two probes, when none of them would notice.
  const endNotice = probes.noticeStops?.();
  let callOffDeadline = deadlineIn(deadlineMs);

  function deadlineIn(ms: number): () => void {
    return afterRunning(ms, () => probes.stoppedMs?.() ?? 0, reachDeadline);
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
      // Downloads and AWS calls have deadlines of their own; only the person ends them early.
      if (why === 'cancelled' || !OWN_DEADLINE.has(probe.request.probe)) abort.abort(why === 'deadline' ? 'deadline' : 'person');
    }
  }

  function ask(): void {
    if (wholeSweep.signal.aborted) return;
    for (const request of firstRound()) start(request);
    for (const request of nextRequests(log.session)) start(request);
  }

  /** When rows are measured again, their requests of before are made anew; the plan adds what follows from them, retries included. */
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
    lanes.enter(routeName(request.route), (place) => fly(observation, request, place), isHeavy(request) ? 'heavy' : undefined);
  }

  async function fly(observation: string, request: ProbeRequest, place: Place): Promise<void> {
    const abort = new AbortController();
    const probe: RunningProbe = { observation, request, sinceMs: log.nowMs(), progress: null };
    const flight: Flight = { probe, abort, phases: [] };
    flights.set(observation, flight);
    if (isLight(request)) place.light();
    queued.delete(request.key);
    log.append({ type: 'probe-started', observation, request });
    const seen = await settled(flight, request, place);
    flights.delete(observation);
    finished += 1;
    patience.observe(seen);
    if (seen.role === 'row' && seen.failure?.kind === 'tls.timeout') slowness.stalled(seen.route);
    log.append({ type: 'observed', observation: seen });
    const pause = patience.pauseAfter(seen, waitingInVain(seen.route));
    if (pause > 0 && queued.size > 0) await new Promise((resolve) => setTimeout(resolve, pause));
    // After the pause, so that what comes next waits as long as all of them have taught.
    if (metSilence(seen)) lanes.resize(routeName(seen.route), patience.isClosed(seen.route) ? wideOpen : afterSilence);
    ask();
  }

  /** Probes of this route whose connection was asked for so long ago that one retransmission is behind it. */
  function waitingInVain(route: Route): number {
    const since = log.nowMs() - SHORT_MS;
    const waits = ({ probe, phases }: Flight) =>
      isWeb(probe.request) && routeName(probe.request.route) === routeName(route) && phases.length === 1 && startedBefore(phases[0], since);
    return [...flights.values()].filter(waits).length;
  }

  function passed({ probe: { request }, phases }: Flight, phase: Phase, place: Place): void {
    phases.push(phase);
    if (phase.name === 'dns' && phase.ok) {
      lookupsMs.push(phase.durationMs);
      place.resolved();
    }
    if (isConnected(phase)) {
      place.connected();
      lanes.resize(routeName(request.route), (width) => afterConnect(width, acceptedAfterMs([phase]) ?? phase.durationMs));
    }
    const roundTrip = slowness.passed(request.route, phases);
    if (roundTrip === null) return;
    place.spokenTo();
    lanes.resize(routeName(request.route), (width) => afterAnswer(width, roundTrip));
  }

  function settled(flight: Flight, request: ProbeRequest, place: Place): Promise<Observation> {
    const { observation } = flight.probe;
    const { signal } = flight.abort;
    const times = request.role === 'row' && slowness.isStalled(request.route) ? 1 : slowness.on(request.route);
    const present = stagesFor(patience.limits(request.route, waitingInVain(request.route)), times);
    // Where rows wait longer than usual, controls do.
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
          passed: (phase) => passed(flight, phase, place),
          progress(done, total) {
            flight.probe = { ...flight.probe, progress: { done, total } };
            onProgress?.();
          },
        },
      )
      .catch((error: unknown) => withoutAnswer(flight.probe, log, { state: 'crashed', code: crashCode(error) }));
    const abandoned = new Promise<Observation>((resolve) => {
      signal.addEventListener('abort', () => {
        const timeout = setTimeout(
          () => resolve(withoutAnswer(flight.probe, log, { state: 'cancelled', by: signal.reason === 'deadline' ? 'deadline' : 'person' })),
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

function isWeb({ probe }: ProbeRequest): boolean {
  return probe === 'https' || probe === 'http' || probe === 'tcp';
}

/** A name was found before then. */
function startedBefore(phase: Phase | undefined, ms: number): boolean {
  return phase?.name === 'dns' && phase.ok && phase.startMs + phase.durationMs < ms;
}

/** It fills a thin line for longer than all that it would hold up. */
function isHeavy({ probe, firstBytes }: ProbeRequest): boolean {
  return probe === 'download' || firstBytes !== undefined;
}

/** What is read on this machine, and datagrams that mostly get no answer. */
function isLight({ probe }: ProbeRequest): boolean {
  return probe === 'udp' || probe === 'host' || probe === 'ssh-config' || probe === 'aws-credentials' || probe === 'metadata';
}

/** One id for each request: `o1, o2 …` in plan order; a request that is made again keeps its id. */
function observationIds(log: SessionLog): (key: string) => string {
  const known = new Map<string, string>(log.session.observations.map((observation) => [observation.request, observation.id]));
  let last = Math.max(0, ...[...known.values()].map((id) => Number(id.slice(1))));
  return (key) => {
    const id = known.get(key) ?? `o${++last}`;
    known.set(key, id);
    return id;
  };
}

/** The name of an exception and nothing of its message, which may quote anything. */
function crashCode(error: unknown): string {
  return error instanceof Error ? error.name.replace(/\W/g, '') : 'unknown';
}
