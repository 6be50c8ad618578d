/** Whether a watchdog runs this process, and which command lines need one. Loaded with every command, so it imports nothing large. */
import { EXTRA_CERTIFICATES, HELD_CERTIFICATES, WATCHED } from './words.ts';

let watched = false;

/** Removes the mark from the environment; call before anything reads it. */
export function noteWatchdog(environment: NodeJS.ProcessEnv): void {
  watched = environment[WATCHED] !== undefined;
  delete environment[WATCHED];
  const heldBack = environment[HELD_CERTIFICATES];
  if (heldBack === undefined) return;
  environment[EXTRA_CERTIFICATES] = heldBack;
  delete environment[HELD_CERTIFICATES];
}

export function isWatched(): boolean {
  return watched;
}

/** Commands that measure, and all commands if Node itself would read certificates. The walk has no command word. */
export function needsWatchdog(argv: readonly string[], environment: NodeJS.ProcessEnv): boolean {
  const [first = ''] = argv;
  if (argv.some((word) => word === '--help' || word === '-h' || word === '--version')) return false;
  return first === '' || first === 'check' || first.startsWith('-') || environment[EXTRA_CERTIFICATES] !== undefined;
}

/** The arguments that start this program again under Node. */
export function sameCommand(argv: readonly string[]): string[] {
  const isStandalone = process.getBuiltinModule('node:sea').isSea();
  return isStandalone ? [...argv] : [...process.execArgv, process.argv[1] ?? '', ...argv];
}
