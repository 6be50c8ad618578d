/** Symptoms in the guide's words. */
import { STEPS } from '../../guide/index.ts';
import { SYMPTOMS, type Symptom } from '../../model/profile.ts';

export const SYMPTOM_WORDS = Object.fromEntries(SYMPTOMS.map((symptom) => [symptom, labelOf(symptom)])) as Record<Symptom, string>;

function labelOf(symptom: Symptom): string {
  const step = STEPS.symptom;
  return (step.kind === 'ask' && step.choices.find(({ value }) => value === symptom)?.label) || symptom;
}
