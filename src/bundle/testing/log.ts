/** Makes a log that folds to a given session, and the input of its bundle. For tests. */
import { diagnose } from '../../diagnosis/index.ts';
import { buildReport } from '../../documents/report/report.ts';
import type { NewSessionEvent, Session, SessionEvent } from '../../model/session.ts';
import { createRedactor, type RedactorOptions } from '../../redact/index.ts';
import { foldEvents, stampEvent } from '../../session/index.ts';
import type { BundleInput } from '../build.ts';

export function logOf(session: Session): SessionEvent[] {
  const { tool, startedAt, catalog, limits, demo, profile, requirements, observations, requests, asked, notStarted } = session;
  const events: NewSessionEvent[] = [
    { type: 'session-started', schema: 'gitpod-doctor/session@1', tool, startedAt, catalog, limits, demo },
    { type: 'profile-set', profile, requirements: [...requirements] },
    { type: 'step-entered', step: 'symptom' },
    { type: 'answered', step: 'symptom', answer: 'whole-list', by: 'person' },
    { type: 'sweep-started', requirements: [...asked], again: false },
    ...requests.map((request, index): NewSessionEvent => ({ type: 'probe-started', observation: `o${index + 1}`, request })),
    ...observations.map((observation): NewSessionEvent => ({ type: 'observed', observation })),
    { type: 'sweep-ended', reason: 'complete', notStarted: [], requirements: [...notStarted.keys()] },
  ];
  return events.map((event, index) => stampEvent(event, index + 1, index + 1 === events.length ? session.durationMs : 0));
}

export function testRedactor(options: Partial<RedactorOptions> = {}) {
  return createRedactor({ level: 'standard', key: new Uint8Array(32).fill(7), publicNames: ['app.gitpod.io'], secrets: [], ...options });
}

/** The program of the test sessions' version, on a machine one hour east of UTC. */
export const WRITTEN_BY = { program: { version: '0.0.0', commit: null, rulesSha256: null }, utcOffsetMinutes: 60 };

export function bundleInput(session: Session, redactor = testRedactor()): BundleInput {
  const events = logOf(session);
  const folded = foldEvents(events);
  const createdAt = '2026-11-23T12:00:00Z';
  return {
    events,
    report: buildReport(folded, diagnose(folded)),
    redactor,
    createdAt,
    name: 'gitpod-doctor-20261123T120000Z-1a2b3c4d',
    consent: { how: 'flag', at: createdAt },
    ...WRITTEN_BY,
  };
}
