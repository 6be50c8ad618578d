/** The table of contents: what each entry is, how it was cleaned, what is missing and why. Written last. */
import * as z from 'zod';
import { PRIVACY_CLASSES, publicText } from '../model/privacy.ts';
import { CatalogInfo, ToolInfo } from '../model/provenance.ts';
import { BUNDLE_SCHEMA } from './layout.ts';

export const SANITISATIONS = ['typed', 'text', 'fixed'] as const;

export const ManifestFile = z.object({
  path: publicText(),
  bytes: z.int().min(0),
  sha256: publicText(),
  mediaType: publicText(),
  /** `typed`: masked field by field; `text`: composed of masked texts; `fixed`: holds nothing measured. */
  sanitisation: z.enum(SANITISATIONS),
  /** It was longer; cut at the end of a line, after redaction. Null: it is whole. */
  truncated: z
    .object({ keptBytes: z.int().min(0), droppedBytes: z.int().min(0) })
    .nullable()
    .optional(),
  /** `probe`: as it was measured and logged; `user`: as the person answered; `generated`: made of the others. `id` is what wrote it. */
  origin: z.object({ kind: z.enum(['probe', 'user', 'generated']), id: publicText() }).optional(),
  /** What its fields may hold, before it was cleaned (`model/privacy.ts`). */
  privacyClasses: z.array(z.enum(PRIVACY_CLASSES)).optional(),
});
export type ManifestFile = z.infer<typeof ManifestFile>;

export const Omission = z.object({
  what: publicText(),
  why: z.enum(['withheld-unsafe', 'size', 'declined', 'not-collected']),
  /** Of what was withheld: the fields in which something looked like a secret, never what it was. */
  fields: z.array(publicText()).optional(),
});
export type Omission = z.infer<typeof Omission>;

/** How and when the person agreed to writing it. */
export const BundleConsent = z.object({
  how: z.enum(['interactive', 'flag']),
  /** RFC 3339, UTC. */
  at: publicText(),
  /** Files that the person left out, in every new bundle; they stand in `omissions` too. */
  removed: z.array(publicText()).optional(),
  /** How many words the person had hidden beside what is masked by itself; never which. */
  hiddenWords: z.int().min(0).optional(),
});
export type BundleConsent = z.infer<typeof BundleConsent>;

/** A line of every manifest, and of the README: what the sums are worth. */
export const TAMPERING = 'The sums show damage, not forgery: nothing here is signed.';

/** What wrote the bundle and judged what was measured. What a build was not told about itself is null. */
export interface Program {
  version: string;
  /** The commit that it was built from. */
  commit: string | null;
  /** SHA-256 over the sources of the rules. */
  rulesSha256: string | null;
}

/**
 * Fields that a later version adds are ignored; a new number in `schema` is refused. Optional is what bundles of earlier
 * versions do not have.
 */
export const Manifest = z.object({
  schema: z.literal(BUNDLE_SCHEMA),
  name: publicText(),
  createdAt: publicText(),
  tool: z.object({ ...ToolInfo.shape, commit: publicText().nullable().optional() }),
  /** What gave the verdicts and findings: the rules of the program that wrote the bundle, whichever one measured. */
  ruleset: z.object({ id: publicText(), version: publicText(), sha256: publicText().nullable() }).optional(),
  catalog: z.object(CatalogInfo.shape),
  startedAt: publicText(),
  durationMs: z.number().min(0),
  /** Date headers minus this machine's clock, the median of the answers, in milliseconds; null without an answer. */
  clockSkewMs: z.number().nullable().optional(),
  /** Of the machine that wrote it, when it did; east of UTC is positive. It names no place. */
  utcOffsetMinutes: z.int().optional(),
  /** Schemas of the entries that have one, by path. */
  schemas: z.array(z.object({ path: publicText(), schema: publicText() })),
  redaction: z.object({
    level: z.enum(['standard', 'strict', 'network-clear']),
    rulesVersion: z.int(),
    keyId: publicText(),
    /** There is no level at which nothing is redacted. */
    unredacted: z.literal(false).optional(),
  }),
  consent: BundleConsent,
  files: z.array(ManifestFile),
  omissions: z.array(Omission),
  tampering: publicText().optional(),
});
export type Manifest = z.infer<typeof Manifest>;
