/** A finding states one cause: what is wrong, the evidence, the consequences, and who can fix it. */
import * as z from 'zod';
import type { Shell } from './command/shell.ts';
import { FINDING_CODES, type FindingCode } from './finding-codes.ts';
import { freeText, publicText } from './privacy.ts';

export const OWNERS = ['you', 'network-team', 'aws-admin', 'gitpod'] as const;
export const Owner = z.enum(OWNERS);
export type Owner = z.infer<typeof Owner>;

/** `certain`: the evidence rules out other causes. `likely`: one alternative remains. `possible`: the evidence does not contradict it. */
export const CONFIDENCES = ['certain', 'likely', 'possible'] as const;
export const Confidence = z.enum(CONFIDENCES);
export type Confidence = z.infer<typeof Confidence>;

export const SEVERITIES = ['blocker', 'degraded', 'advice'] as const;
export const Severity = z.enum(SEVERITIES);
export type Severity = z.infer<typeof Severity>;

const Code = z.enum(FINDING_CODES as [FindingCode, ...FindingCode[]]);

export const Fix = z.strictObject({
  owner: Owner,
  /** Instructions, ready to send. */
  text: freeText(),
  /** A command or lines to paste; null if there are none. */
  command: freeText().nullable(),
  /** Requirements to measure again after the fix. */
  verify: z.array(publicText()),
});
export type Fix = z.infer<typeof Fix>;

export const Finding = z.strictObject({
  /** `f1…` in the order of the report. */
  id: publicText(),
  code: Code,
  name: publicText(),
  title: freeText(),
  /** The subject in one term, such as a host, a proxy, an issuer or a port. */
  subject: freeText(),
  why: freeText(),
  severity: Severity,
  confidence: Confidence,
  /** Null marks a root cause; otherwise code and id of the finding that explains this one. */
  causedBy: Code.nullable(),
  causedById: publicText().nullable(),
  /** Requirements that the finding explains, in catalogue order, and its observations. */
  requirements: z.array(publicText()),
  observations: z.array(publicText()),
  /** Sentences with the evidence, masked like all other text. */
  evidence: z.array(freeText()),
  fixes: z.array(Fix),
});
export type Finding = z.infer<typeof Finding>;

/** Notes, which need no action. */
export const Note = z.strictObject({ code: Code, name: publicText(), text: freeText() });
export type Note = z.infer<typeof Note>;

/** The result of diagnosing a session. */
export interface Diagnosis {
  verdicts: import('./verdict.ts').Verdict[];
  findings: Finding[];
  notes: Note[];
  /** The shell of the commands in its fixes; absent: a POSIX shell. */
  shell?: Shell;
}
