/** The output of `check --json`, and `report.json` of a bundle. Field names are a contract (docs/contract.md). */
import * as z from 'zod';
import { Area } from './area.ts';
import { Comparison, Reassessment, UnmeasuredControl } from './comparison.ts';
import { Consumer } from './consumer.ts';
import { Finding, Note } from './finding.ts';
import { Observation } from './observation.ts';
import { accountId, plainUrl, publicText, regionName, resourceName } from './privacy.ts';
import { CatalogInfo, ToolInfo } from './provenance.ts';
import { RequirementLevel } from './requirement.ts';
import { RunnerKind, Vantage } from './vantage.ts';
import { VerdictWord } from './verdict.ts';

export const REPORT_SCHEMA = 'gitpod-doctor/report@1';

export const ReportRequirement = z.strictObject({
  id: publicText(),
  area: Area,
  title: publicText(),
  section: publicText(),
  endpoint: plainUrl(),
  level: RequirementLevel,
  counts: z.boolean(),
  neededFrom: z.array(Vantage),
  consumer: Consumer,
  tested: z.array(plainUrl()),
  verdict: VerdictWord,
  reason: publicText().nullable(),
  observations: z.array(publicText()),
});
export type ReportRequirement = z.infer<typeof ReportRequirement>;

export const Question = z.strictObject({ flag: publicText(), requirements: z.array(publicText()) });
export type Question = z.infer<typeof Question>;

export const Report = z.strictObject({
  schema: z.literal(REPORT_SCHEMA),
  tool: ToolInfo,
  /** The demo scenario; absent on a real network. */
  demo: publicText().optional(),
  catalog: CatalogInfo,
  profile: z.strictObject({
    from: Vantage.nullable(),
    fromIs: z.enum(['found', 'stated', 'unsure']),
    runner: RunnerKind.nullable(),
    regions: z.array(regionName()),
    account: accountId().nullable(),
    /** Absent: not named (`--place`). */
    place: resourceName().optional(),
  }),
  startedAt: publicText(),
  durationMs: z.number().min(0),
  /** The outcome, over the counting requirements. */
  summary: z.strictObject({
    outcome: z.enum(['pass', 'fail', 'inconclusive']),
    met: z.int().min(0),
    unmet: z.int().min(0),
    unknown: z.int().min(0),
    /** Unstated conditions that decide whether failed requirements count, with the flags that state them. Absent if there are none. */
    questions: z.array(Question).optional(),
  }),
  requirements: z.array(ReportRequirement),
  findings: z.array(Finding),
  notes: z.array(Note),
  observations: z.array(Observation),
  /** The comparison with the report of `--baseline`; absent if the option is not given. */
  comparison: Comparison.optional(),
  /** For `open`: differences between today's rules and the report in the bundle; absent if they agree. */
  thenAndNow: Reassessment.optional(),
  /** For `open`: controls that today's version would add for these causes; absent if the session has all of them. */
  notHeld: z.array(UnmeasuredControl).optional(),
});
export type Report = z.infer<typeof Report>;
