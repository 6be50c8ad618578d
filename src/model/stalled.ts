/** Facts about this machine for an observation: how long this process did not run, and its earlier attempts. */
import * as z from 'zod';
import { FailureKind } from './failure.ts';

/** This process did not run while it was measuring: stopped, asleep with the machine, or waiting for the processor. */
export const Stalled = z.strictObject({
  ms: z.number().min(0),
  /** The longest stall. A process that only waits for the processor waits briefly, if often. */
  longestMs: z.number().min(0),
  /** The processor time of this process in that time. */
  cpuMs: z.number().min(0),
});
export type Stalled = z.infer<typeof Stalled>;

/** An attempt that this machine spoiled. It was retried and proves nothing. */
export const SpoiledAttempt = z.strictObject({
  failure: FailureKind,
  durationMs: z.number().min(0),
  stalledMs: z.number().min(0),
});
export type SpoiledAttempt = z.infer<typeof SpoiledAttempt>;
