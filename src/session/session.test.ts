import { describe, expect, it } from 'vitest';
import type { SessionEvent } from '../model/session.ts';
import { schemaVersionOf, upgradeEvent } from './codec.ts';
import { foldEvents } from './fold.ts';
import { decodeLog, encodeEvent } from './index.ts';

const started: Extract<SessionEvent, { type: 'session-started' }> = {
  type: 'session-started',
  seq: 1,
  atMs: 0,
  schema: 'gitpod-doctor/session@1',
  tool: { name: 'gitpod-doctor', version: '1.0.0' },
  startedAt: '2026-11-23T10:00:00Z',
  catalog: { version: '1', source: 'https://example.com/', sha256: '00', overlay: null },
  limits: { stageMs: 4000, dnsMs: 2000, deadlineMs: 20_000, concurrency: 32, proxyConcurrency: 8 },
  demo: null,
};

describe('a session log', () => {
  it('is refused without the first event, because a log that begins in the middle cannot be diagnosed', () => {
    expect(() => foldEvents([])).toThrow(TypeError);
    expect(() => foldEvents([{ type: 'fault', seq: 1, atMs: 0, text: 'x' }])).toThrow(TypeError);
  });

  it('is not affected by a second start event', () => {
    const again: SessionEvent = { ...started, seq: 2, atMs: 5, startedAt: '2030-01-01T00:00:00Z' };
    expect(foldEvents([started, again])).toMatchObject({ startedAt: started.startedAt, durationMs: 5 });
  });

  it('keeps the baseline and the internal errors', () => {
    const baseline = { startedAt: '2026-11-20T10:00:00Z', verdicts: [], answered: ['35.171.240.32'], hosts: [] };
    const session = foldEvents([
      started,
      { type: 'baseline-set', seq: 2, atMs: 1, baseline },
      { type: 'fault', seq: 3, atMs: 2, text: 'a screen broke' },
    ]);
    expect(session).toMatchObject({ baseline, faults: ['a screen broke'] });
  });

  it('distinguishes requirements that a deadline cancelled from those that the user skipped, until they are requested again', () => {
    const ended = (reason: 'deadline' | 'cancelled', seq: number): SessionEvent => ({
      type: 'sweep-ended',
      seq,
      atMs: seq,
      reason,
      notStarted: [],
      requirements: [reason],
    });
    const left = foldEvents([started, ended('deadline', 2), ended('cancelled', 3)]);
    expect([...left.notStarted]).toEqual([
      ['deadline', 'deadline'],
      ['cancelled', 'cancelled'],
    ]);
    const asked = foldEvents([
      started,
      ended('deadline', 2),
      { type: 'sweep-started', seq: 3, atMs: 3, requirements: ['deadline'], again: true },
    ]);
    expect([...asked.notStarted]).toEqual([]);
  });
});

describe('the version of a session log', () => {
  it('is read from the first line only', () => {
    expect(schemaVersionOf(started)).toBe(1);
    for (const line of [null, 'text', {}, { schema: 'gitpod-doctor/report@1' }, { schema: 7 }]) expect(schemaVersionOf(line)).toBe(null);
  });

  it('stays unchanged when it is current, or when no upgrade exists', () => {
    expect(upgradeEvent(started, 1)).toBe(started);
    expect(upgradeEvent(started, 0)).toBe(started);
  });

  it('is reported as missing in an empty file or in other text', () => {
    for (const text of ['', '\n\n', 'not json', '{"type":"fault"}', `${encodeEvent({ type: 'fault', seq: 1, atMs: 0, text: 'x' })}\n`]) {
      const decoded = decodeLog(text);
      expect('events' in decoded && decoded.problems.length > 0 && decoded.events.length === 0).toBe(true);
    }
  });
});
