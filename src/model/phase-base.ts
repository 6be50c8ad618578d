/** What every phase says about itself. */
import * as z from 'zod';

export const phaseBase = {
  /** Milliseconds since the sweep began, and how long it took; never negative. */
  startMs: z.number().min(0),
  durationMs: z.number().min(0),
  ok: z.boolean(),
  /** Which hop of a redirect chain this is; 0 is the target itself. Bounded, since it is counted up to; we follow five. */
  hop: z.int().min(0).max(100),
  /** The far end of this phase: the target, or the proxy on the way to it. */
  peer: z.enum(['target', 'proxy']),
};
