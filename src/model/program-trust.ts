/**
 * Each kind of program has its own list of authorities, so a root that a browser trusts may be unknown to Java
 * (research/network.md §6). Of a list only its place, its size and its answer to one chain are kept, never its contents.
 */
import * as z from 'zod';
import { TrustResult } from './certificate.ts';
import type { Consumer } from './consumer.ts';
import { TrustFile } from './host-facts.ts';
import { publicText } from './privacy.ts';

/** In the order in which people are told. `containers`: images carry lists of their own, which nobody sees from here. */
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

/** Consumers that keep a list of their own, which their settings and not the system's decide. */
export const OWN_LISTS: Partial<Record<Consumer, TrustingProgram>> = { git: 'git', jvm: 'jetbrains', vscode: 'vscode' };

/** One file or folder that is part of a list. `not-pem`: a form that cannot be read here; Java's key stores can. */
export const TrustListFile = z.strictObject(TrustFile.omit({ variable: true }).shape);
export type TrustListFile = z.infer<typeof TrustListFile>;

/** One installation of a program: what its list is made of, and whether a chain ends in it. */
export const ProgramTrust = z.strictObject({
  program: TrustingProgram,
  /** The variable or setting that replaces the program's usual list or adds to it; null: it has the usual one. */
  decidedBy: publicText().nullable(),
  files: z.array(TrustListFile),
  /** `unknown`: no file of the list could be read, or none can be seen from here. */
  vouches: TrustResult,
});
export type ProgramTrust = z.infer<typeof ProgramTrust>;
