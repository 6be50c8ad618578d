/** How this machine disturbed an observation: how long this process did not run, and attempts that failed for a local reason. */
import * as z from 'zod';
import { FailureKind } from './failure.ts';

/** How long this process did not run while measuring: stopped, asleep with the machine, or waiting for the processor. */
export const ProcessStall = z.strictObject({
  ms: z.number().min(0),
  /** The longest stall. A process that waits for the processor has many short stalls. */
  longestMs: z.number().min(0),
  /** CPU time of this process during the measurement. */
  cpuMs: z.number().min(0),
});
export type ProcessStall = z.infer<typeof ProcessStall>;

/** An attempt that failed because of this machine. It was retried and proves nothing. */
export const SpoiledAttempt = z.strictObject({
  failure: FailureKind,
  durationMs: z.number().min(0),
  stalledMs: z.number().min(0),
});
export type SpoiledAttempt = z.infer<typeof SpoiledAttempt>;
