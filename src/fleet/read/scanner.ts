/**
 * Takes a file apart as it comes: whole JSON documents (one, or many behind one another), and the lines of everything else.
 * It holds no more than one document or one line, each up to a bound.
 */

export interface Heard {
  /** The text of a document from its first to its last bracket. */
  document(text: string): void;
  /** A line, or a part of one that is too long to be held. */
  line(text: string): void;
}

/** What a report or the answer of an engine for thousands of machines may have. */
const LARGEST_DOCUMENT = 96 * 1024 * 1024;
/** More than three times as long as a compact line may be. */
export const LONGEST_LINE = 64 * 1024;

/** By then it has shown whether a line begins a document. */
const HEAD = 200;

/** A bracket that begins a document: a log that begins its lines with `[12:00]` is none. */
const BEGINS_DOCUMENT = /^\uFEFF?\s*(?:\{\s*(?:["}]|$)|\[\s*(?:[{"[\]]|$))/;

export interface Scanner {
  push(text: string): void;
  end(): void;
}

/** `mark`: what a line that is too long is not cut within. */
export function createScanner(heard: Heard, mark: string, bounds = { document: LARGEST_DOCUMENT, line: LONGEST_LINE }): Scanner {
  let line = '';
  /** It is known that what stands in `line` begins no document. */
  let isPlain = false;
  let document: Brackets | null = null;

  const endLine = () => {
    if (line !== '') heard.line(line);
    line = '';
    isPlain = false;
  };
  /** Everything up to the last mark is told; what stands behind it may go on, and the end may be the beginning of a mark. */
  const shorten = () => {
    const last = line.lastIndexOf(mark);
    const at = last > 0 ? last : line.length - mark.length + 1;
    heard.line(line.slice(0, at));
    line = line.slice(at);
  };
  /** In steps, so that a line is cut at the same places however it comes. */
  const addPlain = (text: string, from: number, end: number) => {
    for (let at = from; at < end; ) {
      const step = Math.min(end, at + bounds.line + 1 - line.length);
      line += text.slice(at, step);
      at = step;
      if (line.length > bounds.line) shorten();
    }
  };
  /** What has come of the line begins no document. */
  const settle = () => {
    const begun = line;
    line = '';
    isPlain = true;
    addPlain(begun, 0, begun.length);
  };
  /** The lines of what turned out to be no document; the last of them may go on. */
  const asLines = (text: string) => {
    for (let at = 0; at < text.length; ) {
      const end = lineEnd(text, at);
      isPlain = true;
      addPlain(text, at, end);
      if (end < text.length) endLine();
      at = end + 1;
    }
  };
  /** Up to where the document, or what was taken for one, has been read in this text. */
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
      // Whether a document begins can be seen at the end of the line, and long before in a long one.
      if (!isPlain && (isWhole || line.length + end - at >= HEAD)) {
        if (BEGINS_DOCUMENT.test((line + text.slice(at, Math.min(end + 1, at + HEAD))).slice(0, HEAD))) {
          document = createBrackets();
          const begun = line;
          line = '';
          const ended = goOn(document, begun, 0);
          // What came before may hold the whole of it.
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
      while (document === null && !isPlain && BEGINS_DOCUMENT.test(line)) {
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
  /** Takes in what belongs to the document; where it ends in this text, null if it goes on. */
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
