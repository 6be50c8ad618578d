/**
 * The Allowed AMIs settings of one account in one region, as `ec2:GetAllowedImagesSettings` returns them (Amazon EC2 API Reference; EC2
 * User Guide, "Control the discovery and use of AMIs with Allowed AMIs"). Criteria are alternatives; all parameters of a criterion must
 * match; values of a parameter are alternatives.
 */
import * as z from 'zod';
import { accountId, publicText, resourceName } from '../privacy.ts';

/** `audit-mode`: everything stays visible and usable, and each image is marked. `other`: unknown to this version. */
export const ALLOWED_IMAGES_STATES = ['disabled', 'audit-mode', 'enabled', 'other'] as const;

/** `declarative-policy`: set by Organizations; the account itself cannot change it. */
export const SETTINGS_MANAGERS = ['account', 'declarative-policy', 'other'] as const;

/** Groups of owners. `amazon`: Amazon and its verified providers. `none`: only the account's own images. */
export const PROVIDER_WORDS = ['amazon', 'aws-marketplace', 'aws-backup-vault', 'none'] as const;
export const ImageProvider = z.union([z.enum(PROVIDER_WORDS), accountId()]);
export type ImageProvider = z.infer<typeof ImageProvider>;

/**
 * A name pattern (`*` any characters, `?` one). It may name a company and is replaced by a pseudonym in a bundle; the required names that
 * it matches are stored with it, so that the diagnosis of a bundle equals that of the session.
 */
export const ImageNamePattern = z.strictObject({
  pattern: resourceName(),
  /** Required name patterns (as Gitpod's access requirements spell them) of which every name matches. */
  covers: z.array(publicText()),
  /** Required name patterns of which some names may match. */
  overlaps: z.array(publicText()),
});
export type ImageNamePattern = z.infer<typeof ImageNamePattern>;

/** One criterion. A parameter that is null is not set and excludes nothing. */
export const ImageCriterion = z.strictObject({
  providers: z.array(ImageProvider).nullable(),
  names: z.array(ImageNamePattern).nullable(),
  marketplaceProductCodes: z.array(resourceName()).nullable(),
  maximumDaysSinceCreated: z.int().min(0).nullable(),
  /** Days since the deprecation date; 0 admits no deprecated image. */
  maximumDaysSinceDeprecated: z.int().min(0).nullable(),
  /** Names of unknown parameters: such a criterion cannot be fully evaluated. */
  unknown: z.array(publicText()),
});
export type ImageCriterion = z.infer<typeof ImageCriterion>;

export const AllowedImagesSettings = z.strictObject({
  state: z.enum(ALLOWED_IMAGES_STATES),
  managedBy: z.enum(SETTINGS_MANAGERS).nullable(),
  criteria: z.array(ImageCriterion),
});
export type AllowedImagesSettings = z.infer<typeof AllowedImagesSettings>;
