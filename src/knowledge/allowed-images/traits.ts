/** The image attributes that criteria test. A missing attribute is unknown, so the result of its clause is inconclusive. */
import type { ImageFacts } from '../../model/aws/image-facts.ts';
import { ownerInRegion, type RequiredImage } from './required-images.ts';

export interface ImageTraits {
  name?: string;
  /** The required name (as the access requirements spell it) that it matches, if the full name is unknown. */
  requiredName?: string;
  owner?: string;
  /** The AWS provider group to which the owner belongs; null: none. */
  group?: 'amazon' | 'aws-marketplace' | 'aws-backup-vault' | null;
  /** The owner is in no known group, but perhaps in `amazon`, because AWS does not publish its verified providers. */
  isPerhapsAmazon?: true;
  /** RFC 3339. */
  createdAt?: string;
  /** The image was created no later than this time (RFC 3339). */
  createdBefore?: string;
  /** RFC 3339; null: no deprecation date is set. */
  deprecatedAt?: string | null;
  marketplaceProductCodes?: readonly string[];
}

const GROUPS = ['amazon', 'aws-marketplace', 'aws-backup-vault'] as const;

/** A described image: everything about it is known. */
export function traitsOfImage(image: ImageFacts): ImageTraits {
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

/** A hidden required image, described by its public facts. */
export function publicTraits(image: RequiredImage, region: string | null): ImageTraits {
  const owner = ownerInRegion(image, region);
  return {
    requiredName: image.name,
    ...(owner === null ? {} : { owner }),
    // The required images come from their owner's account and not from the marketplace, whose images belong to another account.
    ...(image.isAmazons === true ? { group: 'amazon' } : { isPerhapsAmazon: true }),
    marketplaceProductCodes: [],
    ...(image.updatesEnded === null ? {} : { createdBefore: image.updatesEnded }),
  };
}
