/** Reading what a person hands over through a pipe, as shells do with `<(command)`: until its end, but not for ever. */
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';

const BETWEEN_LOOKS_MS = 20;

/** Nobody wrote anything for as long as was waited, or ever opened the other end. */
export class SilentPipe extends Error {}

/**
 * Opened without waiting: a thread that waits for a writer cannot be called back, and would be waited for when the program ends.
 * Throws `SilentPipe`, or what the system says.
 */
export async function* piecesOfPipe(path: string, patienceMs: number): AsyncGenerator<Buffer> {
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    let isBegun = false;
    for (let silentMs = 0; silentMs < patienceMs; silentMs += BETWEEN_LOOKS_MS) {
      const piece = await pieceOf(file);
      if (piece !== null && piece.length > 0) {
        silentMs = 0;
        isBegun = true;
        yield piece;
        continue;
      }
      // Without a writer a pipe is at its end at once, also before there is the first one.
      if (piece !== null && isBegun) return;
      await setTimeout(BETWEEN_LOOKS_MS);
    }
    throw new SilentPipe();
  } finally {
    await file.close();
  }
}

/** Null: there is a writer, and nothing from it. */
async function pieceOf(file: FileHandle): Promise<Buffer | null> {
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(64 * 1024), 0, null, null);
    return buffer.subarray(0, bytesRead);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return null;
    throw error;
  }
}
