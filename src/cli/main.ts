/** The entry point: loads what the command needs and returns the exit status. No file imports this one. */

import { print, say } from '../terminal/gate.ts';
import { exitWhenStdoutCloses, exitWhenWritten, ignoreClosedStderr } from './output/output.ts';
import { VERSION } from './version.ts';
import { isWatched, needsWatchdog, restartArguments, takeWatchdogMark } from './watchdog/is-watched.ts';

/** A file that the user named cannot be used. */
const FILE_FAULT = 4;

export async function main(argv: readonly string[]): Promise<void> {
  takeWatchdogMark(process.env);
  settleColourVariables(process.env);
  if (!isWatched() && needsWatchdog(argv, process.env)) {
    const { runWatched } = await import('./watchdog/watch-over.ts');
    await runWatched(restartArguments(argv), !argv.includes('--no-store'));
    // No child process can be started here, so the program runs without its watchdog.
  }
  exitWhenStdoutCloses();
  if (argv.length === 1 && (argv[0] === '--version' || argv[0] === 'version')) {
    print(VERSION);
    return exitWhenWritten(0);
  }
  // `--help` alone needs no parser, so it is printed at once.
  if (argv.length === 1 && (argv[0] === '--help' || argv[0] === '-h' || argv[0] === 'help')) {
    const { help } = await import('./commands/help.ts');
    return exitWhenWritten(help([]));
  }
  ignoreClosedStderr();
  const { runCommand } = await import('./dispatch.ts');
  process.on('uncaughtException', ownBugElsewhere);
  try {
    await exitWhenWritten(await runCommand(argv));
  } catch (error) {
    const { CommandError } = await import('./arguments/usage.ts');
    if (error instanceof CommandError) {
      // Pasted text may be something other than a path, and contain a token.
      say(error.status === FILE_FAULT ? (await import('./files/named-file.ts')).displayPath(error.message) : error.message);
      if (error.hint !== null) say(error.hint);
      await exitWhenWritten(error.status);
    }
    await ownBug(error);
  }
}

/** Handles errors thrown in a callback, and unhandled rejections. An open screen handles its own. */
function ownBugElsewhere(error: unknown): void {
  if (process.listenerCount('uncaughtException') === 1) void ownBug(error);
}

async function ownBug(error: unknown): Promise<never> {
  // An error during the exit prints no second apology.
  process.removeAllListeners('uncaughtException').on('uncaughtException', () => {});
  try {
    const { printInternalError } = await import('./internal-error.ts');
    printInternalError(error);
  } catch {
    say('Sorry: gitpod-doctor itself failed.');
  }
  return exitWhenWritten(70);
}

/** Of FORCE_COLOR and NO_COLOR, removes the one that has no effect (`ui/theme/support.ts`), because Node warns if both are set. */
function settleColourVariables(environment: NodeJS.ProcessEnv): void {
  const forced = environment['FORCE_COLOR'];
  if (forced === undefined) return;
  const refusals = ['NO_COLOR', 'NODE_DISABLE_COLORS'].filter((name) => environment[name] !== undefined);
  for (const name of forced === '' && refusals.length > 0 ? ['FORCE_COLOR'] : refusals) delete environment[name];
}
