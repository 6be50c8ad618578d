/** The manifest lists each entry with its kind and redaction, and each omitted entry with the reason. It is written last. */
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
  /** `typed`: masked field by field; `text`: composed of masked texts; `fixed`: contains no measurement. */
  sanitisation: z.enum(SANITISATIONS),
  /** How much of the file was kept. It was truncated after redaction at the end of a line. Null if the file is complete. */
  truncated: z
    .object({ keptBytes: z.int().min(0), droppedBytes: z.int().min(0) })
    .nullable()
    .optional(),
  /**
   * `probe`: measured and logged. `user`: answered by the user. `generated`: derived from the others. `id` names the code that wrote it.
   */
  origin: z.object({ kind: z.enum(['probe', 'user', 'generated']), id: publicText() }).optional(),
  /** The privacy classes of its fields before redaction (`model/privacy.ts`). */
  privacyClasses: z.array(z.enum(PRIVACY_CLASSES)).optional(),
});
export type ManifestFile = z.infer<typeof ManifestFile>;

export const Omission = z.object({
  what: publicText(),
  why: z.enum(['withheld-unsafe', 'size', 'declined', 'not-collected']),
  /** The fields of an omitted file in which something looked like a secret. The values themselves are never listed. */
  fields: z.array(publicText()).optional(),
});
export type Omission = z.infer<typeof Omission>;

/** How and when the user consented to writing the bundle. */
export const BundleConsent = z.object({
  how: z.enum(['interactive', 'flag']),
  /** RFC 3339, UTC. */
  at: publicText(),
  /** Files that the user left out, also listed in `omissions`. Every new bundle has this field. */
  removed: z.array(publicText()).optional(),
  /** The number of words that the user hid in addition to the automatic masking. The words themselves are never listed. */
  hiddenWords: z.int().min(0).optional(),
});
export type BundleConsent = z.infer<typeof BundleConsent>;

/** The program that wrote the bundle and made the diagnosis. Facts that are unknown to a build are null. */
export interface Program {
  version: string;
  /** The commit from which the program was built. */
  commit: string | null;
  /** The SHA-256 of the rules' source files. */
  rulesSha256: string | null;
}

/** Unknown fields of later versions are ignored, but a newer number in `schema` is refused. Fields that older bundles lack are optional. */
export const Manifest = z.object({
  schema: z.literal(BUNDLE_SCHEMA),
  name: publicText(),
  createdAt: publicText(),
  tool: z.object({ ...ToolInfo.shape, commit: publicText().nullable().optional() }),
  /** The rules behind verdicts and findings: those of the program that wrote the bundle, even if another version measured. */
  ruleset: z.object({ id: publicText(), version: publicText(), sha256: publicText().nullable() }).optional(),
  catalog: z.object(CatalogInfo.shape),
  startedAt: publicText(),
  durationMs: z.number().min(0),
  /**
   * The difference between the Date headers and this machine's clock in milliseconds: the median of all answers. Null without an answer.
   */
  clockSkewMs: z.number().nullable().optional(),
  /** The UTC offset of the machine that wrote the bundle, at that time; east is positive. It does not name a location. */
  utcOffsetMinutes: z.int().optional(),
  /** The schemas of the entries that have a schema, by path. */
  schemas: z.array(z.object({ path: publicText(), schema: publicText() })),
  redaction: z.object({
    level: z.enum(['standard', 'strict', 'network-clear']),
    rulesVersion: z.int(),
    keyId: publicText(),
    /** Always false, because every level removes secrets. */
    unredacted: z.literal(false).optional(),
  }),
  consent: BundleConsent,
  files: z.array(ManifestFile),
  omissions: z.array(Omission),
  tampering: publicText().optional(),
});
export type Manifest = z.infer<typeof Manifest>;
