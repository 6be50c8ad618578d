/**
 * Measures rows again and again until it is stopped. Each run is made in a draft of the log, which sees what the person
 * sees; the log itself gets the runs that are kept (`kept-runs.ts`).
 */
import type { Diagnosis } from '../../model/finding.ts';
import type { Session, SessionEvent } from '../../model/session.ts';
import { isRepeatable, type Watch } from '../../model/watch.ts';
import { draftOf, type SessionLog } from '../log.ts';
import type { ProbePort } from '../probe-port.ts';
import { type Sweep, startSweep } from '../sweep.ts';
import { nextInterval } from './interval.ts';
import { endRuns, type KeptRuns, NO_RUNS, takeRun } from './kept-runs.ts';
import { outcomeOf } from './outcome.ts';

export interface WatchOptions {
  log: SessionLog;
  probes: ProbePort;
  requirements: readonly string[];
  diagnose(session: Session): Diagnosis;
  /** Told of every event before anybody else, kept or not: the redactor learns what to mask. */
  learn(event: SessionEvent): void;
  /** The session of the watch changed. */
  onChange(): void;
  /** A run has ended. */
  onRun(): void;
}

export interface RunningWatch {
  state(): Watch;
  /** With what the run of now has seen so far. */
  session(): Session;
  /** A run that is under way is dropped: half of it would pass for its outcome. */
  stop(): void;
  /** Settles when the last run stands in the log. */
  done: Promise<void>;
}

type Run = readonly SessionEvent[];

export function startWatch({ log, probes, requirements, diagnose, learn, onChange, onRun }: WatchOptions): RunningWatch {
  const outcome = (of: Session) => outcomeOf(of, diagnose(of), requirements);
  let session = log.session;
  let told = outcome(session);
  let sweep: Sweep | null = null;
  let runs: KeptRuns<Run> = NO_RUNS;
  let intervalMs: number | null = null;
  let nextAtMs = 0;
  let stopped = false;
  let wake = () => {};

  function keep(run: Run | null): void {
    if (run !== null) log.adopt(run);
  }

  /** False if it was stopped meanwhile. */
  async function runOnce(): Promise<boolean> {
    const before = session;
    const draft = draftOf(log, before);
    draft.subscribe((event) => {
      learn(event);
      session = draft.session;
      onChange();
    });
    sweep = startSweep({ log: draft, probes, requirements, again: true, only: isRepeatable });
    await sweep.done;
    sweep = null;
    if (stopped) {
      session = before;
      return false;
    }
    const tells = outcome(session);
    const changed = tells !== told;
    told = tells;
    const taken = takeRun(runs, draft.events, changed);
    runs = taken.now;
    keep(taken.keep);
    intervalMs = nextInterval(intervalMs, changed);
    return true;
  }

  function pause(ms: number): Promise<void> {
    nextAtMs = log.nowMs() + ms;
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  const done = (async () => {
    while (!stopped && (await runOnce())) {
      const waiting = pause(intervalMs ?? 0);
      onRun();
      await waiting;
    }
    const ended = endRuns(runs);
    runs = ended.now;
    keep(ended.keep);
    if (runs.runs > 0) log.append({ type: 'watched', requirements: [...requirements], runs: runs.runs, kept: runs.kept });
  })();

  return {
    done,
    state: () => ({
      requirements,
      runs: runs.runs,
      intervalMs: intervalMs ?? 0,
      nextInMs: sweep === null ? Math.max(0, nextAtMs - log.nowMs()) : null,
    }),
    session: () => session,
    stop() {
      stopped = true;
      sweep?.cancel();
      wake();
    },
  };
}
