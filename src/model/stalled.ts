/** Facts about this machine that go with an observation: for how long the program stood still, and what it tried before. */
import * as z from 'zod';
import { FailureKind } from './failure.ts';

/** This program did not run while it was measuring: stopped, asleep with the machine, or without a turn on the processor. */
export const Stalled = z.strictObject({
  ms: z.number().min(0),
  /** The longest of them. A process that only waits for the processor waits briefly, if often. */
  longestMs: z.number().min(0),
  /** What the program itself used of the processors in that time. */
  cpuMs: z.number().min(0),
});
export type Stalled = z.infer<typeof Stalled>;

/** An attempt that this machine spoiled. It was made again and proves nothing. */
export const SpoiledAttempt = z.strictObject({
  failure: FailureKind,
  durationMs: z.number().min(0),
  stalledMs: z.number().min(0),
});
export type SpoiledAttempt = z.infer<typeof SpoiledAttempt>;
