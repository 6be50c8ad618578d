import { createServer, type Server, Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { diagnose } from '../../diagnosis/index.ts';
import type { Observation } from '../../model/observation.ts';
import type { Session, SessionEvent } from '../../model/session.ts';
import { foldEvents } from '../../session/index.ts';
import { log as eventsOf, observation, request, requirement } from '../../session/testing/events.ts';
import { continueLog, type SessionLog } from '../log.ts';
import type { ProbeContext, ProbePort } from '../probe-port.ts';
import { observationWithoutAnswer } from '../without-answer.ts';
import { finishRuns, type KeptRuns, MAX_CHANGES, NO_RUNS, recordRun } from './kept-runs.ts';
import { MAX_INTERVAL_MS, MIN_INTERVAL_MS, nextInterval, type RunningWatch, startWatch } from './watch.ts';

const ROW = 'management.app';
const HOST = 'a.example';
const PASSES = { ...observation('o1', HOST), failure: null } satisfies Observation;
const FAILS = observation('o1', HOST);

/** A session in which one row was measured and failed. */
function failedLog(): SessionLog {
  const clock = { nowMs: () => performance.now(), wallClock: () => new Date().toISOString() };
  return continueLog(
    clock,
    eventsOf(
      { type: 'profile-set', profile: foldEvents(eventsOf()).profile, requirements: [requirement(ROW, `https://${HOST}/`)] },
      { type: 'sweep-started', requirements: [ROW], again: false },
      { type: 'probe-started', observation: 'o1', request: request(HOST) },
      { type: 'observed', observation: FAILS },
      { type: 'sweep-ended', reason: 'complete', notStarted: [], requirements: [] },
    ),
  );
}

/** The row's own request is answered as configured; other requests of the plan get no answer. */
function watching(
  log: SessionLog,
  answer: (context: ProbeContext) => Observation | Promise<Observation>,
  learn: (event: SessionEvent) => void = () => {},
): RunningWatch {
  const probes: ProbePort = {
    async run(asked, context) {
      if (asked.key === request(HOST).key) return answer(context);
      return observationWithoutAnswer({ observation: context.observation, request: asked, sinceMs: 0 }, log, {
        state: 'crashed',
        code: asked.probe,
      });
    },
    close: async () => {},
  };
  return startWatch({ log, probes, requirements: [ROW], diagnose, learn, onChange: () => {}, onRun: () => {} });
}

const outcomesOf = (events: readonly SessionEvent[]) =>
  events.flatMap((event) =>
    event.type === 'observed' && event.observation.id === 'o1' ? [event.observation.failure?.kind ?? 'passes'] : [],
  );
const rowOf = ({ observations }: Session) => observations.find(({ id }) => id === 'o1');

describe('the pause between two runs', () => {
  it('grows from 3 s to 30 s without changes, and returns to 3 s after one', () => {
    let pause = nextInterval(null, false);
    const pauses = [pause];
    for (let run = 0; run < 8; run += 1) {
      pause = nextInterval(pause, false);
      pauses.push(pause);
    }
    expect(pauses).toEqual([3000, 4500, 6750, 10_125, 15_188, 22_782, 30_000, 30_000, 30_000]);
    expect(nextInterval(pause, true)).toBe(MIN_INTERVAL_MS);
    expect(pauses.at(-1)).toBe(MAX_INTERVAL_MS);
  });
});

describe('the log of a watch', () => {
  it.each([
    ['the requirement never changes', () => false, 2],
    ['the requirement changes twice', (run: number) => run === 40 || run === 9000, 4],
    ['the requirement changes all night', () => true, MAX_CHANGES + 2],
  ] as const)('contains only a few of 20,000 runs, including the first and the last, when %s', (_, changes, kept) => {
    let runs: KeptRuns<number> = NO_RUNS;
    const log: number[] = [];
    const keep = (run: number | null) => run !== null && log.push(run);
    for (let run = 1; run <= 20_000; run += 1) {
      const taken = recordRun(runs, run, changes(run));
      runs = taken.now;
      keep(taken.keep);
    }
    const ended = finishRuns(runs);
    keep(ended.keep);
    expect(log).toHaveLength(kept);
    expect([log[0], log.at(-1)]).toEqual([1, 20_000]);
    expect(ended.now).toEqual({ runs: 20_000, kept, pending: null });
  });
});

describe('a watch', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('stores a change with the latest run and all observations of that run', async () => {
    const log = failedLog();
    const before = log.events.length;
    let runs = 0;
    const watch = watching(log, () => {
      runs += 1;
      return { ...(runs > 6 ? PASSES : FAILS), durationMs: runs };
    });
    for (let second = 0; second < 300; second += 1) await vi.advanceTimersByTimeAsync(1000);
    watch.stop();
    await watch.done;
    const told = log.events.slice(before);
    expect(runs).toBeGreaterThan(12);
    expect(outcomesOf(told)).toEqual(['tcp.refused', 'passes', 'passes']);
    expect(told.at(-1)).toMatchObject({ type: 'watched', requirements: [ROW], runs, kept: 3 });
    expect(rowOf(log.session)).toMatchObject({ failure: null, durationMs: runs });
    expect(log.session.watches).toEqual([{ requirements: [ROW], runs, kept: 3 }]);
    expect(foldEvents(log.events)).toEqual(log.session);
    expect(log.events.map(({ seq }) => seq)).toEqual(log.events.map((_, index) => index + 1));
  });

  it('shows each run before the next one, but only after the redactor has learnt from that run', async () => {
    const learnt: string[] = [];
    const watch = watching(
      failedLog(),
      () => PASSES,
      (event) => learnt.push(event.type),
    );
    await vi.advanceTimersByTimeAsync(1000);
    expect(rowOf(watch.session())).toMatchObject({ failure: null });
    expect(learnt).toContain('observed');
    expect(watch.state()).toMatchObject({ runs: 1, intervalMs: 3000, nextInMs: expect.closeTo(2000, -2) });
    watch.stop();
    await watch.done;
  });

  it('drops a run that was stopped before its end', async () => {
    const log = failedLog();
    let runs = 0;
    const watch = watching(log, ({ signal }) => {
      runs += 1;
      if (runs === 1) return FAILS;
      return new Promise((resolve) =>
        signal.addEventListener('abort', () => resolve({ ...FAILS, state: 'cancelled', cancelledBy: 'person' })),
      );
    });
    await vi.advanceTimersByTimeAsync(5000);
    expect(watch.state().nextInMs).toBeNull();
    watch.stop();
    await vi.advanceTimersByTimeAsync(1000);
    await watch.done;
    expect(rowOf(log.session)).toMatchObject({ state: 'completed' });
    expect(log.session.watches).toMatchObject([{ runs: 1 }]);
  });

  it('does not repeat a download', async () => {
    const log = failedLog();
    const download = { ...request(HOST), key: 'download', probe: 'download' as const, role: 'control' as const };
    log.append({ type: 'probe-started', observation: 'o2', request: download });
    const before = log.events.length;
    const watch = watching(log, () => PASSES);
    await vi.advanceTimersByTimeAsync(20_000);
    watch.stop();
    await watch.done;
    const made = log.events.slice(before).flatMap((event) => (event.type === 'probe-started' ? [event.request.probe] : []));
    expect(made).toContain('https');
    expect(made).not.toContain('download');
  });
});

describe('a watch on a real port', () => {
  let server: Server | null = null;
  afterEach(() => void server?.close());

  it('ends the failure of the requirement when the port is opened meanwhile', { timeout: 20_000 }, async () => {
    const free = await listen(0);
    const { port } = free.address() as { port: number };
    await new Promise((done) => free.close(done));
    const log = failedLog();
    const watch = watching(log, async () => ((await connects(port)) ? PASSES : FAILS));
    await expect.poll(() => watch.state().runs).toBe(1);
    expect(rowOf(watch.session())).toMatchObject({ failure: { kind: 'tcp.refused' } });
    server = await listen(port);
    await expect.poll(() => rowOf(watch.session())?.failure).toBeNull();
    watch.stop();
    await watch.done;
    expect(rowOf(log.session)).toMatchObject({ failure: null });
  });

  function listen(port: number): Promise<Server> {
    const opened = createServer((socket) => socket.destroy());
    return new Promise((done) => opened.listen(port, '127.0.0.1', () => done(opened)));
  }

  function connects(port: number): Promise<boolean> {
    const socket = new Socket();
    return new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
      socket.connect(port, '127.0.0.1');
    }).finally(() => socket.destroy());
  }
});
