/** The events of the guide, and the commands that it returns. The engine logs notes and performs the other commands. */
import { fitOf } from '../knowledge/installation.ts';
import type { Area } from '../model/area.ts';
import type { HostFacts } from '../model/host-facts.ts';
import type { Profile } from '../model/profile.ts';
import type { LaterEdition } from '../model/profile-words.ts';
import type { NewSessionEvent } from '../model/session.ts';
import type { Vantage } from '../model/vantage.ts';
import type { MeasureId, QuestionId, StepId } from './step-ids.ts';
import type { Summary } from './summary.ts';

/** Evidence from this machine. It never gives `laptop`, because missing evidence proves nothing. */
export interface Evidence {
  from: Exclude<Vantage, 'laptop'> | null;
  /** A later edition that the signs on this machine prove. */
  edition?: LaterEdition;
}

/**
 * Only EC2 and the product together are proof: a developer's own EC2 instance is not a runner. A task on Fargate may see no hardware data,
 * but the variables of the runner's own task are proof of it.
 */
export function evidenceOf(facts: HostFacts | null): Evidence {
  const fit = fitOf(facts?.installation ?? []);
  const isEstablished = fit !== null && (fit.isStrong || facts?.product === 'runner');
  return {
    from: facts?.ec2 === true ? facts.product : isRunnerTask(facts) ? 'runner' : null,
    ...(isEstablished && fit.edition !== 'document' ? { edition: fit.edition } : {}),
  };
}

function isRunnerTask(facts: HostFacts | null): boolean {
  const signs = facts?.installation ?? [];
  return facts?.product !== 'environment' && signs.includes('fargate-task') && signs.includes('aws-runner-names');
}

export type GuideEvent =
  /** Begins or restarts the session. `profile` comes from flags, and `message` is an error message from a flag. */
  | { type: 'started'; profile: Profile; evidence: Evidence; message?: string }
  /** The facts of this machine arrived after the session had begun. */
  | { type: 'found'; evidence: Evidence }
  | { type: 'answered'; step: QuestionId; value: string; by: 'person' | 'auto' }
  /**
   * A sweep has ended, completely or not. `step` is the step of the command; null if the engine measured single requirements again.
   * `cancelled`: the user stopped it, so the session stays until the user chooses where to go.
   */
  | { type: 'measured'; step: MeasureId | null; summary: Summary; cancelled?: boolean }
  /** Goes to the previous step, or to position `to` of the trail (from 0). Only this event leads back to a cause. */
  | { type: 'back'; to?: number }
  /** Leaves a cause for the next cause, or a measured step for the next step. */
  | { type: 'next' }
  /** Measures again: the requirements that a fix should make pass, or all requirements of a measuring step. */
  | { type: 'recheck' }
  /** Jumps back to a step of the trail, or forward to any other. */
  | { type: 'goto'; step: Exclude<StepId, 'advise'> }
  /** Continues with the full check after the session for a symptom. Answered questions are not asked again. */
  | { type: 'whole-list' }
  | { type: 'show-cause'; cause: string };

/** A step on the user's path, for the session's log, which adds the timestamp. */
export type PathNote = Extract<NewSessionEvent, { type: 'step-entered' | 'answered' | 'went-back' | 'step-skipped' }>;

export type GuideCommand =
  | { type: 'note'; event: PathNote }
  | { type: 'set-profile'; patch: Partial<Profile> }
  /** Measures these requirements, or with null all requirements of the areas. One event `measured` follows. */
  | { type: 'measure'; step: MeasureId; areas: readonly Area[]; requirements: readonly string[] | null; again: boolean }
  /** The session is over: show the verdicts and offer a bundle. */
  | { type: 'end' };
