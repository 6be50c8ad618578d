/** `match-error --json`: the meaning of a pasted message, without the message itself. */
import * as z from 'zod';
import { FAILURE_KINDS } from './failure.ts';
import { CONFIDENCES } from './finding.ts';
import { FINDINGS } from './finding-codes.ts';
import { hostName, publicText } from './privacy.ts';
import { SYMPTOMS } from './profile-words.ts';

/**
 * `aws` and `ssh`: the connection works, and the other side refuses for its own reason. `disk`: this machine is out of space, which stops
 * downloads and is not about a network.
 */
export const ERROR_LAYERS = ['dns', 'tcp', 'tunnel', 'tls', 'http', 'udp', 'aws', 'ssh', 'disk'] as const;
export type ErrorLayer = (typeof ERROR_LAYERS)[number];

export const ErrorMatch = z.strictObject({
  layer: z.enum(ERROR_LAYERS),
  /** The host in the message, without the rest of its URL; null if it contains none. */
  host: hostName().nullable(),
  /** Possible findings, most likely first. */
  findings: z.array(z.enum(Object.values(FINDINGS))),
  /** The symptom whose guided walk measures this failure. */
  symptom: z.enum(SYMPTOMS),
  /** The matching dictionary entry. */
  entry: publicText(),
  program: publicText(),
  /** The program and version that printed it when the dictionary entry was written. */
  seen: publicText(),
  /** The side that failed. */
  peer: z.enum(['target', 'proxy']),
  /** The failure kind; null for refusals by AWS or ssh. */
  kind: z.enum(FAILURE_KINDS).nullable(),
  /** What the message proves, in plain words; null if the kind already says this. */
  means: publicText().nullable(),
  /**
   * How clear the text is. `certain`: words of one program. `likely`: words that several programs share or that leave the stage open.
   * `possible`: single words only hint at a layer.
   */
  confidence: z.enum(CONFIDENCES),
  /** The matched words as the dictionary spells them, without the text between them. */
  words: publicText(),
});
export type ErrorMatch = z.infer<typeof ErrorMatch>;

export const ErrorReport = z.strictObject({ schema: z.literal('gitpod-doctor/match-error@1'), matches: z.array(ErrorMatch) });
export type ErrorReport = z.infer<typeof ErrorReport>;
