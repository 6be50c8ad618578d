/** A log that ended in the middle of a sweep, made ready to go on. */
import type { SessionEvent } from '../model/session.ts';

/**
 * The log without the beginnings of probes that never told what they saw: their questions are open again, and the plan
 * asks them anew.
 */
export function withoutOpenProbes(events: readonly SessionEvent[]): SessionEvent[] {
  const left: SessionEvent[] = [];
  const answered = new Set<string>();
  for (const event of events.toReversed()) {
    if (event.type === 'observed') answered.add(event.observation.id);
    // Each answer belongs to the last beginning before it.
    if (event.type === 'probe-started' && !answered.delete(event.observation)) continue;
    left.push(event);
  }
  return left.reverse();
}
