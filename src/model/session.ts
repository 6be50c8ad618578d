/** The append-only log of a session: the only thing that is stored, and all that diagnosis reads. */
import * as z from 'zod';
import { Baseline } from './baseline.ts';
import { Observation } from './observation.ts';
import { freeText, plainUrl, publicText } from './privacy.ts';
import { ControlPurpose, ProbeRequest } from './probe-request.ts';
import { Limits, Profile } from './profile.ts';
import { CatalogInfo, ToolInfo } from './provenance.ts';
import { Requirement } from './requirement.ts';

const base = {
  /** 1, 2, 3 … without a gap. */
  seq: z.int().positive(),
  /** Milliseconds since the session began, monotonic. */
  atMs: z.number().min(0),
};

export const SessionEvent = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('session-started'),
    ...base,
    schema: z.literal('gitpod-doctor/session@1'),
    tool: ToolInfo,
    /** RFC 3339, UTC. */
    startedAt: publicText(),
    catalog: CatalogInfo,
    limits: Limits,
    /** Name of the demo scenario; null on the real network. */
    demo: publicText().nullable(),
  }),
  /** The profile changed: an answer, a flag, something found. Rows are assembled anew for it. */
  z.strictObject({ type: z.literal('profile-set'), ...base, profile: Profile, requirements: z.array(Requirement) }),
  /** A report made on a good network is at hand to compare with. */
  z.strictObject({ type: z.literal('baseline-set'), ...base, baseline: Baseline }),
  /** The walk: a step was entered, answered, or left by going back. */
  z.strictObject({ type: z.literal('step-entered'), ...base, step: publicText() }),
  z.strictObject({ type: z.literal('answered'), ...base, step: publicText(), answer: freeText(), by: z.enum(['person', 'auto']) }),
  z.strictObject({ type: z.literal('went-back'), ...base, step: publicText() }),
  z.strictObject({ type: z.literal('step-skipped'), ...base, step: publicText(), because: publicText() }),
  /** Rows were asked to be measured, for the first time or again. */
  z.strictObject({ type: z.literal('sweep-started'), ...base, requirements: z.array(publicText()), again: z.boolean() }),
  z.strictObject({ type: z.literal('probe-started'), ...base, observation: publicText(), request: ProbeRequest }),
  z.strictObject({ type: z.literal('observed'), ...base, observation: Observation }),
  z.strictObject({
    type: z.literal('sweep-ended'),
    ...base,
    reason: z.enum(['complete', 'deadline', 'cancelled']),
    /** The deadline that ended it, where it had moved out (`Limits.longestMs`). */
    deadlineMs: z.int().positive().optional(),
    /** Keys of requests that were planned and not started. */
    notStarted: z.array(plainUrl()),
    /** Rows of those requests that are their own measurement, and no control. */
    requirements: z.array(publicText()),
    /** What the controls among those requests were for; absent without any. */
    controls: z.array(ControlPurpose).optional(),
  }),
  /**
   * Rows were watched: measured `runs` times. The log has `kept` of the runs, those in which something changed, the
   * first and the last; the others showed what the one before them showed.
   */
  z.strictObject({
    type: z.literal('watched'),
    ...base,
    requirements: z.array(publicText()),
    runs: z.int().positive(),
    kept: z.int().positive(),
  }),
  /** A stored session was taken up again; `atMs` goes on from where it ended. */
  z.strictObject({
    type: z.literal('resumed'),
    ...base,
    /** RFC 3339, UTC. */
    at: publicText(),
  }),
  /** Something of the tool itself went wrong and the session went on. */
  z.strictObject({ type: z.literal('fault'), ...base, text: freeText() }),
]);
export type SessionEvent = z.infer<typeof SessionEvent>;
export type SessionEventType = SessionEvent['type'];

/** An event before the log has numbered and stamped it. */
export type NewSessionEvent = SessionEvent extends infer E ? (E extends SessionEvent ? Omit<E, 'seq' | 'atMs'> : never) : never;

/** One step of the walk, in the order in which it happened. */
export interface PathEntry {
  step: string;
  action: 'entered' | 'answered' | 'went-back' | 'skipped';
  /** The answer, or why it was skipped; null otherwise. */
  detail: string | null;
  by: 'person' | 'auto' | null;
  atMs: number;
}

/** The state that a log folds to (`session/fold.ts`). Of each request the latest observation stands here. */
export interface Session {
  tool: ToolInfo;
  startedAt: string;
  durationMs: number;
  catalog: CatalogInfo;
  limits: Limits;
  demo: string | null;
  /** Null without one. */
  baseline: Baseline | null;
  profile: Profile;
  requirements: readonly Requirement[];
  /** Rows of the list that are no part of this, as nobody asked for them; absent where it is the whole of it. */
  leftOut?: readonly Requirement[];
  /** In the order `o1, o2 …`; an observation that was measured again is replaced by the newer one. */
  observations: readonly Observation[];
  requests: readonly ProbeRequest[];
  /** Rows whose measurement was asked for. */
  asked: ReadonlySet<string>;
  /** Rows whose probes the deadline or the person left unstarted. */
  notStarted: ReadonlyMap<string, 'deadline' | 'cancelled'>;
  /** The deadline that ended the last sweep, where it had moved out. */
  deadlineMs?: number;
  /** Controls that the deadline of the last sweep left unstarted. */
  controlsLeft?: readonly ControlPurpose[];
  path: readonly PathEntry[];
  /** Watches that have ended, in their order. */
  watches: readonly { requirements: readonly string[]; runs: number; kept: number }[];
  faults: readonly string[];
}
