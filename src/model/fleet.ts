/** The output of `fleet collect --json`: the results of many machines, grouped by finding and by similarity. */
import * as z from 'zod';
import { CONFIDENCES, Owner, Severity } from './finding.ts';
import { accountId, filePath, freeText, hostName, ipNetwork, plainUrl, publicText, regionName, resourceName } from './privacy.ts';
import { RunnerKind, Vantage } from './vantage.ts';
import { VerdictWord } from './verdict.ts';

export const FLEET_SCHEMA = 'gitpod-doctor/fleet@1';

/** The limits of one collection. */
export const MAX_PLACES = 100_000;
export const MAX_CAUSES = 20_000;

const Count = z.int().min(0);
const Outcome = z.enum(['pass', 'fail', 'inconclusive']);

/** The number of a group's machines in each region and account, largest first. */
const Spread = z.array(z.strictObject({ region: regionName().nullable(), account: accountId().nullable(), places: Count }));

const CauseCode = z.strictObject({ code: publicText(), name: publicText() });

/** A bundle or a report that was sent with a support ticket. */
export const FleetTicket = z.strictObject({
  /** The name of the bundle; null for a report that is not in a bundle. */
  bundle: publicText().nullable(),
  /** The key of its pseudonyms; null if unknown. Names of different keys are never compared. */
  keyId: publicText().nullable(),
  /** Root causes of the bundle's own report that today's rules do not give, and the reverse. */
  onlyRecorded: z.array(CauseCode),
  onlyToday: z.array(CauseCode),
});
export type FleetTicket = z.infer<typeof FleetTicket>;

/** One machine. If it has several results, the newest counts. Each bundle counts as a separate place. */
export const FleetPlace = z.strictObject({
  /** `p1…`, numbered in the order of the machines' names and ids, whatever the order of the input. */
  id: publicText(),
  instance: resourceName().nullable(),
  /** The user's name for the machine (`--place`). */
  name: resourceName().nullable(),
  host: hostName().nullable(),
  /** The file that holds the result; set only where nothing else tells this machine from another. */
  source: filePath().nullable(),
  region: regionName().nullable(),
  zone: publicText().nullable(),
  account: accountId().nullable(),
  subnets: z.array(ipNetwork()),
  from: Vantage.nullable(),
  runner: RunnerKind.nullable(),
  startedAt: publicText(),
  outcome: Outcome,
  /** Id of its group in `pictures`. */
  picture: publicText(),
  /** Ids of its root causes in `causes`. */
  causes: z.array(publicText()),
  /** The engine truncated the result, so its end is missing. */
  cutShort: z.boolean(),
  /** Present for a bundle or a report. */
  ticket: FleetTicket.optional(),
});
export type FleetPlace = z.infer<typeof FleetPlace>;

export const FleetFix = z.strictObject({ owner: Owner, text: freeText(), command: freeText().nullable() });
export type FleetFix = z.infer<typeof FleetFix>;

/** One root cause by code and subject, over all machines. */
export const FleetCause = z.strictObject({
  /** `c1…`; the first cause is the only one on the most machines. */
  id: publicText(),
  code: publicText(),
  name: publicText(),
  subject: freeText(),
  title: freeText().nullable(),
  severity: Severity,
  /** The number of machines by confidence. */
  confidence: z.strictObject(
    Object.fromEntries(CONFIDENCES.map((word) => [word, Count])) as Record<(typeof CONFIDENCES)[number], typeof Count>,
  ),
  places: Count,
  at: Spread,
  /** Ids of all machines that have it. */
  found: z.array(publicText()),
  rows: z.array(publicText()),
  /** The number of unmet requirements that count and have no other cause, over all machines. */
  rowsFreed: Count,
  /** The number of machines on which this is the only problem. */
  placesFreed: Count,
  /** The failed targets of its requirements, over all machines: machines of different regions may use different hosts. */
  targets: z.array(plainUrl()),
  fixes: z.array(FleetFix),
});
export type FleetCause = z.infer<typeof FleetCause>;

