/**
 * Tells whether a watchdog runs this process, and which command lines need a watchdog. Every command loads this file, so it imports nothing
 * large.
 */
import { smallHeapFlags } from '../walk/heap.ts';
import { ARENAS, CHILD_MARK_VARIABLE, EXTRA_CA_VARIABLE, HELD_CA_VARIABLE } from './words.ts';

let watched = false;

/** Removes the mark from the environment. Call this before other code reads the environment. */
export function takeWatchdogMark(environment: NodeJS.ProcessEnv): void {
  const added = environment[CHILD_MARK_VARIABLE];
  watched = added !== undefined;
  if (added === ARENAS) delete environment[ARENAS];
  delete environment[CHILD_MARK_VARIABLE];
  const heldBack = environment[HELD_CA_VARIABLE];
  if (heldBack === undefined) return;
  environment[EXTRA_CA_VARIABLE] = heldBack;
  delete environment[HELD_CA_VARIABLE];
}

export function isWatched(): boolean {
  return watched;
}

/** The guided session has no command word, so its command line begins with a flag or is empty. */
function isWalk([first = '']: readonly string[]): boolean {
  return first === '' || first.startsWith('-');
}

/** A watchdog is needed by the commands that measure, and by all commands if Node itself would read a certificate file. */
export function needsWatchdog(argv: readonly string[], environment: NodeJS.ProcessEnv): boolean {
  if (argv.some((word) => word === '--help' || word === '-h' || word === '--version')) return false;
  return isWalk(argv) || argv[0] === 'check' || environment[EXTRA_CA_VARIABLE] !== undefined;
}

/** The arguments that start this program again under Node. Flags that the user gave to Node come last, so that they take precedence. */
export function restartArguments(argv: readonly string[]): string[] {
  const isStandalone = process.getBuiltinModule('node:sea').isSea();
  if (isStandalone) return [...argv];
  return [...(isWalk(argv) ? smallHeapFlags() : []), ...process.execArgv, process.argv[1] ?? '', ...argv];
}
