/** The required images of a session, region by region, for whoever shows them: what rules and verdicts read, no second opinion. */
import type { Session } from '../../model/session.ts';
import { type ImageAccess, imageAccess } from '../facts/image-access.ts';
import { viewOf } from '../facts/view-of.ts';
import { missWords } from '../rules/shared/criteria-words.ts';

/** One image in one region. */
export interface ImageInRegion extends Pick<ImageAccess, 'row' | 'image' | 'region' | 'settings' | 'seen' | 'evaluation' | 'state'> {
  /** Who owns the images of that name there, as far as that is known. */
  owner: string | null;
  /** How many looks were answered. */
  looks: number;
  /** What each criterion that does not admit it asks for, the nearest first. */
  misses: string[];
}

/** Sessions are values, so what was worked out for one holds as long as it is shown. */
const known = new WeakMap<Session, readonly ImageInRegion[]>();

export function imagesOf(session: Session): readonly ImageInRegion[] {
  const images = known.get(session) ?? imageAccess(viewOf(session)).map(inRegion);
  known.set(session, images);
  return images;
}

function inRegion({ row, image, region, settings, seen, evaluation, state, traits, looks }: ImageAccess): ImageInRegion {
  return {
    row,
    image,
    region,
    settings,
    seen,
    evaluation,
    state,
    owner: traits.owner ?? null,
    looks: looks.length,
    misses: missesOf(evaluation, settings),
  };
}

function missesOf(evaluation: ImageAccess['evaluation'], settings: ImageAccess['settings']): string[] {
  if (evaluation === null || settings === null || evaluation.outcome === 'allowed') return [];
  const misses = 'open' in evaluation ? [...evaluation.open, ...evaluation.misses] : evaluation.misses;
  return misses.map((miss) => missWords(miss, settings.criteria));
}
