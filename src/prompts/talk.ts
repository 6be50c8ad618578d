/** Reads one line at a time, waits, and handles pastes: only the first line of a paste is an answer, whatever that answer starts. */
import type { LineReader } from './line-reader.ts';

export interface Conversation {
  /** The next line; null at the end of input, when the session is over, or when what was asked no longer matters. */
  next(isOutdated?: () => boolean): Promise<string | null>;
  /** A line that has arrived but was not read yet; null if there is none. */
  heard(): string | null;
  /** Whether the input has ended. */
  ended(): boolean;
  /** Several lines, up to a line that is only a full stop; null if the input ends before that. */
  collect(first: string): Promise<string | null>;
  /** Waits until a paste has arrived completely, and discards the lines that were not read. */
  dropRest(): Promise<void>;
  /** Waits for an event or the timeout. */
  happening(withinMs: number): Promise<void>;
  /** Reports an event for which `happening` waits. */
  wake(): void;
}

export interface ConversationOptions {
  /** The user has left, even if some lines are unread. */
  isOver(): boolean;
  /** Called once for each paste from which lines were discarded. */
  onDropped(): void;
}

interface Line {
  text: string;
  /** The line belongs to the same paste as the line before it. */
  isRest: boolean;
}

/** The lines of a paste follow each other faster than anyone types. */
const PASTE_MS = 25;
const LONG_MS = 60_000;

export function createConversation(reader: LineReader, { isOver, onDropped }: ConversationOptions): Conversation {
  const lines: Line[] = [];
  let wake = () => {};
  /** Resolves when no further line has arrived for a while; null before the first line, and after that time. */
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
  async function waitFor(take: () => string | null, isOutdated = () => false): Promise<string | null> {
    for (;;) {
      if (isOver()) return null;
      const line = take();
      if (line !== null) return line;
      if (ended() || isOutdated()) return null;
      await happening(LONG_MS);
    }
  }

  const takeAny = () => lines.shift()?.text ?? null;

  function takeFirst(): string | null {
    skipRest();
    return takeAny();
  }

  return {
    next: (isOutdated) => waitFor(takeFirst, isOutdated),
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

/** The timers of a busy process are late, like its input, so an expired timer alone does not prove that nothing has arrived. */
async function pauseOfTyping(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, PASTE_MS));
  // Pending input is read before this promise resolves.
  await new Promise((resolve) => setImmediate(resolve));
}
