import { type MeasureId, STEPS } from '../../guide/index.ts';
import type { Requirement } from '../../model/requirement.ts';
import type { PresenterInput } from './input.ts';

/** The requirements of a step's areas, in catalogue order; empty for null. */
export function requirementsOf(id: MeasureId | null, { requirements }: Pick<PresenterInput['session'], 'requirements'>): Requirement[] {
  const step = id === null ? null : STEPS[id];
  return step?.kind === 'measure' ? requirements.filter(({ area }) => step.areas.includes(area)) : [];
}
