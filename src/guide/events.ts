/** What the walk is told, and what it asks for. The engine appends notes to the log and performs the rest. */
import type { Area } from '../model/area.ts';
import type { HostFacts } from '../model/host-facts.ts';
import type { Profile } from '../model/profile.ts';
import type { NewSessionEvent } from '../model/session.ts';
import type { Vantage } from '../model/vantage.ts';
import type { AskId, MeasureId, StepId } from './step-ids.ts';
import type { Summary } from './summary.ts';

/** What this machine shows about itself. A laptop is never found: its absence of evidence proves nothing. */
export interface Evidence {
  from: Exclude<Vantage, 'laptop'> | null;
}

/** Only EC2 and the product together prove a place: a developer's own EC2 instance is no runner. */
export function evidenceOf(facts: HostFacts | null): Evidence {
  return { from: facts?.ec2 === true ? facts.product : null };
}

export type GuideEvent =
  /** Begins the walk, or begins it anew. `profile` holds what flags stated, `message` an error message that was given with them. */
  | { type: 'started'; profile: Profile; evidence: Evidence; message?: string }
  /** The machine was looked at after the walk had begun. */
  | { type: 'found'; evidence: Evidence }
  | { type: 'answered'; step: AskId; value: string; by: 'person' | 'auto' }
  /**
   * A sweep has ended, however it ended. `step` is that of the command; null if the engine re-ran single rows.
   * `cancelled`: the person ended it, so the walk stays where it is until they say where to go.
   */
  | { type: 'measured'; step: MeasureId | null; summary: Summary; cancelled?: boolean }
  /** To the step before, or with `to` to that place of the trail (from 0): the only way back to a cause that was shown. */
  | { type: 'back'; to?: number }
  /** Leaves a cause for the next one, or a measured step for what follows. */
  | { type: 'next' }
  /** Measures again: the rows that a fix must turn, or all rows of a measure step. */
  | { type: 'recheck' }
  /** Jumps: back to a step of the trail, or forward to any other. */
  | { type: 'goto'; step: Exclude<StepId, 'advise'> }
  /** Goes on with the whole list after the walk of a symptom; what was answered on the way is not asked again. */
  | { type: 'whole-list' }
  /** Shows one cause, by its key. */
  | { type: 'show-cause'; cause: string };

/** A line for the path of the session, ready to be stamped. */
export type PathNote = Extract<NewSessionEvent, { type: 'step-entered' | 'answered' | 'went-back' | 'step-skipped' }>;

export type GuideCommand =
  | { type: 'note'; event: PathNote }
  | { type: 'set-profile'; patch: Partial<Profile> }
  /** Measure these rows, or with null every row of the areas. Answered by one `measured`. */
  | { type: 'measure'; step: MeasureId; areas: readonly Area[]; requirements: readonly string[] | null; again: boolean }
  /** The walk is over: show the verdicts and offer the bundle. */
  | { type: 'end' };
