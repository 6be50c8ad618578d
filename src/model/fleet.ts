/** The document of `fleet collect --json`: many places side by side, by what was found and by what they look like. */
import * as z from 'zod';
import { CONFIDENCES, Owner, Severity } from './finding.ts';
import { accountId, filePath, freeText, hostName, ipNetwork, plainUrl, publicText, regionName, resourceName } from './privacy.ts';
import { RunnerKind, Vantage } from './vantage.ts';
import { VerdictWord } from './verdict.ts';

export const FLEET_SCHEMA = 'gitpod-doctor/fleet@1';

const Count = z.int().min(0);
const Outcome = z.enum(['pass', 'fail', 'inconclusive']);

/** How many places of a group lie in one region and account, most first. */
const Spread = z.array(z.strictObject({ region: regionName().nullable(), account: accountId().nullable(), places: Count }));

/** One machine; of several results the newest. */
export const FleetPlace = z.strictObject({
  /** `p1…` in the order in which they were first read. */
  id: publicText(),
  instance: resourceName().nullable(),
  host: hostName().nullable(),
  /** The file that told, where the result itself names no machine. */
  source: filePath().nullable(),
  region: regionName().nullable(),
  zone: publicText().nullable(),
  account: accountId().nullable(),
  subnets: z.array(ipNetwork()),
  from: Vantage.nullable(),
  runner: RunnerKind.nullable(),
  startedAt: publicText(),
  outcome: Outcome,
  /** The group in `pictures`. */
  picture: publicText(),
  /** Root causes by their ids in `causes`. */
  causes: z.array(publicText()),
  /** The engine cut the result: what stood at its end is missing. */
  cutShort: z.boolean(),
});
export type FleetPlace = z.infer<typeof FleetPlace>;

const FleetFix = z.strictObject({ owner: Owner, text: freeText(), command: freeText().nullable() });
export type FleetFix = z.infer<typeof FleetFix>;

/** One root cause by code and subject, wherever it was found. */
export const FleetCause = z.strictObject({
  /** `c1…`; the one on which most rows hang is the first. */
  id: publicText(),
  code: publicText(),
  name: publicText(),
  subject: freeText(),
  title: freeText().nullable(),
  severity: Severity,
  /** At how many places it is how sure. */
  confidence: z.strictObject(
    Object.fromEntries(CONFIDENCES.map((word) => [word, Count])) as Record<(typeof CONFIDENCES)[number], typeof Count>,
  ),
  places: Count,
  at: Spread,
  /** Ids of places, all of them. */
  found: z.array(publicText()),
  rows: z.array(publicText()),
  /** Rows, place by place, that count, are not met, and have no other cause. */
  rowsFreed: Count,
  /** Places that have nothing else in the way. */
  placesFreed: Count,
  /** What failed of its rows, over all places: one place alone may name the hosts of its own region. */
  targets: z.array(plainUrl()),
  fixes: z.array(FleetFix),
});
export type FleetCause = z.infer<typeof FleetCause>;

/** Places that look the same: the same vantage, verdict by verdict of the rows that count, and codes of root causes. */
export const FleetPicture = z.strictObject({
  /** A, B, … the largest group first. */
  id: publicText(),
  outcome: Outcome,
  places: Count,
  from: Vantage.nullable(),
  codes: z.array(publicText()),
  met: Count,
  unmet: Count,
  unknown: Count,
  at: Spread,
  /** A place that stands for them. */
  example: publicText(),
});
export type FleetPicture = z.infer<typeof FleetPicture>;

export const FleetRow = z.strictObject({
  id: publicText(),
  /** At how many places it counts and is so. */
  met: Count,
  unmet: Count,
  unknown: Count,
  /** By picture, in their order; null where it does not count there. */
  verdicts: z.array(VerdictWord.nullable()),
});
export type FleetRow = z.infer<typeof FleetRow>;

export const FLEET_WARNINGS = ['different-keys', 'masked-and-bare', 'different-lists'] as const;

export const Fleet = z.strictObject({
  schema: z.literal(FLEET_SCHEMA),
  summary: z.strictObject({ outcome: Outcome, places: Count, pass: Count, fail: Count, inconclusive: Count, noResult: Count }),
  input: z.strictObject({
    files: Count,
    /** Results of places of which a newer one is there. */
    older: Count,
    /** Results whose end is missing, and whose beginning could be read. */
    cutShort: Count,
    /** Marks behind which nothing could be read. */
    lost: Count,
    /** Results of a version whose form this one does not know. */
    newer: Count,
    /** What did not fit into the bounds of a collection. */
    leftOut: Count,
  }),
  measured: z.strictObject({ first: publicText(), last: publicText() }).nullable(),
  versions: z.array(z.strictObject({ version: publicText(), places: Count })),
  lists: z.array(z.strictObject({ version: publicText(), sha256: publicText(), places: Count })),
  warnings: z.array(z.enum(FLEET_WARNINGS)),
  /** The request for the cause on which most rows hang; null where no row hangs on one alone. */
  request: z.strictObject({ cause: publicText(), owner: Owner, text: freeText(), command: freeText().nullable() }).nullable(),
  causes: z.array(FleetCause),
  /** The same by code alone: one kind of cause may have a subject of its own at every place. */
  codes: z.array(z.strictObject({ code: publicText(), name: publicText(), subjects: Count, places: Count })),
  pictures: z.array(FleetPicture),
  rows: z.array(FleetRow),
  places: z.array(FleetPlace),
  /** Machines that were asked, and from which nothing came. */
  noResult: z.array(z.strictObject({ instance: resourceName().nullable(), source: filePath(), why: publicText() })),
});
export type Fleet = z.infer<typeof Fleet>;
