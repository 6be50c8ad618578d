/** Sessions recorded in the lab: the current rules must give the recorded result for any order of the observations. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { publicHosts } from '../../src/catalog/public-hosts.ts';
import { diagnose } from '../../src/diagnosis/index.ts';
import { buildReport, exitCodeOf } from '../../src/documents/report/report.ts';
import type { Diagnosis } from '../../src/model/finding.ts';
import { type Session, SessionEvent } from '../../src/model/session.ts';
import { createRedactor } from '../../src/redact/index.ts';
import { decodeLog, encodeEvent, foldEvents } from '../../src/session/index.ts';
import { FROM_THE_FUTURE, goldenLog, goldenSessions } from '../support/golden-session.ts';
import { recordedWalk, stepsToAll } from '../support/recorded-walk.ts';

const SESSIONS = goldenSessions();

/** Without the wording: names in it are masked, or in another order. */
function gist({ verdicts, findings, notes }: Diagnosis) {
  const codes = new Map(findings.map(({ id, code }) => [id, code]));
  return {
    verdicts: verdicts.map(({ requirement, verdict, reason, counts }) => ({ requirement, verdict, reason, counts })),
    findings: findings
      .map(({ code, confidence, severity, causedById, requirements, observations }) => ({
        code,
        confidence,
        severity,
        causedBy: causedById === null ? null : codes.get(causedById),
        requirements,
        observations: [...observations].sort(),
      }))
      .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
    notes: notes.map(({ code }) => code),
  };
}

describe.each(SESSIONS)('$name', ({ events, expected }) => {
  const session = foldEvents(events);
  const diagnosis = diagnose(session);

  it('has exactly the recorded causes, with the same confidence', () => {
    const roots = diagnosis.findings.filter(({ causedBy }) => causedBy === null);
    expect(roots.map(({ name, confidence }) => ({ name, confidence }))).toEqual(expected.causes);
  });

  it('has the recorded verdicts', () => {
    expect(buildReport(session, diagnosis).summary).toEqual(expected.summary);
  });

  it('has the same diagnosis for any order of observations', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...session.observations], { minLength: session.observations.length }), (observations) => {
        expect(gist(diagnose({ ...session, observations }))).toEqual(gist(diagnosis));
      }),
      { numRuns: 4 },
    );
    expect(gist(diagnose(foldEvents(inAnotherOrder(events))))).toEqual(gist(diagnosis));
  });

  it('has the same diagnosis after its names are masked', () => {
    const redactor = createRedactor({
      level: 'standard',
      key: new Uint8Array(32).fill(7),
      publicNames: publicHosts(session.profile.regions),
      secrets: [],
    });
    for (const event of events) redactor.learn(SessionEvent, event);
    const masked = foldEvents(events.map((event) => redactor.value(SessionEvent, event)));
    expect(gist(diagnose(masked))).toEqual(gist(diagnosis));
  });

  it('reaches every cause in the recorded number of guide steps', () => {
    const walk = recordedWalk(session, expected.guide.symptom);
    expect(walk.ended).toBe(true);
    expect(
      stepsToAll(
        walk,
        expected.causes.map(({ name }) => name),
      ),
    ).toBe(expected.guide.steps);
  });

  it('is rebuilt from its log byte for byte', () => {
    const text = events.map((event) => `${encodeEvent(event)}\n`).join('');
    expect(decodeLog(text)).toEqual({ events, problems: [] });
  });
});

/** The last answer first; requests stay at the beginning. */
function inAnotherOrder(events: readonly SessionEvent[]): SessionEvent[] {
  const answers = events.filter(({ type }) => type === 'observed').reverse();
  return events.map((event) => (event.type === 'observed' ? { ...(answers.shift() ?? event), seq: event.seq } : event));
}

describe('the recorded sessions together', () => {
  it('cover every outcome', () => {
    const outcomes = new Set(SESSIONS.map(({ events }) => exitOf(foldEvents(events))));
    expect([...outcomes].sort()).toEqual([0, 1, 3]);
  });

  it('reveal nothing about the machine on which they were recorded', () => {
    for (const { events } of SESSIONS) {
      const text = JSON.stringify(events);
      expect(text).not.toMatch(/\/tmp\/|\/root|gitpod-doctor-lab/);
      expect(text).toContain('"startedAt":"2026-01-05T09:00:00.000Z"');
    }
  });
});

function exitOf(session: Session): number {
  return exitCodeOf(buildReport(session, diagnose(session)));
}

describe('a log from a future version', () => {
  it('is refused with its version, and none of its content is used', () => {
    expect(decodeLog(goldenLog(FROM_THE_FUTURE))).toEqual({ newer: 'gitpod-doctor/session@7' });
  });
});
