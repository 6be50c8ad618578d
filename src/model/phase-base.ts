/** Fields of every phase. */
import * as z from 'zod';

export const phaseBase = {
  /** Milliseconds since the sweep began, and the duration; never negative. */
  startMs: z.number().min(0),
  durationMs: z.number().min(0),
  ok: z.boolean(),
  /**
   * The hop of a redirect chain; 0 is the target itself. The schema limits the number, because code counts up to it; probes follow five
   * redirects.
   */
  hop: z.int().min(0).max(100),
  /** The other end of this phase: the target, or the proxy in front of it. */
  peer: z.enum(['target', 'proxy']),
};
