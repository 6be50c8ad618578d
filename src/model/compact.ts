/**
 * The line of `check --compact`: one report under 20,000 characters, for engines that truncate output. It begins with a
 * mark, so that it can be found in other text, and the most important parts come first, so that a truncated line still
 * shows the machine, the outcome and the causes.
 *
 * The schemas accept unknown fields, because a newer version may add some.
 */
import * as z from 'zod';
import { CONFIDENCES, OWNERS, SEVERITIES } from './finding.ts';
import {
  accountId,
  filePath,
  freeText,
  hostName,
  ipNetwork,
  organisation,
  plainUrl,
  publicText,
  regionName,
  resourceName,
  userName,
} from './privacy.ts';
import { RunnerKind, Vantage } from './vantage.ts';
import { VerdictWord } from './verdict.ts';

export const COMPACT_SCHEMA = 'gitpod-doctor/compact@1';
/** The mark before the JSON. */
export const COMPACT_MARK = '@GD@';
/** The maximum length of a line with its mark. All characters are ASCII, so characters equal bytes. */
export const COMPACT_LIMIT = 20_000;

/** The parts that are removed to shorten the line, in the order of removal. `end`: the engine truncated the line itself. */
export const COMPACT_CUTS = [
  'evidence',
  'failures',
  'fixes',
  'titles',
  'consequences',
  'rows-that-do-not-count',
  'notes',
  'findings',
  'rows-that-are-met',
  'rows-of-findings',
  'rows',
  'words',
  'end',
] as const;
export type CompactCut = (typeof COMPACT_CUTS)[number];

/** Requirement ids, packed by `row-names.ts`. */
const PackedRows = z.array(publicText());

/** The machine and network of the measurement, as far as the machine knows them. */
export const CompactPlace = z.object({
  /** The name by which the engine knows the machine. */
  instance: resourceName().nullable(),
  /** The user's name for the machine (`--place`). Absent: an older line. */
  name: resourceName().nullable().optional(),
  /** A hash of the machine's id (machine-id(5)). Null: unknown; absent: an older line. */
  machine: resourceName().nullable().optional(),
  host: hostName().nullable(),
  /** Networks of the interfaces that are up; the one of the default route comes first. */
  subnets: z.array(ipNetwork()),
  from: Vantage.nullable(),
  fromIs: z.enum(['found', 'stated', 'unsure']),
  runner: RunnerKind.nullable(),
  regions: z.array(regionName()),
  zone: publicText().nullable(),
  account: accountId().nullable(),
  runnerId: resourceName().nullable(),
  environmentId: resourceName().nullable(),
  /** Name of the demo scenario; null on a real network. */
  demo: publicText().nullable(),
});
export type CompactPlace = z.infer<typeof CompactPlace>;

/** The privacy classes of names that texts quote. */
export const NAME_KINDS = ['host', 'organisation', 'user', 'account', 'resource', 'path'] as const;

/**
 * Private names quoted in texts, by privacy class. They allow a line to be masked without its session, because a company's name in a title
 * looks like any word. They precede the texts that quote them, and are truncated after them.
 */
export const CompactNames = z.object({
  host: z.array(hostName()).optional(),
  organisation: z.array(organisation()).optional(),
  user: z.array(userName()).optional(),
  account: z.array(accountId()).optional(),
  resource: z.array(resourceName()).optional(),
  path: z.array(filePath()).optional(),
});
export type CompactNames = z.infer<typeof CompactNames>;

/** A finding in short. Unknown codes are accepted too, because a newer version has more of them. */
export const CompactFinding = z.object({
  code: publicText(),
  name: publicText(),
  subject: freeText(),
  severity: z.enum(SEVERITIES),
  confidence: z.enum(CONFIDENCES),
  /** Null for a root cause; otherwise the code of the finding that explains this one. */
  causedBy: publicText().nullable(),
  /** The requirements that a root cause and its consequences affect. */
  rows: PackedRows,
});
export type CompactFinding = z.infer<typeof CompactFinding>;

/** Requirements with the same verdict and reason: the failure kind of unmet requirements, the reason of inconclusive ones. */
export const CompactRows = z.object({ verdict: VerdictWord, why: publicText().nullable(), rows: PackedRows });
export type CompactRows = z.infer<typeof CompactRows>;

/** The failure at one target of a requirement. */
export const CompactFailure = z.object({
  row: publicText(),
  target: plainUrl(),
  via: z.enum(['direct', 'proxy']),
  phase: publicText(),
  kind: publicText(),
  code: publicText().nullable(),
});
export type CompactFailure = z.infer<typeof CompactFailure>;

/** The texts of a finding, by its index in `findings`. */
export const CompactTexts = z.object({
  finding: z.int().min(0),
  title: freeText(),
  fixes: z.array(z.object({ owner: z.enum(OWNERS), text: freeText(), command: freeText().nullable() })),
  evidence: z.array(freeText()),
});
export type CompactTexts = z.infer<typeof CompactTexts>;

export const CompactReport = z.object({
  schema: z.literal(COMPACT_SCHEMA),
  version: publicText(),
  /** RFC 3339, UTC. */
  startedAt: publicText(),
  durationMs: z.number().min(0),
  /** Counting requirements only, as in the report. */
  summary: z.object({
    outcome: z.enum(['pass', 'fail', 'inconclusive']),
    met: z.int().min(0),
    unmet: z.int().min(0),
    unknown: z.int().min(0),
  }),
  cut: z.array(z.enum(COMPACT_CUTS)),
  /** The key of the pseudonyms; null: real names, or a report that does not say. */
  maskedBy: publicText().nullable(),
  place: CompactPlace,
  /** Names in the subjects of findings. */
  names: CompactNames,
  /** Root causes come first. */
  findings: z.array(CompactFinding),
  /** Counting requirements, the unmet first. */
  rows: z.array(CompactRows),
  catalog: z.object({ version: publicText(), sha256: publicText(), overlay: publicText().nullable() }),
  /** Names in the texts and targets that follow, unless `names` has them. */
  toldNames: CompactNames,
  told: z.array(CompactTexts),
  failures: z.array(CompactFailure),
  /** Requirements that do not count. */
  otherRows: z.array(CompactRows),
  notes: z.array(publicText()),
});
export type CompactReport = z.infer<typeof CompactReport>;
