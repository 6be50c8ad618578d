/** `match-error --json`: what a pasted message says. The message itself is no part of it. */
import * as z from 'zod';
import { FAILURE_KINDS } from './failure.ts';
import { CONFIDENCES } from './finding.ts';
import { FINDINGS } from './finding-codes.ts';
import { hostName, publicText } from './privacy.ts';
import { SYMPTOMS } from './profile-words.ts';

/**
 * `aws` and `ssh`: the connection works and the far end refuses for a reason of its own. `disk`: this machine has no room left,
 * which stops programs that fetch something and has nothing to do with a network.
 */
export const ERROR_LAYERS = ['dns', 'tcp', 'tunnel', 'tls', 'http', 'udp', 'aws', 'ssh', 'disk'] as const;
export type ErrorLayer = (typeof ERROR_LAYERS)[number];

export const ErrorMatch = z.strictObject({
  layer: z.enum(ERROR_LAYERS),
  /** The host that the message speaks of, never more of a URL than that; null if it names none. */
  host: hostName().nullable(),
  /** What it can turn out to be, the likeliest first. */
  findings: z.array(z.enum(Object.values(FINDINGS))),
  /** The walk that measures it. */
  symptom: z.enum(SYMPTOMS),
  /** The entry of the dictionary that fits. */
  entry: publicText(),
  program: publicText(),
  /** Program and version that were seen to print it. */
  seen: publicText(),
  /** Which far end failed. */
  peer: z.enum(['target', 'proxy']),
  /** The failure in our vocabulary; null for what AWS or ssh refuse. */
  kind: z.enum(FAILURE_KINDS).nullable(),
  /** What the message proves, in plain words; null where the kind says it all. */
  means: publicText().nullable(),
  /**
   * How surely the text says that. `certain`: a program's own words. `likely`: words that leave open at which stage it failed, or
   * that many programs share. `possible`: nothing is recognised, and single words hint at a layer.
   */
  confidence: z.enum(CONFIDENCES),
  /** The words that decided, as the dictionary has them; what stands between them in the text is left out. */
  words: publicText(),
});
export type ErrorMatch = z.infer<typeof ErrorMatch>;

export const ErrorReport = z.strictObject({ schema: z.literal('gitpod-doctor/match-error@1'), matches: z.array(ErrorMatch) });
export type ErrorReport = z.infer<typeof ErrorReport>;
