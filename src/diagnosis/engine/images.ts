/** The required images of a session by region, read by rules and verdicts alike. */
import type { Session } from '../../model/session.ts';
import { type ImageAccess, imageAccess } from '../facts/image-access.ts';
import { viewOf } from '../facts/view-of.ts';
import { criterionMissText } from '../rules/shared/criteria-words.ts';

export interface ImageInRegion extends Pick<ImageAccess, 'row' | 'image' | 'region' | 'settings' | 'seen' | 'evaluation' | 'state'> {
  /** The owner of the image in that region, if known. */
  owner: string | null;
  /** The number of answered queries. */
  looks: number;
  /** Why each criterion excludes the image, in words; the criterion that comes closest to allowing it is first. */
  misses: string[];
}

/** Sessions are immutable, so results are cached per session. */
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
  return misses.map((miss) => criterionMissText(miss, settings.criteria));
}
