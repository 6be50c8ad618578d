/** Reads one line at a time, waits, and handles pastes. */
import type { LineReader } from './line-reader.ts';

export interface Conversation {
  /** The next line; null at the end of input, or when the session is over. */
  next(): Promise<string | null>;
  /** A line that has arrived but was not read; null without one. */
  heard(): string | null;
  /** Whether the input has ended. */
  ended(): boolean;
  /** Several lines up to one with only a full stop; null if the input ends first. */
  collect(first: string): Promise<string | null>;
  /** Discards the rest of a paste after its first line; returns the number of discarded lines. */
  dropRest(): Promise<number>;
  /** Waits for an event or the timeout. */
  happening(withinMs: number): Promise<void>;
  /** Reports an event. */
  wake(): void;
}

/** Lines of one paste follow each other faster than typing. */
const PASTE_MS = 25;
const LONG_MS = 60_000;

/** `isOver`: the user has left, even if lines are unread. */
export function createConversation(reader: LineReader, isOver: () => boolean): Conversation {
  let wake = () => {};
  reader.listen(() => wake());

  function happening(withinMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, withinMs);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  async function next(): Promise<string | null> {
    for (;;) {
      if (isOver()) return null;
      const line = reader.take();
      if (line !== null) return line;
      if (reader.ended()) return null;
      await happening(LONG_MS);
    }
  }

  return {
    next,
    happening,
    heard: () => reader.take(),
    ended: () => reader.ended(),
    wake: () => wake(),
    async collect(first) {
      const lines = [first];
      for (let line = await next(); line?.trim() !== '.'; line = await next()) {
        if (line === null) return null;
        lines.push(line);
      }
      return lines.join('\n');
    },
    async dropRest() {
      for (let dropped = 0; ; dropped += 1) {
        if (reader.take() !== null) continue;
        await new Promise((resolve) => setTimeout(resolve, PASTE_MS));
        if (reader.take() === null) return dropped;
      }
    },
  };
}
