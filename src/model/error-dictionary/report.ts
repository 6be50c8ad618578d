/** `match-error --json`: what a pasted message says. The message itself is no part of it. */
import * as z from 'zod';
import { FAILURE_KINDS } from '../failure.ts';
import { FINDINGS } from '../finding-codes.ts';
import { hostName, publicText } from '../privacy.ts';
import { SYMPTOMS } from '../profile-words.ts';

/** `aws` and `ssh`: the connection stands and the far end refuses for a reason of its own. */
export const ERROR_LAYERS = ['dns', 'tcp', 'tunnel', 'tls', 'http', 'udp', 'aws', 'ssh'] as const;
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
});
export type ErrorMatch = z.infer<typeof ErrorMatch>;

export const ErrorReport = z.strictObject({ schema: z.literal('gitpod-doctor/match-error@1'), matches: z.array(ErrorMatch) });
export type ErrorReport = z.infer<typeof ErrorReport>;