/** Machines with the same vantage, the same verdicts of counting requirements, and the same root causes. */
export const FleetPicture = z.strictObject({
  /** The id of the group: A, B, …; the largest group comes first. */
  id: publicText(),
  outcome: Outcome,
  places: Count,
  from: Vantage.nullable(),
  codes: z.array(publicText()),
  met: Count,
  unmet: Count,
  unknown: Count,
  at: Spread,
  /** The id of one of its machines. */
  example: publicText(),
});
export type FleetPicture = z.infer<typeof FleetPicture>;

export const FleetRow = z.strictObject({
  id: publicText(),
  /** The number of machines where the requirement counts and has this verdict. */
  met: Count,
  unmet: Count,
  unknown: Count,
  /** One entry per group, in the order of `pictures`; null if the requirement does not count there. */
  verdicts: z.array(VerdictWord.nullable()),
});
export type FleetRow = z.infer<typeof FleetRow>;

/** A kind of cause over all tickets. Names are masked by each bundle's own key, so only codes can be compared. */
export const TicketCause = z.strictObject({
  ...CauseCode.shape,
  severity: Severity,
  /** Ids of the tickets that have it by today's rules. */
  found: z.array(publicText()),
  /** The number of different keys, each of which is one installation. */
  keys: Count,
  /** The number of tickets on which each day; first and last say since when and until when. */
  days: z.array(z.strictObject({ day: publicText(), tickets: Count })),
  /** The number of tickets in which nothing else was found. */
  alone: Count,
  /** Who gets the letter about it; null if the user can fix it. */
  owner: Owner.nullable(),
  /** The number of tickets with each profile, largest first. */
  profiles: z.array(
    z.strictObject({ from: Vantage.nullable(), runner: RunnerKind.nullable(), region: regionName().nullable(), tickets: Count }),
  ),
  /** The number of bundles whose own report has it and today's rules do not, and the reverse. */
  onlyRecorded: Count,
  onlyToday: Count,
});
export type TicketCause = z.infer<typeof TicketCause>;

export const Fleet = z.strictObject({
  schema: z.literal(FLEET_SCHEMA),
  summary: z.strictObject({ outcome: Outcome, places: Count, pass: Count, fail: Count, inconclusive: Count, noResult: Count }),
  input: z.strictObject({
    files: Count,
    /** The number of results that a newer one of the same machine replaced. */
    older: Count,
    /** The number of results that were truncated and could partly be read. */
    cutShort: Count,
    /** The number of `COMPACT_MARK`s without a readable result after them. */
    lost: Count,
    /** The number of results whose characters changed in transit; only the part before the damage is read. */
    damaged: Count,
    /** The number of results in a form that this version does not know. */
    newer: Count,
    /** The number of results beyond the limits of a collection. */
    leftOut: Count,
    /** The number of partial collections that are truncated, damaged or of a newer version; absent if there are none. */
    partials: Count.optional(),
  }),
  measured: z.strictObject({ first: publicText(), last: publicText() }).nullable(),
  versions: z.array(z.strictObject({ version: publicText(), places: Count })),
  lists: z.array(z.strictObject({ version: publicText(), sha256: publicText(), places: Count })),
  warnings: z.array(z.enum(['different-keys', 'masked-and-bare', 'different-lists', 'shared-names'])),
  /** The request that leaves the most machines without a problem; null if no requirement has a single cause. */
  request: z.strictObject({ cause: publicText(), owner: Owner, text: freeText(), command: freeText().nullable() }).nullable(),
  causes: z.array(FleetCause),
  /** Bundles and reports in one table; absent if the collection has none. */
  tickets: z
    .strictObject({
      tickets: Count,
      keys: Count,
      causes: z.array(TicketCause),
      /** The letter that would have solved most tickets; null if none would. */
      letter: z.strictObject({ code: publicText(), owner: Owner, tickets: Count }).nullable(),
    })
    .optional(),
  /** The same by code only, because one kind of cause may have a different subject on each machine. */
  codes: z.array(z.strictObject({ code: publicText(), name: publicText(), subjects: Count, places: Count })),
  pictures: z.array(FleetPicture),
  rows: z.array(FleetRow),
  places: z.array(FleetPlace),
  /** Machines that the command was sent to and that returned no result. */
  noResult: z.array(z.strictObject({ instance: resourceName().nullable(), source: filePath(), why: publicText() })),
});
export type Fleet = z.infer<typeof Fleet>;
