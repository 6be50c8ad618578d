/** The append-only log of a session. Only the log is stored, and the diagnosis reads only the log. */
import * as z from 'zod';
import { Baseline } from './baseline.ts';
import { Observation } from './observation.ts';
import { freeText, plainUrl, publicText } from './privacy.ts';
import { ControlPurpose, ProbeRequest } from './probe-request.ts';
import { Limits, Profile } from './profile.ts';
import { CatalogInfo, ToolInfo } from './provenance.ts';
import { Requirement } from './requirement.ts';

const base = {
  /** 1, 2, 3 … without gaps. */
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
    /** The redaction level that the user chose, for everything that leaves later; absent: standard. */
    level: publicText().optional(),
  }),
  /** The profile changed by an answer, a flag or evidence. The requirements are assembled again. */
  z.strictObject({ type: z.literal('profile-set'), ...base, profile: Profile, requirements: z.array(Requirement) }),
  z.strictObject({ type: z.literal('baseline-set'), ...base, baseline: Baseline }),
  /** The walk: a step was entered, answered, or left by going back. */
  z.strictObject({ type: z.literal('step-entered'), ...base, step: publicText() }),
  z.strictObject({ type: z.literal('answered'), ...base, step: publicText(), answer: freeText(), by: z.enum(['person', 'auto']) }),
  z.strictObject({ type: z.literal('went-back'), ...base, step: publicText() }),
  z.strictObject({ type: z.literal('step-skipped'), ...base, step: publicText(), because: publicText() }),
  z.strictObject({ type: z.literal('sweep-started'), ...base, requirements: z.array(publicText()), again: z.boolean() }),
  z.strictObject({ type: z.literal('probe-started'), ...base, observation: publicText(), request: ProbeRequest }),
  z.strictObject({ type: z.literal('observed'), ...base, observation: Observation }),
  z.strictObject({
    type: z.literal('sweep-ended'),
    ...base,
    reason: z.enum(['complete', 'deadline', 'cancelled']),
    /** The deadline that ended the sweep, if it was extended (`Limits.longestMs`). */
    deadlineMs: z.int().positive().optional(),
    /** Keys of requests that were planned and not started. */
    notStarted: z.array(plainUrl()),
    /** Requirements measured by those requests, without controls. */
    requirements: z.array(publicText()),
    /** The purposes of the controls among those requests; absent if there are none. */
    controls: z.array(ControlPurpose).optional(),
  }),
  /** Requirements were watched, in `runs` measurements. `kept` lists the runs in the log: the first, the last, and each change. */
  z.strictObject({
    type: z.literal('watched'),
    ...base,
    requirements: z.array(publicText()),
    runs: z.int().positive(),
    kept: z.int().positive(),
  }),
  /** A stored session was resumed; `atMs` continues from its end. */
  z.strictObject({
    type: z.literal('resumed'),
    ...base,
    /** RFC 3339, UTC. */
    at: publicText(),
  }),
  /** An internal error; the session went on. */
  z.strictObject({ type: z.literal('fault'), ...base, text: freeText() }),
]);
export type SessionEvent = z.infer<typeof SessionEvent>;
export type SessionEventType = SessionEvent['type'];

/** An event without its number and timestamp. */
export type NewSessionEvent = SessionEvent extends infer E ? (E extends SessionEvent ? Omit<E, 'seq' | 'atMs'> : never) : never;

/** One step of the walk, in chronological order. */
export interface PathEntry {
  step: string;
  action: 'entered' | 'answered' | 'went-back' | 'skipped';
  /** The answer, or why it was skipped; null otherwise. */
  detail: string | null;
  by: 'person' | 'auto' | null;
  atMs: number;
}

/** The state that `session/fold.ts` computes from a log, with the latest observation of each request. */
export interface Session {
  tool: ToolInfo;
  startedAt: string;
  durationMs: number;
  catalog: CatalogInfo;
  limits: Limits;
  demo: string | null;
  level?: string;
  baseline: Baseline | null;
  profile: Profile;
  requirements: readonly Requirement[];
  /** Requirements of the catalogue that were not requested; absent if all were. */
  leftOut?: readonly Requirement[];
  /** In the order `o1, o2 …`; a newer observation of a request replaces the older one. */
  observations: readonly Observation[];
  requests: readonly ProbeRequest[];
  /** Requirements with a requested measurement. */
  asked: ReadonlySet<string>;
  /** Requirements whose probes were not started, because of the deadline or because the user cancelled. */
  notStarted: ReadonlyMap<string, 'deadline' | 'cancelled'>;
  /** The deadline that ended the last sweep, if it was extended. */
  deadlineMs?: number;
  /** Controls that the last sweep did not start before its deadline. */
  controlsLeft?: readonly ControlPurpose[];
  path: readonly PathEntry[];
  /** Completed watches, in order. */
  watches: readonly { requirements: readonly string[]; runs: number; kept: number }[];
  faults: readonly string[];
}
