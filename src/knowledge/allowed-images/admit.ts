/** The smallest change of the criteria that allows the images, and who can make the change. */
import type { AllowedImagesSettings, ImageCriterion, ImageProvider } from '../../model/aws/allowed-images-settings.ts';
import type { ImageTraits } from './traits.ts';

/** Limits of AWS (Amazon EC2 API Reference, ImageCriterionRequest). */
export const MAX_CRITERIA = 10;
export const MAX_PROVIDERS = 200;

/**
 * A criterion with only a list of owners, one value per owner. It contains the owner's account if known, as the access requirements advise,
 * because images change with every release. Otherwise it contains the provider group. Null: neither is known.
 */
export function ownersOnlyCriterion(images: readonly ImageTraits[]): ImageCriterion | null {
  const providers = images.map(providerOf);
  if (images.length === 0 || providers.includes(null)) return null;
  const named = [...new Set(providers.filter((provider) => provider !== null))];
  return {
    providers: named,
    names: null,
    marketplaceProductCodes: null,
    maximumDaysSinceCreated: null,
    maximumDaysSinceDeprecated: null,
    unknown: [],
  };
}

function providerOf({ owner, group }: ImageTraits): ImageProvider | null {
  return owner ?? group ?? null;
}

/**
 * The whole list with the criterion added, in the form for `replace-image-criteria-in-allowed-images-settings`. If the list is full, the
 * owners are added to the first criterion that has only owners. `none` is valid only alone and is replaced, because own images need no
 * criterion. Null: the list is full of other criteria, or has an unknown parameter that would be lost.
 */
export function addCriterion(criteria: readonly ImageCriterion[], added: ImageCriterion): ImageCriterion[] | null {
  if (criteria.some(({ unknown }) => unknown.length > 0)) return null;
  const kept = criteria.filter(({ providers }) => providers?.includes('none') !== true);
  if (kept.length < MAX_CRITERIA) return [...kept, added];
  const at = kept.findIndex((each) => asksOwnersOnly(each) && owners(each, added).length <= MAX_PROVIDERS);
  const widened = kept[at];
  return widened === undefined ? null : kept.with(at, { ...widened, providers: owners(widened, added) });
}

function owners(a: ImageCriterion, b: ImageCriterion): ImageProvider[] {
  return [...new Set([...(a.providers ?? []), ...(b.providers ?? [])])];
}

function asksOwnersOnly(criterion: ImageCriterion): boolean {
  const { providers, names, marketplaceProductCodes, maximumDaysSinceCreated, maximumDaysSinceDeprecated } = criterion;
  return (
    providers !== null && [names, marketplaceProductCodes, maximumDaysSinceCreated, maximumDaysSinceDeprecated].every((v) => v === null)
  );
}

/** `organization`: set by a declarative policy, which only administrators of the organisation can change. */
export function managerOf({ managedBy }: AllowedImagesSettings): 'account' | 'organization' | 'unknown' {
  if (managedBy === 'declarative-policy') return 'organization';
  return managedBy === 'account' ? 'account' : 'unknown';
}
