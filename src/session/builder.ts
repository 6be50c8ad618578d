/**
 * Folds events into a session, one by one. A snapshot costs nothing: it shares its collections with the builder, which copies a collection
 * when the next event changes it. A sweep of thousands of observations is therefore linear, and every snapshot is immutable.
 */
import type { Observation } from '../model/observation.ts';
import type { ProbeRequest } from '../model/probe-request.ts';
import type { Requirement } from '../model/requirement.ts';
import type { PathEntry, Session, SessionEvent, SessionEventType } from '../model/session.ts';
import { sortedJson } from '../model/sorted-json.ts';
import { placeObservation } from './observation-order.ts';

interface Collections {
  observations: Observation[];
  requests: ProbeRequest[];
  asked: Set<string>;
  notStarted: Map<string, 'deadline' | 'cancelled'>;
  path: PathEntry[];
  watches: Session['watches'][number][];
  faults: string[];
}
type CollectionName = keyof Collections;

/** The collections that an event changes. */
const TOUCHES = {
  'session-started': [],
  // Observations and requests are replaced by filtered copies, so the shared lists are not changed.
  'profile-set': ['notStarted'],
  'baseline-set': [],
  'step-entered': ['path'],
  answered: ['path'],
  'went-back': ['path'],
  'step-skipped': ['path'],
  'sweep-started': ['asked', 'notStarted'],
  'probe-started': ['requests'],
  observed: ['observations'],
  'sweep-ended': ['notStarted'],
  watched: ['watches'],
  resumed: [],
  fault: ['faults'],
} as const satisfies Record<SessionEventType, readonly CollectionName[]>;

export class SessionBuilder {
  #scalars: Omit<Session, CollectionName>;
  #own: Collections;
  #shared: Set<CollectionName>;
  /** The position of each request by its key, built on demand. */
  #requestAt: Map<string, number> | null = null;

  private constructor(session: Session) {
    const { observations, requests, asked, notStarted, path, watches, faults, ...scalars } = session;
    this.#scalars = scalars;
    // The collection is shared, so it is copied before the first write.
    this.#own = { observations, requests, asked, notStarted, path, watches, faults } as Collections;
    this.#shared = new Set(COLLECTION_NAMES);
  }

  static from(session: Session): SessionBuilder {
    return new SessionBuilder(session);
  }

  snapshot(): Session {
    this.#shared = new Set(COLLECTION_NAMES);
    return { ...this.#scalars, ...this.#own };
  }

  apply(event: SessionEvent): this {
    for (const name of TOUCHES[event.type]) this.#makeOwn(name);
    this.#scalars = { ...this.#scalars, durationMs: Math.max(this.#scalars.durationMs, event.atMs) };
    this.#write(event);
    return this;
  }

  #write(event: SessionEvent): void {
    const own = this.#own;
    switch (event.type) {
      case 'session-started':
        // A session begins once; a second start is ignored.
        return;
      case 'profile-set':
        this.#setProfile(event);
        return;
      case 'baseline-set':
        this.#scalars = { ...this.#scalars, baseline: event.baseline };
        return;
      case 'step-entered':
      case 'answered':
      case 'went-back':
      case 'step-skipped':
        own.path.push(pathEntry(event));
        return;
      case 'sweep-started':
        for (const id of event.requirements) {
          own.asked.add(id);
          own.notStarted.delete(id);
        }
        return;
      case 'probe-started':
        this.#placeRequest(event.request);
        return;
      case 'observed':
        placeObservation(own.observations, event.observation);
        return;
      case 'sweep-ended':
        this.#scalars = withEnd(this.#scalars, event);
        if (event.reason !== 'complete') for (const id of event.requirements) own.notStarted.set(id, event.reason);
        return;
      case 'watched': {
        const { requirements, runs, kept } = event;
        own.watches.push({ requirements, runs, kept });
        return;
      }
      case 'resumed':
        return;
      case 'fault':
        own.faults.push(event.text);
        return;
    }
  }

  /** Drops measurements of requirements with new targets from the session; the log keeps them. */
  #setProfile({ profile, requirements }: Extract<SessionEvent, { type: 'profile-set' }>): void {
    const rows = supersededRows(this.#scalars.requirements, requirements);
    this.#scalars = { ...this.#scalars, profile, requirements };
    if (rows.size === 0) return;
    const own = this.#own;
    own.observations = own.observations.filter((observation) => !servesOnly(rows, observation));
    own.requests = own.requests.filter((request) => !servesOnly(rows, request));
    this.#requestAt = null;
    for (const id of rows) own.notStarted.delete(id);
  }

  #placeRequest(request: ProbeRequest): void {
    const { requests } = this.#own;
    this.#requestAt ??= new Map(requests.map(({ key }, index) => [key, index]));
    const index = this.#requestAt.get(request.key) ?? requests.length;
    this.#requestAt.set(request.key, index);
    requests[index] = request;
  }

  #makeOwn(name: CollectionName): void {
    if (!this.#shared.delete(name)) return;
    const own = this.#own;
    switch (name) {
      case 'asked':
        own.asked = new Set(own.asked);
        return;
      case 'notStarted':
        own.notStarted = new Map(own.notStarted);
        return;
      default:
        Object.assign(own, { [name]: [...own[name]] });
    }
  }
}

const COLLECTION_NAMES: readonly CollectionName[] = ['observations', 'requests', 'asked', 'notStarted', 'path', 'watches', 'faults'];

/** The outcome of the last sweep replaces the previous one. */
function withEnd<S extends Pick<Session, 'deadlineMs' | 'controlsLeft'>>(
  { deadlineMs: _, controlsLeft: __, ...scalars }: S,
  { reason, deadlineMs, controls = [] }: Extract<SessionEvent, { type: 'sweep-ended' }>,
) {
  return {
    ...scalars,
    ...(deadlineMs === undefined ? {} : { deadlineMs }),
    ...(reason === 'deadline' && controls.length > 0 ? { controlsLeft: controls } : {}),
  };
}

type PathEvent = Extract<SessionEvent, { type: 'step-entered' | 'answered' | 'went-back' | 'step-skipped' }>;

/** One line of the walk in the log. */
function pathEntry(event: PathEvent): PathEntry {
  const { step, atMs } = event;
  switch (event.type) {
    case 'step-entered':
      return { step, action: 'entered', detail: null, by: null, atMs };
    case 'answered':
      return { step, action: 'answered', detail: event.answer, by: event.by, atMs };
    case 'went-back':
      return { step, action: 'went-back', detail: null, by: null, atMs };
    case 'step-skipped':
      return { step, action: 'skipped', detail: event.because, by: null, atMs };
  }
}

/** Ids of requirements that are gone or have other targets. */
function supersededRows(before: readonly Requirement[], after: readonly Requirement[]): ReadonlySet<string> {
  const aims = new Map(after.map((row) => [row.id, aim(row)]));
  return new Set(before.filter((row) => aims.get(row.id) !== aim(row)).map((row) => row.id));
}

/** Whether all requirements of the request are superseded. */
function servesOnly(rows: ReadonlySet<string>, { requirements }: { requirements: readonly string[] }): boolean {
  return requirements.length > 0 && requirements.every((id) => rows.has(id));
}

function aim({ targets, discovery, proof, consumer }: Requirement): string {
  return sortedJson([targets, discovery, proof, consumer]);
}
