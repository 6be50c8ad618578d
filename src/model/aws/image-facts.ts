/** What `ec2:DescribeImages` tells about one machine image. What it did not tell is null, and unknown. */
import * as z from 'zod';
import { accountId, publicText, resourceName } from '../privacy.ts';

export const ImageFacts = z.strictObject({
  /** `ami-…`. */
  id: resourceName().nullable(),
  name: resourceName().nullable(),
  /** The required name pattern, as the document spells it, that the name fits; null for every other image. */
  requiredName: publicText().nullable(),
  owner: accountId().nullable(),
  /** `amazon`, `aws-marketplace`, `aws-backup-vault`, `self`; null where AWS gives none. */
  ownerAlias: publicText().nullable(),
  public: z.boolean().nullable(),
  /** `available`, `pending`, `deregistered`, `disabled` …, as AWS spells it. */
  state: publicText().nullable(),
  /** `x86_64`, `arm64` … */
  architecture: publicText().nullable(),
  /** RFC 3339, UTC. */
  createdAt: publicText().nullable(),
  /** From when on it is left out unless deprecated images are asked for; RFC 3339, UTC. */
  deprecatedAt: publicText().nullable(),
  /** Whether it meets the Allowed AMIs criteria: told only where these are enabled or audited. */
  allowed: z.boolean().nullable(),
  marketplaceProductCodes: z.array(resourceName()),
});
export type ImageFacts = z.infer<typeof ImageFacts>;

/** Of the images of an answer at most this many are kept, the newest first; `total` beside them says how many there were. */
export const MOST_IMAGES = 20;

/** The images of one answer to DescribeImages. */
export const ImagesSeen = z.strictObject({ total: z.int().min(0), images: z.array(ImageFacts).max(MOST_IMAGES) });
export type ImagesSeen = z.infer<typeof ImagesSeen>;
