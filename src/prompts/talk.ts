/** Reads one line at a time, waits, and handles pastes: of a paste only the first line is an answer, whatever runs after it. */
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
  /** Waits until a paste has arrived completely, and discards what was not read of it. */
  dropRest(): Promise<void>;
  /** Waits for an event or the timeout. */
  happening(withinMs: number): Promise<void>;
  /** Reports an event. */
  wake(): void;
}

export interface ConversationOptions {
  /** The user has left, even if lines are unread. */
  isOver(): boolean;
  /** Called once for each paste of which lines were discarded. */
  onDropped(): void;
}

interface Line {
  text: string;
  /** It belongs to the paste of the line before. */
  isRest: boolean;
}

/** Lines of one paste follow each other faster than typing. */
const PASTE_MS = 25;
const LONG_MS = 60_000;

export function createConversation(reader: LineReader, { isOver, onDropped }: ConversationOptions): Conversation {
  const lines: Line[] = [];
  let wake = () => {};
  /** Resolves when no line has followed for a while; null before a line and after that. */
  let paste: Promise<void> | null = null;
  let wasReported = false;
  reader.listen(arrived);
  arrived();

  function arrived(): void {
    for (let text = reader.take(); text !== null; text = reader.take()) {
      if (paste === null) wasReported = false;
      lines.push({ text, isRest: paste !== null });
      const pause = pauseOfTyping();
      paste = pause;
      void pause.then(() => {
        if (paste === pause) paste = null;
      });
    }
    wake();
  }

  const ended = () => reader.ended() && lines.length === 0;

  function skipRest(): void {
    for (; lines[0]?.isRest === true; lines.shift()) {
      if (!wasReported) onDropped();
      wasReported = true;
    }
  }

  function happening(withinMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, withinMs);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** `take` returns an arrived line, or null. */
  async function waitFor(take: () => string | null): Promise<string | null> {
    for (;;) {
      if (isOver()) return null;
      const line = take();
      if (line !== null) return line;
      if (ended()) return null;
      await happening(LONG_MS);
    }
  }

  const takeAny = () => lines.shift()?.text ?? null;

  function takeFirst(): string | null {
    skipRest();
    return takeAny();
  }

  return {
    next: () => waitFor(takeFirst),
    happening,
    heard: takeFirst,
    ended,
    wake: () => wake(),
    async collect(first) {
      const collected = [first];
      for (let line = await waitFor(takeAny); line?.trim() !== '.'; line = await waitFor(takeAny)) {
        if (line === null) return null;
        collected.push(line);
      }
      return collected.join('\n');
    },
    async dropRest() {
      while (paste !== null) await paste;
      skipRest();
    },
  };
}

/** A busy process is late with its timers and its input alike, so the timer alone does not show that nothing has arrived. */
async function pauseOfTyping(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, PASTE_MS));
  // Input is read before this resolves.
  await new Promise((resolve) => setImmediate(resolve));
}
