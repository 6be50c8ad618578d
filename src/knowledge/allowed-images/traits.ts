/** What criteria ask about an image. What is left out is not known, which is neither a match nor a miss. */
import type { ImageFacts } from '../../model/aws/image-facts.ts';
import { ownerInRegion, type RequiredImage } from './required-images.ts';

export interface ImageTraits {
  /** The full name. */
  name?: string;
  /** The required name (as the document spells it) that its name fits, where only that is known. */
  requiredName?: string;
  owner?: string;
  /** Which of AWS's groups of owners it belongs to; null: to none of them. */
  group?: 'amazon' | 'aws-marketplace' | 'aws-backup-vault' | null;
  /** It is in no group but perhaps in `amazon`, whose verified providers are not published. */
  isPerhapsAmazon?: true;
  /** RFC 3339. */
  createdAt?: string;
  /** It was created then or before, RFC 3339. */
  createdBefore?: string;
  /** RFC 3339; null: no date of deprecation is set. */
  deprecatedAt?: string | null;
  marketplaceProductCodes?: readonly string[];
}

const GROUPS = ['amazon', 'aws-marketplace', 'aws-backup-vault'] as const;

/** An image that was described: everything about it is known. */
export function traitsSeen(image: ImageFacts): ImageTraits {
  return {
    ...(image.name === null ? {} : { name: image.name }),
    ...(image.requiredName === null ? {} : { requiredName: image.requiredName }),
    ...(image.owner === null ? {} : { owner: image.owner }),
    group: GROUPS.find((group) => group === image.ownerAlias) ?? null,
    ...(image.createdAt === null ? {} : { createdAt: image.createdAt }),
    deprecatedAt: image.deprecatedAt,
    marketplaceProductCodes: image.marketplaceProductCodes,
  };
}

/** A required image that cannot be seen, by what is public about it. */
export function traitsKnown(image: RequiredImage, region: string | null): ImageTraits {
  const owner = ownerInRegion(image, region);
  return {
    requiredName: image.name,
    ...(owner === null ? {} : { owner }),
    // Both come from their owner's own account and not through the marketplace, whose images another account owns.
    ...(image.isAmazons === true ? { group: 'amazon' } : { isPerhapsAmazon: true }),
    marketplaceProductCodes: [],
    ...(image.updatesEnded === null ? {} : { createdBefore: image.updatesEnded }),
  };
}
