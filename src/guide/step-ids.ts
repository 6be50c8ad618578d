import { AREAS } from '../model/areas.ts';

/** Step ids. Logs and bundles contain them, so they are never renamed. */
export const QUESTION_IDS = [
  'where',
  'symptom',
  'runner',
  'installation',
  'runner-domain',
  'region',
  'account',
  'ide',
  'error-message',
  'revocation-servers',
  'scm-address',
  'sso-address',
  'image-access',
  'image-printout',
  'image-reply',
  'ssh-alias',
  'ssh-connect',
] as const;
export type QuestionId = (typeof QUESTION_IDS)[number];

/** A measuring step has the name of its area; `aws` includes the metadata service. */
export const MEASURE_IDS = AREAS.filter((area) => area !== 'imds');
export type MeasureId = (typeof MEASURE_IDS)[number];

export const STEP_IDS = [...QUESTION_IDS, ...MEASURE_IDS, 'advise', 'finish'] as const;
export type StepId = (typeof STEP_IDS)[number];

export function isMeasureId(id: string): id is MeasureId {
  return (MEASURE_IDS as readonly string[]).includes(id);
}

export function isQuestionId(id: string): id is QuestionId {
  return (QUESTION_IDS as readonly string[]).includes(id);
}

export function isStepId(id: string): id is StepId {
  return (STEP_IDS as readonly string[]).includes(id);
}
