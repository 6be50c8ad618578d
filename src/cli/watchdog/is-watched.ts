/** Whether a watchdog runs this process, and which command lines need one. Loaded with every command, so it imports nothing large. */
import { EXTRA_CA_VARIABLE, HELD_CA_VARIABLE, WATCHED_VARIABLE } from './words.ts';

let watched = false;

/** Removes the mark from the environment; call before anything reads it. */
export function takeWatchdogMark(environment: NodeJS.ProcessEnv): void {
  watched = environment[WATCHED_VARIABLE] !== undefined;
  delete environment[WATCHED_VARIABLE];
  const heldBack = environment[HELD_CA_VARIABLE];
  if (heldBack === undefined) return;
  environment[EXTRA_CA_VARIABLE] = heldBack;
  delete environment[HELD_CA_VARIABLE];
}

export function isWatched(): boolean {
  return watched;
}

/** Commands that measure, and all commands if Node itself would read certificates. The walk has no command word. */
export function needsWatchdog(argv: readonly string[], environment: NodeJS.ProcessEnv): boolean {
  const [first = ''] = argv;
  if (argv.some((word) => word === '--help' || word === '-h' || word === '--version')) return false;
  return first === '' || first === 'check' || first.startsWith('-') || environment[EXTRA_CA_VARIABLE] !== undefined;
}

/** The arguments that start this program again under Node. */
export function restartArguments(argv: readonly string[]): string[] {
  const isStandalone = process.getBuiltinModule('node:sea').isSea();
  return isStandalone ? [...argv] : [...process.execArgv, process.argv[1] ?? '', ...argv];
}
