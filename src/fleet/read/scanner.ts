/** Splits a stream into JSON documents and lines of other text. Buffers one document or line, up to a limit. */

export interface ScannerOutput {
  /** The text of a document from its first to its last bracket. */
  document(text: string): void;
  /** A line, or a part of a line that exceeds the limit. */
  line(text: string): void;
  /**
   * True if a line of this length continues the previous line, so that its bracket does not begin a document. A longer line counts with the
   * length `HEAD`.
   */
  continues?(length: number): boolean;
}

/** The maximum size of a document: large enough for a report, or for an engine's answer about thousands of machines. */
const LARGEST_DOCUMENT = 96 * 1024 * 1024;
/** More than three times the maximum length of a compact line. */
export const MAX_LINE_LENGTH = 64 * 1024;

/** The number of characters that show whether a line begins a document. */
const HEAD = 200;

/** A bracket that begins a document. In a log line, `[12:00]` does not. */
const BEGINS_DOCUMENT = /^\uFEFF?\s*(?:\{\s*(?:["}]|$)|\[\s*(?:[{"[\]]|$))/;

export interface Scanner {
  push(text: string): void;
  end(): void;
}

/** Within the text `mark`, a long line is never split. */
export function createScanner(heard: ScannerOutput, mark: string, bounds = { document: LARGEST_DOCUMENT, line: MAX_LINE_LENGTH }): Scanner {
  let line = '';
  /** True if `line` is not the beginning of a document. */
  let isPlain = false;
  let document: Brackets | null = null;

  const endLine = () => {
    if (line !== '') heard.line(line);
    line = '';
    isPlain = false;
  };
  /** Emits everything before the last mark. The rest may continue, and may end with the beginning of a mark. */
  const shorten = () => {
    const last = line.lastIndexOf(mark);
    const at = last > 0 ? last : line.length - mark.length + 1;
    heard.line(line.slice(0, at));
    line = line.slice(at);
  };
  /** Splits at fixed steps, so that a line is split at the same places for any chunk size. */
  const addPlain = (text: string, from: number, end: number) => {
    for (let at = from; at < end; ) {
      const step = Math.min(end, at + bounds.line + 1 - line.length);
      line += text.slice(at, step);
      at = step;
      if (line.length > bounds.line) shorten();
    }
  };
  /** Emits the line so far as plain text, not as the beginning of a document. */
  const settle = () => {
    const begun = line;
    line = '';
    isPlain = true;
    addPlain(begun, 0, begun.length);
  };
  /** Emits text that proved not to be a document as lines. The last line may continue. */
  const asLines = (text: string) => {
    for (let at = 0; at < text.length; ) {
      const end = lineEnd(text, at);
      isPlain = true;
      addPlain(text, at, end);
      if (end < text.length) endLine();
      at = end + 1;
    }
  };
  /** Returns the end of the document in this text, if it is one. */
  const goOn = (brackets: Brackets, text: string, from: number): number => {
    const to = Math.min(text.length, from + bounds.document + 1 - brackets.length());
    const end = brackets.read(text, from, to);
    if (end === null && brackets.length() <= bounds.document) return to;
    document = null;
    if (end === null) asLines(brackets.text());
    else heard.document(brackets.text());
    return end ?? to;
  };

  const push = (text: string) => {
    for (let at = 0; at < text.length; ) {
      if (document !== null) {
        at = goOn(document, text, at);
        continue;
      }
      const end = lineEnd(text, at);
      const isWhole = end < text.length;
      // Whether a document begins is decided at the end of the line, or after the first characters of a long line.
      if (!isPlain && (isWhole || line.length + end - at >= HEAD)) {
        const head = (line + text.slice(at, Math.min(end + 1, at + HEAD))).slice(0, HEAD);
        if (BEGINS_DOCUMENT.test(head) && heard.continues?.(Math.min(HEAD, line.length + end - at)) !== true) {
          document = createBrackets();
          const begun = line;
          line = '';
          const ended = goOn(document, begun, 0);
          // The earlier text may contain the whole document.
          if (ended < begun.length) push(begun.slice(ended));
          continue;
        }
        settle();
      }
      if (isPlain) addPlain(text, at, end);
      else line += text.slice(at, end);
      if (isWhole) endLine();
      at = end + 1;
    }
  };

  return {
    push,
    end() {
      while (document === null && !isPlain && BEGINS_DOCUMENT.test(line) && heard.continues?.(line.length) !== true) {
        const begun = line;
        line = '';
        document = createBrackets();
        const ended = goOn(document, begun, 0);
        if (ended < begun.length) push(begun.slice(ended));
      }
      if (document !== null) asLines(document.text());
      document = null;
      if (!isPlain) settle();
      endLine();
    },
  };
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

interface Brackets {
  /** Reads the text of the document. Returns its end, or null if the document continues. */
  read(text: string, from: number, to: number): number | null;
  text(): string;
  length(): number;
}

const BACKSLASH = 0x5c;
const QUOTE = 0x22;
const OPENING: ReadonlySet<number> = new Set([0x5b, 0x7b]);
const CLOSING: ReadonlySet<number> = new Set([0x5d, 0x7d]);

function createBrackets(): Brackets {
  const parts: string[] = [];
  let size = 0;
  let depth = 0;
  let inString = false;
  let escaped = false;
  const take = (part: string) => {
    parts.push(part);
    size += part.length;
  };
  return {
    read(text, from, to) {
      for (let at = from; at < to; at++) {
        const unit = text.charCodeAt(at);
        if (inString) {
          if (escaped) escaped = false;
          else if (unit === BACKSLASH) escaped = true;
          else if (unit === QUOTE) inString = false;
        } else if (unit === QUOTE) inString = true;
        else if (OPENING.has(unit)) depth++;
        else if (CLOSING.has(unit) && --depth === 0) {
          take(text.slice(from, at + 1));
          return at + 1;
        }
      }
      take(text.slice(from, to));
      return null;
    },
    text: () => parts.join(''),
    length: () => size,
  };
}
