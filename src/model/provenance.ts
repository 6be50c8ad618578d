/** The program that measured, and the catalogue it used. */
import * as z from 'zod';
import { InstallationSigns } from './installation.ts';
import { plainUrl, publicText } from './privacy.ts';
import { EDITIONS } from './profile-words.ts';

export const CatalogInfo = z.strictObject({
  version: publicText(),
  source: plainUrl(),
  /** SHA-256 of the requirements' canonical JSON, lower-case hex. */
  sha256: publicText(),
  /** SHA-256 of the overlay file; null if no overlay is used. */
  overlay: publicText().nullable(),
  /** The edition; absent: the published document. */
  edition: z.enum(EDITIONS).optional(),
  /** Why this edition: the user stated it, signs show it, or it is not known which one the runner has. Absent: the default. */
  editionIs: z.enum(['stated', 'found', 'unsure']).optional(),
  /** The signs of an installation that were seen, whichever edition was chosen. Absent: none. */
  editionSigns: InstallationSigns.optional(),
});
export type CatalogInfo = z.infer<typeof CatalogInfo>;

export const ToolInfo = z.strictObject({ name: publicText(), version: publicText() });
export type ToolInfo = z.infer<typeof ToolInfo>;
