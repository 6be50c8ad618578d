/**
 * The Allowed AMIs settings of one account in one region, as `ec2:GetAllowedImagesSettings` tells them
 * (Amazon EC2 API Reference; EC2 User Guide, "Control the discovery and use of AMIs with Allowed AMIs").
 * Criteria are alternatives; the parameters of one criterion must all hold; the values of one parameter are alternatives.
 */
import * as z from 'zod';
import { accountId, publicText, resourceName } from '../privacy.ts';

/** `audit-mode`: everything stays visible and usable, each image is marked. `other`: a word that this version does not know. */
export const ALLOWED_IMAGES_STATES = ['disabled', 'audit-mode', 'enabled', 'other'] as const;

/** `declarative-policy`: set by Organizations; the account itself cannot change it. */
export const SETTINGS_MANAGERS = ['account', 'declarative-policy', 'other'] as const;

/** Words that stand for groups of owners. `amazon` is Amazon and its verified providers; `none` is no other account at all. */
export const PROVIDER_WORDS = ['amazon', 'aws-marketplace', 'aws-backup-vault', 'none'] as const;
export const ImageProvider = z.union([z.enum(PROVIDER_WORDS), accountId()]);
export type ImageProvider = z.infer<typeof ImageProvider>;

/**
 * A pattern for names (`*` any characters, `?` one). The pattern may name a company and gets a pseudonym in a bundle;
 * which of the required names it matches is kept beside it, so that a bundle is judged like the session.
 */
export const ImageNamePattern = z.strictObject({
  pattern: resourceName(),
  /** Required name patterns (as the document spells them) of which every name matches. */
  covers: z.array(publicText()),
  /** Required name patterns of which some names may match. */
  overlaps: z.array(publicText()),
});
export type ImageNamePattern = z.infer<typeof ImageNamePattern>;

/** One criterion. Null: the parameter is not stated, so it excludes nothing. */
export const ImageCriterion = z.strictObject({
  providers: z.array(ImageProvider).nullable(),
  names: z.array(ImageNamePattern).nullable(),
  marketplaceProductCodes: z.array(resourceName()).nullable(),
  /** Days since creation, 0 and more. */
  maximumDaysSinceCreated: z.int().min(0).nullable(),
  /** Days since the deprecation date, 0 and more; 0 admits nothing that is deprecated. */
  maximumDaysSinceDeprecated: z.int().min(0).nullable(),
  /** Names of parameters that this version does not know: such a criterion cannot be evaluated to the end. */
  unknown: z.array(publicText()),
});
export type ImageCriterion = z.infer<typeof ImageCriterion>;

export const AllowedImagesSettings = z.strictObject({
  state: z.enum(ALLOWED_IMAGES_STATES),
  managedBy: z.enum(SETTINGS_MANAGERS).nullable(),
  criteria: z.array(ImageCriterion),
});
export type AllowedImagesSettings = z.infer<typeof AllowedImagesSettings>;
