/** Lines as a terminal hands them over, with its own editing: nothing is drawn by us while somebody types. */
import { createInterface } from 'node:readline';

export interface LineReader {
  /** The next line that was typed; null where there is none yet. */
  take(): string | null;
  /** No more lines will come. */
  ended(): boolean;
  /** Called back when a line has come, or the end. */
  listen(listener: () => void): void;
  close(): void;
}

export function readLines(input: NodeJS.ReadableStream): LineReader {
  const typed: string[] = [];
  let end = false;
  let heard = () => {};
  const lines = createInterface({ input, terminal: false, crlfDelay: Number.POSITIVE_INFINITY });
  lines.on('line', (line) => {
    typed.push(line);
    heard();
  });
  lines.on('close', () => {
    end = true;
    heard();
  });
  return {
    take: () => typed.shift() ?? null,
    ended: () => end && typed.length === 0,
    listen(listener) {
      heard = listener;
    },
    close: () => lines.close(),
  };
}
