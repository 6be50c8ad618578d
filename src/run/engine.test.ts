import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Observation } from '../model/observation.ts';
import type { NewSessionEvent } from '../model/session.ts';
import { foldEvents, withoutOpenProbes } from '../session/index.ts';
import { log as eventsOf, observation, request, requirement, started } from '../session/testing/events.ts';
import { createEngine, type Engine } from './engine.ts';
import { continueLog, type SessionLog, startLog } from './log.ts';
import type { ProbePort } from './probe-port.ts';
import { observationWithoutAnswer } from './without-answer.ts';

const [HOST, OTHER] = ['a.example', 'b.example'];
const HOST_LOOK = { ...request(HOST), key: 'host', probe: 'host', target: { kind: 'host' } } as const;
const hostSeen = (log: Pick<SessionLog, 'nowMs' | 'wallClock'>): Observation =>
  observationWithoutAnswer({ observation: 'o1', request: HOST_LOOK, sinceMs: 0 }, log, { state: 'crashed', code: 'x' });

/** A walk that was killed at the management step, with one row measured and the other's probe running. */
const KILLED: readonly NewSessionEvent[] = [
  {
    type: 'profile-set',
    profile: { ...foldEvents(eventsOf()).profile, from: 'runner', symptom: 'browser' },
    requirements: [requirement('management.app', `https://${HOST}/`), requirement('management.api', `https://${OTHER}/`)],
  },
  { type: 'step-entered', step: 'symptom' },
  { type: 'answered', step: 'symptom', answer: 'browser', by: 'person' },
  { type: 'step-entered', step: 'management' },
  { type: 'sweep-started', requirements: ['management.app', 'management.api'], again: false },
  { type: 'observed', observation: hostSeen({ nowMs: () => 0, wallClock: () => '2026-11-23T12:00:01Z' }) },
  { type: 'probe-started', observation: 'o2', request: request(HOST) },
  { type: 'observed', observation: observation('o2', HOST) },
  { type: 'probe-started', observation: 'o3', request: request(OTHER, ['management.api']) },
];

describe('a resumed walk', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function resume(): { engine: Engine; log: SessionLog; made: string[] } {
    const clock = { nowMs: () => performance.now(), wallClock: () => '2026-11-24T08:00:00Z' };
    const log = continueLog(clock, withoutOpenProbes(eventsOf(...KILLED)));
    const made: string[] = [];
    const probes: ProbePort = {
      async run(asked, { observation: id }) {
        made.push(asked.key);
        return observationWithoutAnswer({ observation: id, request: asked, sinceMs: 0 }, log, { state: 'crashed', code: 'x' });
      },
      close: async () => {},
    };
    const rows = log.session.requirements;
    const engine = createEngine({ log, probes, rowsFor: () => [...rows], learn: () => {}, resumed: true });
    return { engine, log, made };
  }

  it('begins at the same step with the same answers and observations, and measures nothing', async () => {
    const { engine, log, made } = resume();
    await vi.advanceTimersByTimeAsync(10_000);
    const { guide, session, live } = engine.getState();
    expect([guide.at, guide.answers.symptom, live]).toEqual(['management', 'browser', null]);
    expect(session.observations.map(({ id }) => id)).toEqual(['o1', 'o2']);
    expect(made).toEqual([]);
    expect(log.events.at(-1)).toMatchObject({ type: 'resumed', at: '2026-11-24T08:00:00Z' });
    expect(log.events.map(({ seq }) => seq)).toEqual(log.events.map((_, index) => index + 1));
  });

  it('repeats the requests that were running when it ended, but none that was answered', async () => {
    const { engine, made } = resume();
    engine.dispatch({ type: 'next' });
    await vi.advanceTimersByTimeAsync(5000);
    const asked = made.filter((key) => key.startsWith('https '));
    expect(asked.some((key) => key.includes(OTHER))).toBe(true);
    expect(asked.filter((key) => key === request(HOST).key)).toEqual([]);
  });

  it('stops a watch before it measures anything else', async () => {
    const { engine, log } = resume();
    engine.watch(['management.app']);
    await vi.advanceTimersByTimeAsync(4000);
    expect(engine.getState().watch?.runs).toBeGreaterThan(0);
    engine.remeasure(['management.app']);
    await vi.advanceTimersByTimeAsync(1000);
    await engine.idle();
    expect(engine.getState().watch).toBeNull();
    const ends = log.events.flatMap(({ type }) => (type === 'watched' || type === 'sweep-ended' ? [type] : []));
    expect(ends.slice(-2)).toEqual(['watched', 'sweep-ended']);
  });
});

describe('a walk that begins', () => {
  /** The host facts arrive when `arrive` is called. */
  function begin() {
    const { promise, resolve: arrive } = Promise.withResolvers<void>();
    const clock = { nowMs: () => performance.now(), wallClock: () => '2026-11-24T08:00:00Z' };
    const log = startLog(clock, started);
    const made: string[] = [];
    const probes: ProbePort = {
      async run(asked, { observation: id }) {
        made.push(asked.probe);
        if (asked.probe === 'host') await promise;
        return observationWithoutAnswer({ observation: id, request: asked, sinceMs: 0 }, log, { state: 'crashed', code: 'x' });
      },
      close: async () => {},
    };
    const row = requirement('management.app', `https://${HOST}/`);
    log.append({ type: 'profile-set', profile: { ...log.session.profile, from: 'laptop' }, requirements: [row] });
    const engine = createEngine({ log, probes, rowsFor: () => [row], learn: () => {} });
    const seen: boolean[] = [];
    engine.subscribe(() => seen.push(engine.getState().live !== null));
    return { engine, made, arrive, seen };
  }

  it('reads the machine while the first question is open, and shows no measurement that a key would have to stop', async () => {
    const { engine, made, arrive, seen } = begin();
    expect([made, engine.getState().live, engine.getState().guide.at]).toEqual([['host'], null, 'symptom']);
    arrive();
    await engine.idle();
    expect([made, engine.getState().live]).toEqual([['host'], null]);
    expect(seen).not.toContain(true);
  });

  it('shows a measurement from the moment when a step waits for the facts of the machine until it ends', async () => {
    const { engine, made, arrive, seen } = begin();
    engine.remeasure(['management.app']);
    expect(engine.getState().live).not.toBeNull();
    engine.dispatch({ type: 'back' });
    arrive();
    await engine.idle();
    expect(made).toContain('https');
    expect(seen).toEqual(seen.toSorted((one, other) => Number(other) - Number(one)));
    expect(seen[0]).toBe(true);
  });
});
