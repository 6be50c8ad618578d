/** Whether somebody watches over this process, and which command lines are worth it. Loaded with every command: it imports nothing. */
import { EXTRA_CERTIFICATES, HELD_BACK, WATCHED } from './words.ts';

let watched = false;

/** Takes the mark out of the environment; call before anything looks there. */
export function noteWatchdog(environment: NodeJS.ProcessEnv): void {
  watched = environment[WATCHED] !== undefined;
  delete environment[WATCHED];
  const heldBack = environment[HELD_BACK];
  if (heldBack === undefined) return;
  environment[EXTRA_CERTIFICATES] = heldBack;
  delete environment[HELD_BACK];
}

export function isWatched(): boolean {
  return watched;
}

/**
 * Commands that measure, and all where Node itself would read certificates. The walk has no word of its own, so that its command line
 * begins with a flag or is empty.
 */
export function isWorthWatching(argv: readonly string[], environment: NodeJS.ProcessEnv): boolean {
  const [first = ''] = argv;
  if (argv.some((word) => word === '--help' || word === '-h' || word === '--version')) return false;
  return first === '' || first === 'check' || first.startsWith('-') || environment[EXTRA_CERTIFICATES] !== undefined;
}

/** The words behind Node's own name that start this program once more. */
export function sameCommand(argv: readonly string[]): string[] {
  const isStandalone = process.getBuiltinModule('node:sea').isSea();
  return isStandalone ? [...argv] : [...process.execArgv, process.argv[1] ?? '', ...argv];
}
