/**
 * Measures requirements repeatedly until it is stopped. Each run is a draft for the screen; the log gets the kept runs (`kept-runs.ts`).
 */
import type { Diagnosis } from '../../model/finding.ts';
import type { Session, SessionEvent } from '../../model/session.ts';
import { isRepeatable, type Watch } from '../../model/watch.ts';
import { createDraftLog, type SessionLog } from '../log.ts';
import type { ProbePort } from '../probe-port.ts';
import { type Sweep, startSweep } from '../sweep.ts';
import { finishRuns, type KeptRuns, NO_RUNS, recordRun } from './kept-runs.ts';

export interface WatchOptions {
  log: SessionLog;
  probes: ProbePort;
  requirements: readonly string[];
  diagnose(session: Session): Diagnosis;
  /** Called first for every event, even one that is not kept, so that the redactor knows all identifiers. */
  learn(event: SessionEvent): void;
  onChange(): void;
  onRun(): void;
}

export interface RunningWatch {
  state(): Watch;
  /** Includes the current run's observations so far. */
  session(): Session;
  /** An unfinished run is dropped, because its few results would look like the outcome of a whole run. */
  stop(): void;
  /** Resolves when the last run is in the log. */
  done: Promise<void>;
}

type Run = readonly SessionEvent[];

export function startWatch({ log, probes, requirements, diagnose, learn, onChange, onRun }: WatchOptions): RunningWatch {
  const outcome = (of: Session) => outcomeOf(of, diagnose(of), requirements);
  let session = log.session;
  let last = outcome(session);
  let sweep: Sweep | null = null;
  let runs: KeptRuns<Run> = NO_RUNS;
  let intervalMs: number | null = null;
  let nextAtMs = 0;
  let stopped = false;
  let wake = () => {};

  function keep(run: Run | null): void {
    if (run !== null) log.adopt(run);
  }

  /** Measures all requirements once. Returns false if it was stopped before the end. */
  async function runOnce(): Promise<boolean> {
    const before = session;
    const draft = createDraftLog(log, before);
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
    const changed = tells !== last;
    last = tells;
    const taken = recordRun(runs, draft.events, changed);
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
    const ended = finishRuns(runs);
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

/** The pause between runs of a watch: short after a change, growing while nothing changes. */
export const MIN_INTERVAL_MS = 3000;
export const MAX_INTERVAL_MS = 30_000;
const SLOWER = 1.5;

/** The pause in milliseconds. `before` is null for the pause after the first run. */
export function nextInterval(before: number | null, changed: boolean): number {
  return before === null || changed ? MIN_INTERVAL_MS : Math.min(MAX_INTERVAL_MS, Math.round(before * SLOWER));
}

/** The verdicts of the requirements, the outcome of each measurement, and the causes. */
function outcomeOf({ observations }: Session, { verdicts, findings }: Diagnosis, requirements: readonly string[]): string {
  const rows = new Set(requirements);
  const concerns = (one: { requirements: readonly string[] }) => one.requirements.some((id) => rows.has(id));
  return JSON.stringify([
    verdicts.filter(({ requirement }) => rows.has(requirement)).map(({ requirement, verdict, reason }) => [requirement, verdict, reason]),
    observations.filter(concerns).map(({ request, state, failure }) => [request, state, failure?.kind ?? null, failure?.code ?? null]),
    findings.filter(concerns).map(({ code, subject }) => [code, subject]),
  ]);
}
