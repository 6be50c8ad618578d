/** The program's end of the pipe to its watchdog. All functions do nothing without a watchdog. */
import { Socket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { SessionLog } from '../../run/log.ts';
import { isWatched } from './is-watched.ts';
import { PROGRAM_MESSAGES, splitLines, WATCHDOG_FD, WATCHDOG_MESSAGES } from './words.ts';

/** When a terminal sends a signal, this process and the watchdog receive it at about the same time. */
const SAME_SIGNAL_MS = 100;
const MAX_LEAVING_MS = 200;

let pipe: Socket | null = null;
interface Heard {
  /** The number of signals that this process has received, from any source. */
  times: number;
  acts: Set<(signal: NodeJS.Signals) => void>;
}

const heard = new Map<NodeJS.Signals, Heard>();

/** Reports that the screen was entered or left. */
export function reportScreenState(isTaken: boolean): void {
  say(isTaken ? PROGRAM_MESSAGES.onScreen : PROGRAM_MESSAGES.offScreen);
}

/** Reports that nothing but the exit remains. Resolves once the message is sent, but the exit does not depend on it. */
export function reportLeaving(status: number): Promise<void> {
  return new Promise((resolve) => {
    if (!isWatched()) return resolve();
    pipe ??= connected();
    if (pipe === null) return resolve();
    const timer = setTimeout(resolve, MAX_LEAVING_MS);
    pipe.write(`${PROGRAM_MESSAGES.leaving}${status}\n`, () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/** Tells the watchdog the deadline of a measurement. Time in which a user thinks or watches does not count. */
export function reportMeasuring(log: SessionLog): void {
  if (!isWatched()) return;
  say(PROGRAM_MESSAGES.listening);
  log.subscribe((event) => {
    if (event.type === 'sweep-started') say(`${PROGRAM_MESSAGES.measuring}${log.session.limits.deadlineMs}`);
    if (event.type === 'sweep-ended') say(PROGRAM_MESSAGES.idle);
  });
}

/** Like `process.on`; returns a function to stop. A signal is handled once, even if the watchdog reported it as well. */
export function onSignal(signal: NodeJS.Signals, act: (signal: NodeJS.Signals) => void): () => void {
  const known = heard.get(signal) ?? { times: 0, acts: new Set() };
  heard.set(signal, known);
  if (known.acts.size === 0) process.on(signal, hear);
  known.acts.add(act);
  return () => {
    known.acts.delete(act);
    if (known.acts.size === 0) process.off(signal, hear);
  };
}

/**
 * Resolves when the signals that arrived during one long turn of the event loop are handled. One further turn can be too little for that.
 */
export async function drainSignals(): Promise<void> {
  await nextTurn();
  await nextTurn();
}

/** One listener counts each signal, however many handlers it has. */
function hear(signal: NodeJS.Signals): void {
  const known = heard.get(signal);
  if (known === undefined) return;
  known.times += 1;
  for (const act of [...known.acts]) act(signal);
}

function say(line: string): void {
  if (!isWatched()) return;
  pipe ??= connected();
  pipe?.write(`${line}\n`);
}

/** Null if another program set the variable and there is no pipe. */
function connected(): Socket | null {
  try {
    return conversation();
  } catch {
    return null;
  }
}

function conversation(): Socket {
  const socket = new Socket({ fd: WATCHDOG_FD, readable: true, writable: true });
  socket.on('data', splitLines(take)).on('error', () => {});
  // The process that the user started has ended, so this process must end too.
  socket.on('end', () => process.kill(process.pid, 'SIGTERM'));
  socket.unref();
  return socket;
}

function take(line: string): void {
  if (line === WATCHDOG_MESSAGES.ask) say(PROGRAM_MESSAGES.answer);
  if (!line.startsWith(WATCHDOG_MESSAGES.signal)) return;
  const [signal = '', times] = line.slice(WATCHDOG_MESSAGES.signal.length).split(' ');
  setTimeout(() => make(signal as NodeJS.Signals, Number(times)), SAME_SIGNAL_MS);
}

/** Repeats the signals that this process did not receive itself, so that the next message counts them. */
function make(signal: NodeJS.Signals, times: number): void {
  for (let missing = times - (heard.get(signal)?.times ?? 0); missing > 0; missing -= 1) {
    if (!process.emit(signal, signal)) process.kill(process.pid, signal);
  }
}
