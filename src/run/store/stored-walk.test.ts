import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { NewSessionEvent } from '../../model/session.ts';
import { encodeEvent } from '../../session/index.ts';
import { log, observation, request, started } from '../../session/testing/events.ts';
import { demoScenarioOf, lastSession, lastWalk } from './stored-walk.ts';

const WALK: readonly NewSessionEvent[] = [
  { type: 'step-entered', step: 'symptom' },
  { type: 'answered', step: 'symptom', answer: 'browser', by: 'person' },
  { type: 'probe-started', observation: 'o1', request: request('a.example') },
  { type: 'observed', observation: observation('o1', 'a.example') },
];
const SWEEP: readonly NewSessionEvent[] = [{ type: 'sweep-started', requirements: [], again: false }];

describe('the last walk', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'stored-walk-'));
    mkdirSync(join(folder, 'sessions'), { mode: 0o700 });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function store(name: string, events: readonly NewSessionEvent[], demo: string | null = null): string {
    const path = join(folder, 'sessions', `${name}.jsonl`);
    const [, ...rest] = log(...events);
    writeFileSync(path, [{ ...started, demo }, ...rest].map((event) => `${encodeEvent(event)}\n`).join(''));
    return path;
  }
  const found = (demo?: string) => {
    const walk = lastWalk(folder, demo);
    return walk === null || 'problem' in walk ? walk : { events: walk.events.length, damaged: walk.damaged };
  };

  it('is missing when there is no folder or only sweeps are stored', () => {
    expect(lastWalk(join(folder, 'nowhere'))).toBeNull();
    store('20261124T010000Z-a', SWEEP);
    expect(found()).toBeNull();
  });

  it('is the newest walk with an answered question, not a sweep or a walk without answers', () => {
    store('20261124T010000Z-a', [...WALK, ...WALK]);
    store('20261124T020000Z-b', WALK);
    store('20261124T030000Z-c', SWEEP);
    store('20261124T040000Z-d', WALK.slice(0, 1));
    expect(found()).toEqual({ events: 5, damaged: 0 });
  });

  it('is the newest walk of the given scenario', () => {
    store('20261124T010000Z-a', [...WALK, ...SWEEP], 'port-refused');
    store('20261124T020000Z-b', WALK, 'healthy');
    expect(found('port-refused')).toEqual({ events: 6, damaged: 0 });
    expect(found('name-not-found')).toBeNull();
  });

  it('is a real session rather than a newer demo, unless a scenario is given', () => {
    const scenarioOf = (demo?: string) => {
      const last = lastSession(folder, demo);
      return last === null || 'problem' in last ? last : demoScenarioOf(last.events);
    };
    store('20261124T020000Z-b', WALK, 'healthy');
    expect(scenarioOf()).toBe('healthy');
    store('20261124T010000Z-a', [...WALK, ...SWEEP]);
    expect(scenarioOf()).toBeNull();
    expect(scenarioOf('healthy')).toBe('healthy');
    expect(lastSession(folder, 'port-refused')).toBeNull();
  });

  it('is treated as intact when only its last line is incomplete', () => {
    appendFileSync(store('20261124T010000Z-a', WALK), '{"type":"answered","st');
    expect(found()).toEqual({ events: 5, damaged: 0 });
  });

  it('is treated as damaged when a line before the last one is unreadable', () => {
    appendFileSync(store('20261124T010000Z-a', WALK), 'noise\n');
    expect(found()).toEqual({ events: 5, damaged: 1 });
  });

  it('is treated as intact when it ended while a request was running', () => {
    store('20261124T010000Z-a', [...WALK, { type: 'probe-started', observation: 'o2', request: request('b.example') }]);
    expect(found()).toEqual({ events: 5, damaged: 0 });
  });

  it('is refused when a newer version wrote it', () => {
    writeFileSync(join(folder, 'sessions', '20261124T010000Z-a.jsonl'), '{"type":"session-started","schema":"gitpod-doctor/session@2"}\n');
    expect(found()).toEqual({ problem: 'The last stored session was written by a newer version (gitpod-doctor/session@2).' });
  });
});
