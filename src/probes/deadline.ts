/**
 * The one way to wait for the world: by a deadline, under an abort. A callback that never comes cannot hold a probe
 * up, and work that is no longer wanted is told so through its own signal.
 */
import { ownStalls } from './limits/stalls.ts';

/** Unwinds a probe that the person or the sweep's deadline stopped; caught in `guard.ts` and nowhere else. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';
}

export type Settled<T> = { how: 'done'; value: T } | { how: 'failed'; error: unknown } | { how: 'late' };

/**
 * Waits for `work` at most `ms`, and on while `received`, a count of bytes, grows. The signal handed to it fires when
 * nobody waits any longer; work that holds a socket destroys it then. Rejects with `Cancelled` only.
 */
export function settle<T>(
  ms: number,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
  received?: () => number,
): Promise<Settled<T>> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(new Cancelled());
    const own = new AbortController();
    const stopWaiting = () => {
      stopTimer();
      signal.removeEventListener('abort', onCancel);
    };
    const onCancel = () => {
      stopWaiting();
      own.abort();
      reject(new Cancelled());
    };
    const stopTimer = afterSilence(
      ms,
      () => {
        stopWaiting();
        own.abort();
        resolve({ how: 'late' });
      },
      received,
    );
    signal.addEventListener('abort', onCancel, { once: true });
    (async () => work(own.signal))().then(
      (value) => {
        stopWaiting();
        resolve({ how: 'done', value });
      },
      (error: unknown) => {
        stopWaiting();
        resolve({ how: 'failed', error });
      },
    );
  });
}

/** Waits for work that is under way, and after `ms` for as long as `longerMs` then says, counted from now. */
export async function settleWithin<T>(ms: number, longerMs: () => number, signal: AbortSignal, work: Promise<T>): Promise<Settled<T>> {
  const startedAt = performance.now();
  let settled = await settle(ms, signal, () => work);
  while (settled.how === 'late') {
    const leftMs = longerMs() - (performance.now() - startedAt);
    if (leftMs <= 0) break;
    settled = await settle(leftMs, signal, () => work);
  }
  return settled;
}

/**
 * Waits for work that ends by a deadline of its own. A second deadline around it would be wrong about busy moments, in which
 * the inner one is extended (see below).
 */
export function unlessCancelled<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const stopListening = onAbort(signal, () => reject(new Cancelled()));
    work.then(resolve, reject).finally(stopListening);
  });
}

/** So much lost time says that we were busy, and nothing about the far end. */
const LOST_MS = 30;
const MOST_EXTENSIONS = 3;

/** What comes is waited for this many times as long as silence is. */
const MOST_WAITS = 3;
/** A line that carries less serves no program: what drips counts as silence. */
const LEAST_BYTES_A_SECOND = 100;

/**
 * Calls `act` after `ms` without an answer; returns how to call it off. A wide sweep can keep this thread busy while
 * answers lie in the sockets, and a process can be stopped: time in which it did not run is waited for once more, and every
 * timer lets what has already arrived be read first. Where `received` has grown meanwhile, the answer is on its way over a
 * slow line.
 */
export function afterSilence(ms: number, act: () => void, received: () => number = () => 0): () => void {
  const lostBefore = ownStalls.lostMs();
  let extensions = 0;
  let added = 0;
  let waits = 1;
  let known = received();
  let timer: NodeJS.Timeout;
  let turn: NodeJS.Immediate | undefined;
  const isComing = () => {
    const before = known;
    known = received();
    return (known - before) * 1000 >= LEAST_BYTES_A_SECOND * ms;
  };
  const late = () => {
    if (!isComing() || waits >= MOST_WAITS) return act();
    waits += 1;
    wait(ms);
  };
  const wait = (time: number) => {
    const due = performance.now() + time;
    timer = setTimeout(() => {
      const lost = Math.max(performance.now() - due, ownStalls.lostMs() - lostBefore - added);
      extensions += 1;
      if (lost > LOST_MS && extensions <= MOST_EXTENSIONS) {
        const more = Math.min(lost, ms);
        added += more;
        wait(more);
      }
      // Sockets are read between the timers of one turn and the immediates of it.
      else turn = setImmediate(late);
    }, time);
  };
  wait(ms);
  return () => {
    clearTimeout(timer);
    clearImmediate(turn);
  };
}

/** Calls `act` when the signal fires, and hands back how to stop listening. */
export function onAbort(signal: AbortSignal, act: () => void): () => void {
  if (signal.aborted) {
    act();
    return () => {};
  }
  signal.addEventListener('abort', act, { once: true });
  return () => signal.removeEventListener('abort', act);
}
