/** stdout and stderr. A reader that goes away ends the program quietly with 141. */
import { isWatched } from '../watchdog/is-watched.ts';

/** Those that are in use: the first look at one makes it, which takes longer than to print a version. */
const inUse: NodeJS.WriteStream[] = [];

/** Installs the handler for a closed pipe; call once, before the first write. */
export function endQuietlyWhenReaderLeaves(): void {
  inUse.push(process.stdout);
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(141);
    // A full disk behind a redirected stdout loses the answer: that is a file that cannot be written.
    say(`The answer cannot be written: ${error.code === 'ENOSPC' ? 'the disk is full' : `the system says ${error.code}`}.`);
    process.exit(4);
  });
}

/** Nobody has to listen to progress and prose; call once, before anything is said. */
export function speakToWhomeverListens(): void {
  inUse.push(process.stderr);
  process.stderr.on('error', () => {});
}

export function print(text: string): void {
  process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
}

/** Progress and prose: stderr, so that stdout stays one document. */
export function say(text: string): void {
  process.stderr.write(text.endsWith('\n') ? text : `${text}\n`);
}

/** Ends the program once what was written has left. */
export async function leave(status: number): Promise<never> {
  await Promise.all(inUse.map(drained));
  // A write that failed says so in the next turn; the status must not be out before it.
  await new Promise((resolve) => setImmediate(resolve));
  if (isWatched()) await (await import('../watchdog/watched.ts')).tellLeaving(status);
  process.exit(status);
}

function drained(stream: NodeJS.WriteStream): Promise<void> {
  if (stream.writableLength === 0) return Promise.resolve();
  return new Promise((resolve) => stream.write('', () => resolve()));
}
