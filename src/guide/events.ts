/** Events of the walk, and the commands it returns. The engine logs notes and performs the other commands. */
import { fitOf } from '../knowledge/installation.ts';
import type { Area } from '../model/area.ts';
import type { HostFacts } from '../model/host-facts.ts';
import type { Profile } from '../model/profile.ts';
import type { LaterEdition } from '../model/profile-words.ts';
import type { NewSessionEvent } from '../model/session.ts';
import type { Vantage } from '../model/vantage.ts';
import type { MeasureId, QuestionId, StepId } from './step-ids.ts';
import type { Summary } from './summary.ts';

/** Evidence from this machine. `laptop` is never found, because missing evidence proves nothing. */
export interface Evidence {
  from: Exclude<Vantage, 'laptop'> | null;
  /** A later edition that signs on this machine establish. */
  edition?: LaterEdition;
}

/** Only EC2 and the product together are proof: a developer's own EC2 instance is not a runner. */
export function evidenceOf(facts: HostFacts | null): Evidence {
  const fit = fitOf(facts?.installation ?? []);
  const isEstablished = fit !== null && (fit.isStrong || facts?.product === 'runner');
  return {
    from: facts?.ec2 === true ? facts.product : null,
    ...(isEstablished && fit.edition !== 'document' ? { edition: fit.edition } : {}),
  };
}

export type GuideEvent =
  /** Begins or restarts the walk. `profile` is from flags, and `message` is an error message given with them. */
  | { type: 'started'; profile: Profile; evidence: Evidence; message?: string }
  /** The host facts arrived after the walk had begun. */
  | { type: 'found'; evidence: Evidence }
  | { type: 'answered'; step: QuestionId; value: string; by: 'person' | 'auto' }
  /**
   * A sweep has ended in any way. `step` is the step of the command; null if the engine re-ran single rows. `cancelled`: the user ended it,
   * so the walk stays until they choose where to go.
   */
  | { type: 'measured'; step: MeasureId | null; summary: Summary; cancelled?: boolean }
  /** Goes to the previous step, or to position `to` of the trail (from 0). This is the only way back to a cause. */
  | { type: 'back'; to?: number }
  /** Leaves a cause for the next one, or a measured step for its successor. */
  | { type: 'next' }
  /** Measures again: the rows that a fix should make pass, or all rows of a measure step. */
  | { type: 'recheck' }
  /** Jumps back to a step of the trail, or forward to any other. */
  | { type: 'goto'; step: Exclude<StepId, 'advise'> }
  /** Continues with the full check after the walk of a symptom; answered questions are not repeated. */
  | { type: 'whole-list' }
  | { type: 'show-cause'; cause: string };

/** A step of the user's way through the walk, for the session's log; the log adds the timestamp. */
export type PathNote = Extract<NewSessionEvent, { type: 'step-entered' | 'answered' | 'went-back' | 'step-skipped' }>;

export type GuideCommand =
  | { type: 'note'; event: PathNote }
  | { type: 'set-profile'; patch: Partial<Profile> }
  /** Measures these rows, or with null all rows of the areas. Answered by one `measured`. */
  | { type: 'measure'; step: MeasureId; areas: readonly Area[]; requirements: readonly string[] | null; again: boolean }
  /** The walk is over: show the verdicts and offer the bundle. */
  | { type: 'end' };
