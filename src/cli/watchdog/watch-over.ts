/**
 * The watchdog: the process that was started runs the program as a child and watches over it. Nothing inside a process can end it
 * with a status of its own while its main thread spins (`process.exit`, `reallyExit` and `abort` of a worker do not, and a worker
 * takes 18 MiB; a child can only kill it, and a shell then sees the signal), but a parent can, and it sees the signals that the
 * program ignores. It costs some 40 ms of a start; `--version` and all that measures nothing run without it.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:os';
import { type Patience, patienceWith } from './patience.ts';
import { restoreTerminal, tell } from './restore.ts';
import { EXTRA_CERTIFICATES, FROM_PROGRAM, FROM_WATCHDOG, HELD_BACK, lines, WATCHDOG_FD, WATCHED } from './words.ts';

const OWN_BUG = 70;
/** Past its deadline a sweep has half a second to put together what it knows. */
const GRACE_MS = 500;
const LOOK_MS = 100;
/** All is said, and what is left of the process takes some milliseconds. */
const LEAVE_MS = 500;
/** A process that cannot even be killed waits for a disk; its end is not waited for. */
const LAST_WAIT_MS = 2000;
/** Crashes of Node and V8 themselves, in which there was no chance to apologise. */
const CRASHES: ReadonlySet<string> = new Set(['SIGABRT', 'SIGSEGV', 'SIGBUS', 'SIGILL', 'SIGTRAP', 'SIGFPE']);

/** Runs Node with these words below this process, and ends as it does. Settles where no process can be started. */
export function watchOver(words: readonly string[], isKept: boolean): Promise<void> {
  return new Promise((resolve) => {
    const child = started(words);
    child?.once('error', () => {
      if (child.pid === undefined) resolve();
    });
    if (child === null) resolve();
    else if (child.pid !== undefined) watch(child, child.pid, isKept);
  });
}

/** Null where the system refuses in a way that `spawn` throws, for want of memory say. On Windows a plain pipe carries one direction at a time. */
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
  const { [EXTRA_CERTIFICATES]: path, ...rest } = given;
  return { ...rest, ...(path === undefined ? {} : { [HELD_BACK]: path }), [WATCHED]: '1' };
}

function watch(child: ChildProcess, pid: number, isKept: boolean): void {
  const pipe = child.stdio[WATCHDOG_FD] as unknown as NodeJS.ReadWriteStream & { unref(): void };
  let isListening = false;
  let isOnScreen = false;
  let isKilled = false;
  /** Of the sweep that runs. Only looks count: time in which this process could not run is none of the program's. */
  let leftMs: number | null = null;
  let patience: Patience | null = null;
  let looking: NodeJS.Timeout | null = null;

  function look(): void {
    if (patience?.isOver()) kill();
    if (patience !== null) return;
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
    if (!isListening || isKilled || patience !== null) return;
    patience = patienceWith(pid, LOOK_MS);
    pipe.write(`${FROM_WATCHDOG.ask}\n`);
    lookOn();
  }

  function answered(): void {
    patience = null;
    // Late, and alive: it is asked again.
    if (leftMs !== null) leftMs = Math.max(leftMs, GRACE_MS);
  }

  function kill(): void {
    isKilled = true;
    rest();
    child.kill('SIGKILL');
    setTimeout(() => end(null, 'SIGKILL'), LAST_WAIT_MS);
  }

  /** Its end waits for threads that may wait for a file for ever. */
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
    const kept = isKept ? ' What it had measured is kept; a guided session goes on with gitpod-doctor --resume' : '';
    tell(`Sorry: gitpod-doctor ${isKilled ? 'stopped responding and was ended' : 'itself crashed'}.${kept}`);
    process.exit(OWN_BUG);
  }

  function take(line: string): void {
    if (line === FROM_PROGRAM.listening) isListening = true;
    if (line === FROM_PROGRAM.onScreen) isOnScreen = true;
    if (line === FROM_PROGRAM.offScreen) isOnScreen = false;
    if (line === FROM_PROGRAM.answer) answered();
    if (line === FROM_PROGRAM.idle) leftMs = null;
    if (line.startsWith(FROM_PROGRAM.leaving)) letGo(Number(line.slice(FROM_PROGRAM.leaving.length)));
    if (!line.startsWith(FROM_PROGRAM.measuring)) return;
    leftMs = Number(line.slice(FROM_PROGRAM.measuring.length)) + GRACE_MS;
    lookOn();
  }

  pipe.on('data', lines(take));
  // It ends with the program, which says more.
  pipe.on('error', () => {});
  child.once('exit', end);
  // A fault in here is no reason to end what is watched.
  process.on('uncaughtException', () => {});
  const came = { SIGINT: 0, SIGTERM: 0, SIGHUP: 0 };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      came[signal] += 1;
      // A terminal sends the program its own, and a second one would mean "at once": it is told how many there should be.
      if (isListening) pipe.write(`${FROM_WATCHDOG.signal}${signal} ${came[signal]}\n`);
      else child.kill(signal);
      ask();
    });
  }
}
