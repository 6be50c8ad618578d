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
  /** It was longer; cut at the end of a line, after redaction. */
  truncated: z.object({ keptBytes: z.int().min(0), droppedBytes: z.int().min(0) }).optional(),
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
  /** Files that the person left out; they stand in `omissions` too. */
  removed: z.array(publicText()).optional(),
  /** How many words the person had hidden beside what is masked by itself; never which. */
  hiddenWords: z.int().min(0).optional(),
});
export type BundleConsent = z.infer<typeof BundleConsent>;

/** Sums tell damage, not forgery. Fields that a later version adds are ignored; a new number in `schema` is refused. */
export const Manifest = z.object({
  schema: z.literal(BUNDLE_SCHEMA),
  name: publicText(),
  createdAt: publicText(),
  tool: ToolInfo,
  catalog: CatalogInfo,
  startedAt: publicText(),
  durationMs: z.number().min(0),
  /** Date headers minus this machine's clock, the median of the answers, in milliseconds; null without an answer. */
  clockSkewMs: z.number().nullable().optional(),
  /** Schemas of the entries that have one, by path. */
  schemas: z.array(z.object({ path: publicText(), schema: publicText() })),
  redaction: z.object({ level: z.enum(['standard', 'strict', 'network-clear']), rulesVersion: z.int(), keyId: publicText() }),
  consent: BundleConsent,
  files: z.array(ManifestFile),
  omissions: z.array(Omission),
});
export type Manifest = z.infer<typeof Manifest>;
