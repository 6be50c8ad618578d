/** The start and the end of a command's output. When the reader closes the pipe, the program exits quietly with 141. */
import { flushOutput, ignoreErrorFaults, onOutputFault, say } from '../../terminal/gate.ts';
import { isWatched } from '../watchdog/is-watched.ts';

/** Installs the handler for a closed pipe; call once, before the first write. */
export function exitWhenStdoutCloses(): void {
  onOutputFault((error) => {
    if (error.code === 'EPIPE') process.exit(141);
    // Output to a full disk is lost, which counts like a file that cannot be written.
    say(`The output cannot be written: ${error.code === 'ENOSPC' ? 'the disk is full' : `the system says ${error.code}`}.`);
    process.exit(4);
  });
}

/** Ignores a closed stderr, because progress and remarks are not essential. Call once, before any output. */
export function ignoreClosedStderr(): void {
  ignoreErrorFaults();
  // Drops the warnings of Node, which would be printed unredacted with file names and variables.
  process.removeAllListeners('warning').on('warning', (warning) => void tellWarning(warning));
}

async function tellWarning({ name, message }: Error): Promise<void> {
  const { createSecretRemover } = await import('../../redact/index.ts');
  say(createSecretRemover([])(`Node says: ${name}: ${message}`));
}

/** Ends the program after its output was written. */
export async function exitWhenWritten(status: number): Promise<never> {
  await flushOutput();
  // A failed write is reported in the next turn of the event loop, before the process exits.
  await new Promise((resolve) => setImmediate(resolve));
  if (isWatched()) await (await import('../watchdog/watched.ts')).reportLeaving(status);
  process.exit(status);
}
