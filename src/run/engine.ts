/**
 * The guided session: reports events to the guide, performs its commands, and notifies of changes. The log is the source of truth; the
 * guide's state and the diagnosis are computed from it.
 */
import { diagnose } from '../diagnosis/index.ts';
import {
  advanceGuide,
  evidenceOf,
  type GuideCommand,
  type GuideEvent,
  type GuideState,
  initialState,
  restoreGuide,
  summarise,
} from '../guide/index.ts';
import type { Shell } from '../model/command/index.ts';
import type { Diagnosis } from '../model/finding.ts';
import type { Profile } from '../model/profile.ts';
import type { Requirement } from '../model/requirement.ts';
import type { Session, SessionEvent } from '../model/session.ts';
import { type Watch, watchableRows } from '../model/watch.ts';
import type { SessionLog } from './log.ts';
import { adoptRegionAndAccount } from './measure.ts';
import type { ProbePort } from './probe-port.ts';
import { type RunningProbe, type Sweep, startSweep } from './sweep.ts';
import { type RunningWatch, startWatch } from './watch/watch.ts';

/** Limits updates while probes report. Keys update the screen at once. */
const NOTIFY_MS = 100;

export interface EngineState {
  session: Session;
  diagnosis: Diagnosis;
  guide: GuideState;
  /** Null also while only the host facts are read: then questions are answered and leaving needs no confirmation. */
  live: { running: readonly RunningProbe[]; done: number; total: number; elapsedMs: number } | null;
  /** Set while requirements are watched; `session` and `diagnosis` are then those of the latest run. */
  watch: Watch | null;
}

export interface Engine {
  subscribe(listener: () => void): () => void;
  getState(): EngineState;
  dispatch(event: GuideEvent): void;
  /** Measures requirements again without moving in the walk. */
  remeasure(requirements: readonly string[]): void;
  /** Measures requirements repeatedly until it is stopped, or another measurement is requested. */
  watch(requirements: readonly string[]): void;
  stopWatch(): void;
  cancelStep(): void;
  skipRow(observation: string): void;
  fault(text: string): void;
  /** Resolves when no measurement runs or waits. */
  idle(): Promise<void>;
}

export interface EngineOptions {
  log: SessionLog;
  probes: ProbePort;
  rowsFor(profile: Profile): Requirement[];
  /** Called for every event before it is visible in the log. */
  learn(event: SessionEvent): void;
  /** An error message that the user passed on the command line; only the guide reads its text. */
  errorText?: string;
  /** The shell of commands in fixes; absent: that of the measured machine. */
  shell?: Shell | undefined;
  /** The log is that of an earlier session: the walk resumes at its step, and nothing is measured automatically. */
  resumed?: boolean;
}

interface Work {
  requirements: readonly string[];
  again: boolean;
  /** Repeats until it is stopped. */
  watch?: true;
  /** Reads only this machine. The user did not ask for it and leaves without stopping it first. */
  isUnasked?: true;
  /** `cancelled`: the user ended the sweep, or it was dropped before it began. */
  after(cancelled: boolean): void;
}

