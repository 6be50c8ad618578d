/**
 * The watchdog: the started process runs the program as a child and watches it. While a main thread is in an endless loop, nothing inside
 * the process can end it with a chosen status (`process.exit`, `reallyExit` and `abort` of a worker cannot; a child can only kill it, and a
 * shell then sees the signal). A parent can, and it receives the signals that the program ignores. The watchdog adds some 40 ms to a start;
 * `--version` and all commands that measure nothing run without it.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { constants } from 'node:os';
import { writeImmediately } from '../../terminal/gate.ts';
import { type HangDetector, hangDetector } from './hang-detector.ts';
import {
  ARENAS,
  CHILD_MARK_VARIABLE,
  EXTRA_CA_VARIABLE,
  HELD_CA_VARIABLE,
  PROGRAM_MESSAGES,
  splitLines,
  WATCHDOG_FD,
  WATCHDOG_MESSAGES,
} from './words.ts';

const OWN_BUG = 70;
/** After its deadline, a sweep gets half a second to assemble the results. */
const GRACE_MS = 500;
const LOOK_MS = 100;
/** The time to exit after all output was written, which normally takes milliseconds. */
const LEAVE_MS = 500;
/** A process that survives SIGKILL waits for a disk, so the watchdog does not wait for its end. */
const LAST_WAIT_MS = 2000;
/** Signals of crashes in Node and V8 themselves, for which this program prints no message. */
const CRASHES: ReadonlySet<string> = new Set(['SIGABRT', 'SIGSEGV', 'SIGBUS', 'SIGILL', 'SIGTRAP', 'SIGFPE']);

/** Runs Node with these arguments as a child, and ends with its status. Settles if no process can be started. */
export function runWatched(words: readonly string[], isKept: boolean): Promise<void> {
  return new Promise((resolve) => {
    const child = started(words);
    child?.once('error', () => {
      if (child.pid === undefined) resolve();
    });
    if (child === null) resolve();
    else if (child.pid !== undefined) watch(child, child.pid, isKept);
  });
}

/** Null if `spawn` throws, for example for lack of memory. On Windows a plain pipe works in one direction only. */
function started(words: readonly string[]): ChildProcess | null {
  try {
    return spawn(process.execPath, words, {
      stdio: ['inherit', 'inherit', 'inherit', 'overlapped'],
      env: environmentFor(process.env),
    });
  } catch {
    return null;
  }
}

function environmentFor(given: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { [EXTRA_CA_VARIABLE]: path, ...rest } = given;
  const added = given[ARENAS] === undefined ? { [ARENAS]: '1', [CHILD_MARK_VARIABLE]: ARENAS } : { [CHILD_MARK_VARIABLE]: '' };
  return { ...rest, ...(path === undefined ? {} : { [HELD_CA_VARIABLE]: path }), ...added };
}

function watch(child: ChildProcess, pid: number, isKept: boolean): void {
  const pipe = child.stdio[WATCHDOG_FD] as unknown as NodeJS.ReadWriteStream & { unref(): void };
  let isListening = false;
  let isOnScreen = false;
  let isKilled = false;
  /** The remaining time of the current sweep. It is counted in checks, so that time in which this process did not run does not count. */
  let leftMs: number | null = null;
  let detector: HangDetector | null = null;
  let looking: NodeJS.Timeout | null = null;

  function look(): void {
    if (detector?.isOver()) kill();
    if (detector !== null) return;
    if (leftMs === null) rest();
    else if (leftMs <= 0) ask();
    else leftMs -= LOOK_MS;
  }

  function lookOn(): void {
    looking ??= setInterval(look, LOOK_MS);
  }

  function rest(): void {
    clearInterval(looking ?? undefined);
    looking = null;
  }

  function ask(): void {
    if (!isListening || isKilled || detector !== null) return;
    detector = hangDetector(pid, LOOK_MS);
    pipe.write(`${WATCHDOG_MESSAGES.ask}\n`);
    lookOn();
  }

  function answered(): void {
    detector = null;
    // The program was late but not hung, so the checks continue.
    if (leftMs !== null) leftMs = Math.max(leftMs, GRACE_MS);
  }

  function kill(): void {
    isKilled = true;
    rest();
    child.kill('SIGKILL');
    setTimeout(() => end(null, 'SIGKILL'), LAST_WAIT_MS);
  }

  /** A normal exit would wait for threads, and a thread may wait for a file forever. */
  function letGo(status: number): void {
    setTimeout(() => {
      child.kill('SIGKILL');
      process.exit(status);
    }, LEAVE_MS);
  }

  function end(code: number | null, signal: NodeJS.Signals | null): never {
    if (signal !== null && isOnScreen) restoreTerminal();
    if (signal === null) process.exit(code ?? OWN_BUG);
    if (!isKilled && !CRASHES.has(signal)) process.exit(128 + constants.signals[signal]);
    const kept = isKept ? ' The measurements are kept. To continue a guided session, run gitpod-doctor --resume' : '';
    printOnExit(`Sorry: gitpod-doctor ${isKilled ? 'stopped responding and was ended' : 'itself crashed'}.${kept}`);
    process.exit(OWN_BUG);
  }

  function take(line: string): void {
    if (line === PROGRAM_MESSAGES.listening) isListening = true;
    if (line === PROGRAM_MESSAGES.onScreen) isOnScreen = true;
    if (line === PROGRAM_MESSAGES.offScreen) isOnScreen = false;
    if (line === PROGRAM_MESSAGES.answer) answered();
    if (line === PROGRAM_MESSAGES.idle) leftMs = null;
    if (line.startsWith(PROGRAM_MESSAGES.leaving)) letGo(Number(line.slice(PROGRAM_MESSAGES.leaving.length)));
    if (!line.startsWith(PROGRAM_MESSAGES.measuring)) return;
    leftMs = Number(line.slice(PROGRAM_MESSAGES.measuring.length)) + GRACE_MS;
    lookOn();
  }

  pipe.on('data', splitLines(take));
  // The pipe closes when the program ends; its exit event then gives the status.
  pipe.on('error', () => {});
  child.once('exit', end);
  // An error here is no reason to end the program.
  process.on('uncaughtException', () => {});
  const came = { SIGINT: 0, SIGTERM: 0, SIGHUP: 0 };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      came[signal] += 1;
      // A terminal sends the signal to the program as well, and a second signal would mean "at once". The message therefore contains the
      // number of signals.
      if (isListening) pipe.write(`${WATCHDOG_MESSAGES.signal}${signal} ${came[signal]}\n`);
      else child.kill(signal);
      ask();
    });
  }
}

/** The flags that raw mode disables (termios(3)), without flags that users change themselves. */
const COOKED = ['brkint', 'icrnl', 'ixon', 'icanon', 'iexten', 'echo', 'isig'];

function restoreTerminal(): void {
  // Disables bracketed paste and the mouse, and restores the normal screen and the cursor.
  writeImmediately(1, '\u001b[?2004l\u001b[?1000l\u001b[?1002l\u001b[?1006l\u001b[?1049l\u001b[?25h');
  if (process.platform !== 'win32') spawnSync('stty', COOKED, { stdio: ['inherit', 'ignore', 'ignore'], timeout: 1000 });
}

function printOnExit(line: string): void {
  writeImmediately(2, `${line}\n`);
}
