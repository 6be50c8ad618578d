/** Which program measured, and against which list. */
import * as z from 'zod';
import { plainUrl, publicText } from './privacy.ts';

/** Which list was tested. */
export const CatalogInfo = z.strictObject({
  version: publicText(),
  /** Where the document came from. */
  source: plainUrl(),
  /** SHA-256 over the canonical JSON of the requirements, lower-case hex. */
  sha256: publicText(),
  /** SHA-256 of the overlay file; null without one. */
  overlay: publicText().nullable(),
});
export type CatalogInfo = z.infer<typeof CatalogInfo>;

export const ToolInfo = z.strictObject({ name: publicText(), version: publicText() });
export type ToolInfo = z.infer<typeof ToolInfo>;
