/**
 * The file of `fleet collect --partial`: a collection before its places are told apart, one JSON object a line, so that several can be put
 * together. First the head, then tables and what refers to them by position, last the sums over everything before.
 */
import * as z from 'zod';
import { NAME_KINDS } from './compact.ts';
import { CONFIDENCES, Severity } from './finding.ts';
import { FleetFix, FleetPlace } from './fleet.ts';
import { filePath, freeText, plainUrl, publicText, resourceName } from './privacy.ts';

export const PARTIAL_SCHEMA = 'gitpod-doctor/partial@1';

const Count = z.int().min(0);
const Outcome = z.enum(['pass', 'fail', 'inconclusive']);
const Names = z.array(z.tuple([z.enum(NAME_KINDS), freeText()]));

const Head = z.strictObject({
  schema: z.literal(PARTIAL_SCHEMA),
  version: publicText(),
  /** The number of files that were collected. */
  files: Count,
  counts: z.strictObject({ lost: Count, damaged: Count, newer: Count, leftOut: Count, partials: Count }),
  holds: z.strictObject({ lists: Count, causes: Count, results: Count, places: Count, silent: Count }),
  /** The ids of the partials that it was made of, so that none counts twice. */
  parts: z.array(publicText()),
});

const Cause = z.strictObject({
  code: publicText(),
  name: publicText(),
  subject: freeText(),
  /** The key of the pseudonyms in the subject. */
  maskedBy: publicText().nullable(),
  severity: Severity,
  title: freeText().nullable(),
  fixes: z.array(FleetFix),
  targets: z.array(z.tuple([plainUrl(), Names])),
  subjectNames: Names,
  toldNames: Names,
});

const Result = z.strictObject({
  outcome: Outcome,
  met: Count,
  unmet: Count,
  unknown: Count,
  /** One letter per requirement, by position. */
  verdicts: z.string().regex(/^[munk-]*$/),
  roots: z.array(z.strictObject({ cause: Count, confidence: z.enum(CONFIDENCES), rows: z.array(Count) })),
  lost: Count,
});

const Place = z.strictObject({
  ...FleetPlace.omit({ id: true, outcome: true, picture: true, causes: true, source: true }).shape,
  source: filePath(),
  version: publicText(),
  list: Count,
  /** Absent: unknown. */
  maskedBy: publicText().nullable().optional(),
  identity: z.strictObject({ machine: freeText(), run: freeText().nullable() }),
  durationMs: z.number().min(0),
  result: Count,
  /** The number of results of this machine and run. */
  results: Count.min(1),
});

const Silent = z.strictObject({ instance: resourceName().nullable(), source: filePath(), why: publicText(), results: Count.min(1) });

/** The number of lines and characters before this line, and their CRC-32. */
const End = z.strictObject({ lines: Count, characters: Count, sum: publicText() });

export const PartialRecord = z.union([
  Head,
  z.strictObject({ rows: z.array(publicText()) }),
  z.strictObject({ list: z.strictObject({ version: publicText(), sha256: publicText() }) }),
  z.strictObject({ cause: Cause }),
  z.strictObject({ result: Result }),
  z.strictObject({ place: Place }),
  z.strictObject({ silent: Silent }),
  z.strictObject({ end: End }),
]);
export type PartialRecord = z.infer<typeof PartialRecord>;
export type PartialHead = z.infer<typeof Head>;
export type PartialEnd = z.infer<typeof End>;
