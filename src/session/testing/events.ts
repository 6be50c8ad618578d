/** Events and complete logs for tests: small, valid, and arbitrary for fast-check. */
import fc from 'fast-check';
import type { Observation } from '../../model/observation.ts';
import type { ProbeRequest } from '../../model/probe-request.ts';
import { DEFAULT_LIMITS, EMPTY_PROFILE, type Profile } from '../../model/profile.ts';
import type { Requirement } from '../../model/requirement.ts';
import type { NewSessionEvent, SessionEvent } from '../../model/session.ts';
import { urlTarget } from '../../model/target.ts';
import { PLAIN_REQUEST } from '../../model/testing/plain-request.ts';
import { stampEvent } from '../codec.ts';
import type { StartedEvent } from '../fold.ts';

export const started: StartedEvent = {
  type: 'session-started',
  seq: 1,
  atMs: 0,
  schema: 'gitpod-doctor/session@1',
  tool: { name: 'gitpod-doctor', version: '0.0.0' },
  startedAt: '2026-11-23T12:00:00Z',
  catalog: { version: '2026-11-23', source: 'https://example.com/access-requirements', sha256: '0'.repeat(64), overlay: null },
  limits: DEFAULT_LIMITS,
  demo: null,
};

export function request(host: string, requirements: string[] = ['management.app']): ProbeRequest {
  return {
    key: `https https://${host}/ via direct`,
    probe: 'https',
    target: urlTarget(`https://${host}/`),
    route: { via: 'direct' },
    ...PLAIN_REQUEST,
    requirements,
    trust: ['public'],
  };
}

export function observation(id: string, host: string, more: { requirements?: string[]; durationMs?: number } = {}): Observation {
  const { key, target, route, role, purpose, requirements, nameIsOurs } = request(host, more.requirements);
  return {
    probe: 'https',
    id,
    request: key,
    target,
    route,
    role,
    purpose,
    requirements,
    nameIsOurs,
    state: 'completed',
    cancelledBy: null,
    startedAt: '2026-11-23T12:00:01Z',
    startMs: 1,
    durationMs: more.durationMs ?? 5,
    phases: [],
    failure: { kind: 'tcp.refused', code: 'ECONNREFUSED', text: 'connect ECONNREFUSED' },
    unverifiedAnswer: null,
  };
}

export function requirement(id: string, url: string): Requirement {
  return {
    id,
    area: 'management',
    title: id,
    section: '—',
    endpoint: url,
    level: 'required',
    conditions: [],
    neededFrom: ['runner'],
    consumer: 'go',
    targets: [{ target: urlTarget(url), standsFor: null }],
    discovery: null,
    proof: { status: 'any', contentType: null, headers: [], extract: null, followRedirects: false, calibrated: null },
    missing: null,
    origin: 'document',
  };
}

/** Numbers and timestamps, one millisecond apart. */
export function log(...events: NewSessionEvent[]): [StartedEvent, ...SessionEvent[]] {
  return [started, ...events.map((event, index) => stampEvent(event, index + 2, index + 1))];
}

const row = fc.constantFrom('management.app', 'aws.ec2', 'releases.cli');
const rows = fc.uniqueArray(row);
const host = fc.constantFrom('a.example', 'b.example', 'c.example');
const observationId = fc.integer({ min: 1, max: 30 }).map((number) => `o${number}`);
const step = fc.constantFrom('where', 'gateway', 'advise/no-network');
const anyText = fc.string({ unit: 'binary', maxLength: 30 });

const profile: fc.Arbitrary<Profile> = fc
  .record({ regions: fc.uniqueArray(fc.constantFrom('us-east-1', 'eu-central-1')), note: fc.option(anyText) })
  .map((parts) => ({ ...EMPTY_PROFILE, ...parts }));

const requirements = fc
  .uniqueArray(fc.tuple(row, host), { selector: ([id]) => id })
  .map((pairs) => pairs.map(([id, name]) => requirement(id, `https://${name}/`)));

const newEvent: fc.Arbitrary<NewSessionEvent> = fc.oneof(
  fc.record({ type: fc.constant('profile-set' as const), profile, requirements }),
  fc.record({ type: fc.constant('step-entered' as const), step }),
  fc.record({ type: fc.constant('answered' as const), step, answer: anyText, by: fc.constantFrom('person' as const, 'auto' as const) }),
  fc.record({ type: fc.constant('went-back' as const), step }),
  fc.record({ type: fc.constant('step-skipped' as const), step, because: fc.constant('Measured already.') }),
  fc.record({ type: fc.constant('sweep-started' as const), requirements: rows, again: fc.boolean() }),
  fc
    .tuple(observationId, host, rows)
    .map(([id, name, ids]) => ({ type: 'probe-started' as const, observation: id, request: request(name, ids) })),
  fc.tuple(observationId, host, rows, fc.nat(100)).map(([id, name, ids, durationMs]) => ({
    type: 'observed' as const,
    observation: observation(id, name, { requirements: ids, durationMs }),
  })),
  fc.record({
    type: fc.constant('sweep-ended' as const),
    reason: fc.constantFrom('complete' as const, 'deadline' as const, 'cancelled' as const),
    notStarted: fc.array(anyText, { maxLength: 2 }),
    requirements: rows,
  }),
  fc.record({ type: fc.constant('watched' as const), requirements: rows, runs: fc.integer({ min: 1, max: 9 }), kept: fc.constant(1) }),
  fc.record({ type: fc.constant('resumed' as const), at: fc.constant('2026-11-23T13:00:00Z') }),
  fc.record({ type: fc.constant('fault' as const), text: anyText }),
);

/** Complete logs with events in any order that the types allow. */
export const anyLog: fc.Arbitrary<SessionEvent[]> = fc.array(newEvent, { maxLength: 40 }).map((events) => log(...events));
