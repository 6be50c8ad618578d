/** Reads lines from a terminal, which does the line editing itself: nothing is drawn while the user types. */
import { createInterface } from 'node:readline';

export interface LineReader {
  /** The next typed line; null if no line is complete. */
  take(): string | null;
  /** True once the input has ended. */
  ended(): boolean;
  /** Calls back on each line and at the end of input. */
  listen(listener: () => void): void;
  close(): void;
}

export function createLineReader(input: NodeJS.ReadableStream): LineReader {
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
