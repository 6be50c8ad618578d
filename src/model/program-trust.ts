/**
 * Each kind of program has its own list of CAs, so a root that a browser trusts may be unknown to Java (docs/certificates.md). Only the
 * path of a list, its size and its result for one chain are kept, never its contents.
 */
import * as z from 'zod';
import { TrustResult } from './certificate.ts';
import type { Consumer } from './consumer.ts';
import { TrustFile } from './host-facts.ts';
import { publicText } from './privacy.ts';

/** In display order. `containers`: images have their own lists, which are not visible from here. */
export const TRUSTING_PROGRAMS = [
  'system',
  'go',
  'curl',
  'git',
  'vscode',
  'node',
  'npm',
  'python',
  'aws',
  'java',
  'jetbrains',
  'containers',
] as const;
export const TrustingProgram = z.enum(TRUSTING_PROGRAMS);
export type TrustingProgram = z.infer<typeof TrustingProgram>;

/** Consumers whose settings, not the system, decide their list. */
export const OWN_TRUST_LISTS: Partial<Record<Consumer, TrustingProgram>> = { git: 'git', jvm: 'jetbrains', vscode: 'vscode' };

/** One file or folder of a list. `not-pem`: a format that this tool cannot read; Java key stores can be read. */
export const TrustListFile = z.strictObject(TrustFile.omit({ variable: true }).shape);
export type TrustListFile = z.infer<typeof TrustListFile>;

/** One installation of a program: the files of its trust list, and whether the list trusts a chain. */
export const ProgramTrust = z.strictObject({
  program: TrustingProgram,
  /** The variable or setting that replaces or extends the program's default list; null: the default list. */
  decidedBy: publicText().nullable(),
  files: z.array(TrustListFile),
  /** `unknown`: no file of the list could be read, or none is visible from here. */
  vouches: TrustResult,
});
export type ProgramTrust = z.infer<typeof ProgramTrust>;
