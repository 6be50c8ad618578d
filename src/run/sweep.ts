/**
 * One sweep: asks the plan what to measure next, until it has no more questions or the time is up. Owns concurrency,
 * deadline and abort; every probe that was started leaves exactly one observation in the log.
 */
import type { Observation } from '../model/observation.ts';
import type { ProbeRequest } from '../model/probe-request.ts';
import { nextRequests } from '../plan/index.ts';
import { afterRunning } from './deadline.ts';
import { createLanes } from './lanes.ts';
import type { SessionLog } from './log.ts';
import { createPatience } from './patience.ts';
import type { ProbePort } from './probe-port.ts';
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
}

export function startSweep({ log, probes, requirements, again, only, onProgress }: SweepOptions): Sweep {
  const { limits } = log.session;
  const patience = createPatience(limits);
  const lanes = createLanes({ direct: limits.concurrency, proxy: Math.min(limits.proxyConcurrency, limits.concurrency) });
  const flights = new Map<string, Flight>();
  const queued = new Map<string, ProbeRequest>();
  const wholeSweep = new AbortController();
  let planned = 0;
  let finished = 0;
  let reason: SweepEnd = 'complete';

  log.append({ type: 'sweep-started', requirements: [...requirements], again });
  const ids = observationIds(log);
  const remeasure = again ? new Set(requirements) : null;
  const callOffDeadline = afterRunning(
    limits.deadlineMs,
    () => probes.stoppedMs?.() ?? 0,
    () => stop('deadline'),
  );

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

  /** When rows are measured again, their requests of before are made anew; the plan adds what follows from them. */
  function firstRound(): ProbeRequest[] {
    if (remeasure === null) return [];
    const requests = log.session.requests.filter((request) => request.requirements.some((id) => remeasure.has(id)));
    remeasure.clear();
    return requests;
  }

  function start(request: ProbeRequest): void {
    if (queued.has(request.key) || only?.(request) === false) return;
    queued.set(request.key, request);
    planned += 1;
    const observation = ids(request.key);
    lanes.enter(request.route.via, () => fly(observation, request));
  }

  async function fly(observation: string, request: ProbeRequest): Promise<void> {
    const abort = new AbortController();
    const probe: RunningProbe = { observation, request, sinceMs: log.nowMs(), progress: null };
    const flight: Flight = { probe, abort };
    flights.set(observation, flight);
    queued.delete(request.key);
    log.append({ type: 'probe-started', observation, request });
    const seen = await settled(flight, request);
    flights.delete(observation);
    finished += 1;
    patience.observe(seen);
    log.append({ type: 'observed', observation: seen });
    const pause = patience.pauseAfter(seen);
    if (pause > 0 && queued.size > 0) await new Promise((resolve) => setTimeout(resolve, pause));
    ask();
  }

  function settled(flight: Flight, request: ProbeRequest): Promise<Observation> {
    const { observation } = flight.probe;
    const { signal } = flight.abort;
    const present = patience.limits(request.route);
    const measured = probes
      .run(
        { ...request, stageMs: request.stageMs === null ? null : Math.min(request.stageMs, present.stageMs) },
        {
          observation,
          nowMs: log.nowMs,
          limits: present,
          signal,
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
    log.append({
      type: 'sweep-ended',
      reason,
      notStarted: [...queued.keys()],
      requirements: [...new Set([...queued.values()].flatMap((request) => request.requirements))],
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
