/** Writes a crash report: the error's name and the frames of our own code, never its message. */
import { join } from 'node:path';
import { ensurePrivateFolder, writeNewFile } from './folder.ts';

/** Returns the report's path, or null if it could not be written. */
export function writeCrashReport(folder: string, id: string, version: string, error: unknown): string | null {
  const frames = error instanceof Error ? framesOf(error) : [];
  const name = error instanceof Error ? error.name : typeof error;
  const code = error instanceof Error && 'code' in error ? ` (${String(error.code).replace(/\W/g, '')})` : '';
  const text = [
    `gitpod-doctor ${version}, Node ${process.version}, ${process.platform} ${process.arch}`,
    `${name}${code}`,
    ...frames.slice(0, 30),
  ].join('\n');
  try {
    const path = join(ensurePrivateFolder(folder, 'crashes'), `${id}.txt`);
    return writeNewFile(path, `${text}\n`) ? path : null;
  } catch {
    return null;
  }
}

/** The frames are read after the end of the message, because a line of the message may look like a frame. */
function framesOf({ stack = '', message }: Error): string[] {
  const end = message === '' ? 0 : stack.indexOf(message) + message.length;
  return stack
    .slice(end)
    .split('\n')
    .filter((line) => /^\s+at .*(?::\d+:\d+|<anonymous>|native)\)?$/.test(line));
}
