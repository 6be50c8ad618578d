/** Reads a pipe, such as a shell's `<(command)`: to its end, or until its writer is silent for too long. */
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';

const BETWEEN_LOOKS_MS = 20;

/** The writer sent nothing for the whole wait, or never opened the pipe. */
export class SilentPipeError extends Error {}

/** Opened without blocking, so that a silent writer cannot delay the exit. Throws `SilentPipeError`, or the system's error. */
export async function* readPipeChunks(path: string, silenceMs: number): AsyncGenerator<Buffer> {
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    let isBegun = false;
    for (let silentMs = 0; silentMs < silenceMs; silentMs += BETWEEN_LOOKS_MS) {
      const piece = await pieceOf(file);
      if (piece !== null && piece.length > 0) {
        silentMs = 0;
        isBegun = true;
        yield piece;
        continue;
      }
      // Reading a pipe without a writer returns the end of the file, even before the first writer opens the pipe.
      if (piece !== null && isBegun) return;
      await setTimeout(BETWEEN_LOOKS_MS);
    }
    throw new SilentPipeError();
  } finally {
    await file.close();
  }
}

/** The next chunk; null if a writer is connected and has sent nothing. */
async function pieceOf(file: FileHandle): Promise<Buffer | null> {
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(64 * 1024), 0, null, null);
    return buffer.subarray(0, bytesRead);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return null;
    throw error;
  }
}
