/** The only way to wait for the network: with a deadline and an abort signal, which also cancels abandoned work. */
import { processStalls } from './limits/stalls.ts';

/** Ends a probe that the user or the sweep's deadline stopped. Only `guard.ts` catches it. */
export class CancelledError extends Error {
  override readonly name = 'Cancelled';
}

export type SettledWork<T> = { how: 'done'; value: T } | { how: 'failed'; error: unknown } | { how: 'late' };

/**
 * Waits for `work` at most `ms`, and longer while `received`, a count of bytes, grows. The signal passed to it fires when the wait ends;
 * work with a socket then destroys the socket. Rejects only with `CancelledError`.
 */
export function settle<T>(
  ms: number,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
  received?: () => number,
): Promise<SettledWork<T>> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(new CancelledError());
    const own = new AbortController();
    const stopWaiting = () => {
      stopTimer();
      signal.removeEventListener('abort', onCancel);
    };
    const onCancel = () => {
      stopWaiting();
      own.abort();
      reject(new CancelledError());
    };
    const stopTimer = startSilenceTimer(
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

/** Waits `ms` for running work, and then for another `longerMs`, which is computed at that time. */
export async function settleWithin<T>(ms: number, longerMs: () => number, signal: AbortSignal, work: Promise<T>): Promise<SettledWork<T>> {
  const startedAt = performance.now();
  let settled = await settle(ms, signal, () => work);
  while (settled.how === 'late') {
    const leftMs = longerMs() - (performance.now() - startedAt);
    if (leftMs <= 0) break;
    settled = await settle(leftMs, signal, () => work);
  }
  return settled;
}

/** Waits for work with its own deadline. A second deadline would be wrong in busy moments, which extend the inner one. */
export function rejectWhenCancelled<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const stopListening = onAbort(signal, () => reject(new CancelledError()));
    work.then(resolve, reject).finally(stopListening);
  });
}

/** If a timer is delayed by this much, this process was busy, and the silence proves nothing about the peer. */
const LOST_MS = 30;
const MAX_EXTENSIONS = 3;

/** The factor by which a wait is longer while data arrives. */
const MAX_WAITS = 3;
/** Data that arrives more slowly than this is useless to programs and counts as no data. */
const MIN_BYTES_PER_SECOND = 100;

/**
 * Calls `act` after `ms` without an answer; returns a function that cancels. In a wide sweep this thread may be busy while answers wait in
 * the sockets, and a process can be stopped. Lost time is therefore added once, and every timer first lets received data be read. If
 * `received` has grown meanwhile, the answer is arriving over a slow line.
 */
export function startSilenceTimer(ms: number, act: () => void, received: () => number = () => 0): () => void {
  const lostBefore = processStalls.lostMs();
  let extensions = 0;
  let added = 0;
  let waits = 1;
  let known = received();
  let timer: NodeJS.Timeout;
  let turn: NodeJS.Immediate | undefined;
  const isComing = () => {
    const before = known;
    known = received();
    return (known - before) * 1000 >= MIN_BYTES_PER_SECOND * ms;
  };
  const late = () => {
    if (!isComing() || waits >= MAX_WAITS) return act();
    waits += 1;
    wait(ms);
  };
  const wait = (time: number) => {
    const due = performance.now() + time;
    timer = setTimeout(() => {
      const lost = Math.max(performance.now() - due, processStalls.lostMs() - lostBefore - added);
      extensions += 1;
      if (lost > LOST_MS && extensions <= MAX_EXTENSIONS) {
        const more = Math.min(lost, ms);
        added += more;
        wait(more);
      }
      // Sockets are read between the timers of one turn and its immediates.
      else turn = setImmediate(late);
    }, time);
  };
  wait(ms);
  return () => {
    clearTimeout(timer);
    clearImmediate(turn);
  };
}

/** Calls `act` when the signal fires; returns a function that stops listening. */
export function onAbort(signal: AbortSignal, act: () => void): () => void {
  if (signal.aborted) {
    act();
    return () => {};
  }
  signal.addEventListener('abort', act, { once: true });
  return () => signal.removeEventListener('abort', act);
}
