/** The table of contents: what each entry is, how it was cleaned, what is missing and why. Written last. */
import * as z from 'zod';
import { publicText } from '../model/privacy.ts';
import { CatalogInfo, ToolInfo } from '../model/session.ts';
import { BUNDLE_SCHEMA } from './layout.ts';

export const SANITISATIONS = ['typed', 'text', 'fixed'] as const;

export const ManifestFile = z.object({
  path: publicText(),
  bytes: z.int().min(0),
  sha256: publicText(),
  mediaType: publicText(),
  /** `typed`: masked field by field; `text`: composed of masked texts; `fixed`: holds nothing measured. */
  sanitisation: z.enum(SANITISATIONS),
});
export type ManifestFile = z.infer<typeof ManifestFile>;

export const Omission = z.object({
  what: publicText(),
  why: z.enum(['withheld-unsafe', 'size', 'declined', 'not-collected']),
});
export type Omission = z.infer<typeof Omission>;

/** How and when the person agreed to writing it. */
export const BundleConsent = z.object({
  how: z.enum(['interactive', 'flag']),
  /** RFC 3339, UTC. */
  at: publicText(),
});
export type BundleConsent = z.infer<typeof BundleConsent>;

/** Fields that a later version adds are ignored; a new number in `schema` is refused. */
export const Manifest = z.object({
  schema: z.literal(BUNDLE_SCHEMA),
  name: publicText(),
  createdAt: publicText(),
  tool: ToolInfo,
  catalog: CatalogInfo,
  startedAt: publicText(),
  durationMs: z.number().min(0),
  /** Schemas of the entries that have one, by path. */
  schemas: z.array(z.object({ path: publicText(), schema: publicText() })),
  redaction: z.object({ level: z.enum(['standard', 'strict', 'network-clear']), rulesVersion: z.int(), keyId: publicText() }),
  consent: BundleConsent,
  files: z.array(ManifestFile),
  omissions: z.array(Omission),
});
export type Manifest = z.infer<typeof Manifest>;
