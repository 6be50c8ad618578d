import { EMPTY_PROFILE } from '../model/profile.ts';
import type { Session, SessionEvent } from '../model/session.ts';
import { SessionBuilder } from './builder.ts';

export type StartedEvent = Extract<SessionEvent, { type: 'session-started' }>;

export function emptySession({ tool, startedAt, atMs, catalog, limits, demo, level }: StartedEvent): Session {
  return {
    tool,
    startedAt,
    durationMs: atMs,
    catalog,
    limits,
    demo,
    ...(level === undefined ? {} : { level }),
    baseline: null,
    profile: EMPTY_PROFILE,
    requirements: [],
    observations: [],
    requests: [],
    asked: new Set(),
    notStarted: new Map(),
    path: [],
    watches: [],
    faults: [],
  };
}

/** A log begins with `session-started`; `decodeLog` guarantees it. */
export function foldEvents(events: readonly SessionEvent[]): Session {
  const [first, ...rest] = events;
  if (first?.type !== 'session-started') throw new TypeError('a session log begins with session-started');
  const builder = SessionBuilder.from(emptySession(first));
  for (const event of rest) builder.apply(event);
  return builder.snapshot();
}

/** The builder of the newest snapshot, so that a growing log is not indexed again for each event. */
const builders = new WeakMap<Session, SessionBuilder>();

/** The session after one more event. The given session is unchanged. */
export function applyEvent(session: Session, event: SessionEvent): Session {
  const builder = builders.get(session) ?? SessionBuilder.from(session);
  // A second event for the same session starts from the session and not from this builder.
  builders.delete(session);
  const next = builder.apply(event).snapshot();
  builders.set(next, builder);
  return next;
}

/** Removes the start events of probes without an observation, so that the plan requests them again. */
export function withoutOpenProbes(events: readonly SessionEvent[]): SessionEvent[] {
  const left: SessionEvent[] = [];
  const answered = new Set<string>();
  for (const event of events.toReversed()) {
    if (event.type === 'observed') answered.add(event.observation.id);
    // Each answer belongs to the last start before it.
    if (event.type === 'probe-started' && !answered.delete(event.observation)) continue;
    left.push(event);
  }
  return left.reverse();
}
