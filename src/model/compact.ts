/**
 * The line of `check --compact`: one report under 20,000 characters, for engines that cut what a program prints. It begins
 * with a mark, so that it is found between anything else, and what matters most stands first, so that a line that was cut
 * after all still tells the place, the outcome and the causes.
 *
 * Objects are open: a newer version may say more under the same name, and this one reads what it knows.
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
/** Stands before the JSON. */
export const COMPACT_MARK = '@GD@';
/** A whole line with its mark has fewer characters, all of them ASCII, so that characters and bytes are one. */
export const COMPACT_LIMIT = 20_000;

/** What was left out to keep the line short, in the order in which it goes. `end`: the engine cut the line itself. */
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

/** Ids of rows, packed by `row-names.ts`. */
const PackedRows = z.array(publicText());

/** Where it was measured, as far as the machine knows. */
export const CompactPlace = z.object({
  /** As the engine that started it names the machine. */
  instance: resourceName().nullable(),
  host: hostName().nullable(),
  /** Networks of the interfaces that are up, that of the way out first. */
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

/**
 * Private names that texts quote, by their privacy class, so that whoever has only the line can mask them there: nothing
 * else tells that two words of a title are a company. They stand before what quotes them, and so are cut off after it.
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

/** Codes are open as well: a newer version knows more. */
export const CompactFinding = z.object({
  code: publicText(),
  name: publicText(),
  subject: freeText(),
  severity: z.enum(SEVERITIES),
  confidence: z.enum(CONFIDENCES),
  /** Null marks a root; else the code of what explains it. */
  causedBy: publicText().nullable(),
  /** Of a root with those of everything that follows from it. */
  rows: PackedRows,
});
export type CompactFinding = z.infer<typeof CompactFinding>;

/** Rows that share a verdict and its reason: of an unmet row the kind of the failure, of an open one why it is open. */
export const CompactRows = z.object({ verdict: VerdictWord, why: publicText().nullable(), rows: PackedRows });
export type CompactRows = z.infer<typeof CompactRows>;

/** What failed on the way to one target of a row. */
export const CompactFailure = z.object({
  row: publicText(),
  target: plainUrl(),
  via: z.enum(['direct', 'proxy']),
  phase: publicText(),
  kind: publicText(),
  code: publicText().nullable(),
});
export type CompactFailure = z.infer<typeof CompactFailure>;

/** The words of a finding, by its place in `findings`. */
export const CompactTold = z.object({
  finding: z.int().min(0),
  title: freeText(),
  fixes: z.array(z.object({ owner: z.enum(OWNERS), text: freeText(), command: freeText().nullable() })),
  evidence: z.array(freeText()),
});
export type CompactTold = z.infer<typeof CompactTold>;

export const Compact = z.object({
  schema: z.literal(COMPACT_SCHEMA),
  version: publicText(),
  /** RFC 3339, UTC. */
  startedAt: publicText(),
  durationMs: z.number().min(0),
  /** Over counting rows, as in the report. */
  summary: z.object({
    outcome: z.enum(['pass', 'fail', 'inconclusive']),
    met: z.int().min(0),
    unmet: z.int().min(0),
    unknown: z.int().min(0),
  }),
  cut: z.array(z.enum(COMPACT_CUTS)),
  /** The key of the pseudonyms; null: real names, or a report, which does not say. */
  maskedBy: publicText().nullable(),
  place: CompactPlace,
  /** Of the subjects of findings. */
  names: CompactNames,
  /** Roots first. */
  findings: z.array(CompactFinding),
  /** What counts: what is not met first. */
  rows: z.array(CompactRows),
  catalog: z.object({ version: publicText(), sha256: publicText(), overlay: publicText().nullable() }),
  /** Of the words and the targets that follow, as far as `names` does not have them. */
  toldNames: CompactNames,
  told: z.array(CompactTold),
  failures: z.array(CompactFailure),
  /** What does not count. */
  otherRows: z.array(CompactRows),
  /** Codes of notes. */
  notes: z.array(publicText()),
});
export type Compact = z.infer<typeof Compact>;