export function createEngine({ log, probes, rowsFor, learn, errorText, shell, resumed }: EngineOptions): Engine {
  const listeners = new Set<() => void>();
  let guide = initialState(log.session.profile);
  let sweep: { sweep: Sweep; startedMs: number; isUnasked: boolean } | null = null;
  let watch: RunningWatch | null = null;
  let queue: Work[] = [];
  let draining: Promise<void> | null = null;
  let notifying: NodeJS.Timeout | null = null;
  let diagnosed: { session: Session; diagnosis: Diagnosis } | null = null;

  log.subscribe(notifySoon);
  adoptRegionAndAccount(log, rowsFor);

  function diagnosis(session: Session = log.session): Diagnosis {
    if (diagnosed?.session !== session) diagnosed = { session, diagnosis: diagnose(session, shell) };
    return diagnosed.diagnosis;
  }

  function notifyNow(): void {
    if (notifying !== null) clearTimeout(notifying);
    notifying = null;
    for (const listener of listeners) listener();
  }

  function notifySoon(): void {
    notifying ??= setTimeout(notifyNow, NOTIFY_MS);
  }

  function dispatch(event: GuideEvent): void {
    advance(event);
    notifyNow();
  }

  function advance(event: GuideEvent): void {
    const [next, commands] = advanceGuide(guide, event);
    guide = next;
    for (const command of commands) perform(command);
  }

  function perform(command: GuideCommand): void {
    switch (command.type) {
      case 'note':
        log.append(command.event);
        return;
      case 'set-profile': {
        const profile = { ...log.session.profile, ...command.patch };
        log.append({ type: 'profile-set', profile, requirements: rowsFor(profile) });
        return;
      }
      case 'measure': {
        const areas = new Set(command.areas);
        const requirements = command.requirements ?? log.session.requirements.filter((row) => areas.has(row.area)).map((row) => row.id);
        measure({ requirements, again: command.again, after: (cancelled) => tellMeasured(command.step, cancelled) });
        return;
      }
      case 'end':
        return;
    }
  }

  function tellMeasured(step: Extract<GuideEvent, { type: 'measured' }>['step'], cancelled: boolean): void {
    dispatch({ type: 'measured', step, summary: summarise(diagnosis(), log.session.requirements), cancelled });
  }

  /** Runs one sweep at a time, in the order in which they were requested. A watch ends when a sweep is requested. */
  function measure(work: Work): void {
    watch?.stop();
    queue.push(work);
    draining ??= drain();
  }

  async function drain(): Promise<void> {
    for (let work = queue.shift(); work !== undefined; work = queue.shift()) {
      const { requirements, again } = work;
      if (work.watch) {
        await watched(requirements);
        work.after(false);
        continue;
      }
      const started = startSweep({ log, probes, requirements, again, onProgress: notifySoon });
      sweep = { sweep: started, startedMs: log.nowMs(), isUnasked: work.isUnasked === true };
      // Notifies at once, because otherwise a screen mistakes the pause between two sweeps for the end, and Ctrl-C quits.
      notifyNow();
      const ended = await started.done;
      sweep = null;
      // This may request another measurement, which joins the queue of this loop.
      work.after(ended === 'cancelled');
    }
    draining = null;
    notifyNow();
  }

  async function watched(requirements: readonly string[]): Promise<void> {
    watch = startWatch({ log, probes, requirements, diagnose: diagnosis, learn, onChange: notifySoon, onRun: notifyNow });
    notifyNow();
    await watch.done;
    watch = null;
  }

  function live(): EngineState['live'] {
    if (sweep === null || (sweep.isUnasked && queue.length === 0)) return null;
    const { startedMs } = sweep;
    return {
      // Uses the sweep's own clock, like `elapsedMs`.
      running: sweep.sweep.running().map((probe) => ({ ...probe, sinceMs: probe.sinceMs - startedMs })),
      done: sweep.sweep.finished(),
      total: sweep.sweep.planned(),
      elapsedMs: log.nowMs() - startedMs,
    };
  }

  /** Reads the host facts, because they may answer the first question. */
  function lookAround(): void {
    measure({
      requirements: [],
      again: false,
      isUnasked: true,
      after() {
        const host = log.session.observations.find((observation) => observation.probe === 'host');
        // The queue notifies next, at its end or when a step that waited begins. Before that, such a step would seem to have ended.
        advance({ type: 'found', evidence: evidenceOf(host?.facts ?? null) });
      },
    });
  }

  if (resumed) {
    guide = restoreGuide(log.session, summarise(diagnosis(), log.session.requirements));
  } else {
    const message = errorText === undefined ? {} : { message: errorText };
    // Reads the facts before any request of the walk. Otherwise they would be read again after a result was shown.
    lookAround();
    dispatch({ type: 'started', profile: log.session.profile, evidence: { from: null }, ...message });
  }

  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    getState() {
      const session = watch?.session() ?? log.session;
      return { session, diagnosis: diagnosis(session), guide, live: live(), watch: watch?.state() ?? null };
    },
    dispatch,
    remeasure: (requirements) => measure({ requirements, again: true, after: (cancelled) => tellMeasured(null, cancelled) }),
    watch(requirements) {
      const rows = watchableRows(requirements, log.session);
      if (rows.length === 0 || watch !== null) return;
      measure({ requirements: rows, again: true, watch: true, after: (cancelled) => tellMeasured(null, cancelled) });
    },
    stopWatch: () => watch?.stop(),
    cancelStep() {
      const dropped = queue;
      queue = [];
      watch?.stop();
      sweep?.sweep.cancel();
      for (const work of dropped) work.after(true);
    },
    skipRow: (observation) => sweep?.sweep.skip(observation),
    fault(text) {
      log.append({ type: 'fault', text });
    },
    async idle() {
      while (draining !== null) await draining;
    },
  };
}
