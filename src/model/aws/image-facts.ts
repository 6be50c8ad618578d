/** Facts of `ec2:DescribeImages` about one machine image. A missing fact is null: unknown. */
import * as z from 'zod';
import { accountId, publicText, resourceName } from '../privacy.ts';

export const ImageFacts = z.strictObject({
  /** The id, `ami-…`. */
  id: resourceName().nullable(),
  name: resourceName().nullable(),
  /** The required name pattern, as the access requirements spell it, that the name matches; null for other images. */
  requiredName: publicText().nullable(),
  owner: accountId().nullable(),
  /** `amazon`, `aws-marketplace`, `aws-backup-vault`, `self`; null if AWS gives none. */
  ownerAlias: publicText().nullable(),
  public: z.boolean().nullable(),
  /** `available`, `pending`, `deregistered`, `disabled` …, as AWS spells it. */
  state: publicText().nullable(),
  /** `x86_64`, `arm64` … */
  architecture: publicText().nullable(),
  /** RFC 3339, UTC. */
  createdAt: publicText().nullable(),
  /** The deprecation time (RFC 3339, UTC), from which only requests that include deprecated images list the image. */
  deprecatedAt: publicText().nullable(),
  /** Whether it meets the Allowed AMIs criteria: reported only when these are enabled or audited. */
  allowed: z.boolean().nullable(),
  marketplaceProductCodes: z.array(resourceName()),
});
export type ImageFacts = z.infer<typeof ImageFacts>;

/** The maximum number of images kept per answer, newest first; `total` counts all of them. */
export const MAX_IMAGES = 20;

/** The images of one answer to DescribeImages. */
export const ImagesSeen = z.strictObject({ total: z.int().min(0), images: z.array(ImageFacts).max(MAX_IMAGES) });
export type ImagesSeen = z.infer<typeof ImagesSeen>;
