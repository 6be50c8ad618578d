/**
 * The only gate to the terminal (a lint rule enforces it), so that text from a report, a network or a file name never controls the
 * terminal.
 */
import { writeSync } from 'node:fs';
import { clipboardSequence } from './clipboard.ts';
import { escapeDrawing } from './sequences.ts';
import { escapeHidden } from './visible.ts';

/** Prints a result: text for people, or a document for a program. */
export function print(text: string): void {
  process.stdout.write(escapeHidden(text.endsWith('\n') ? text : `${text}\n`));
}

/** Prints progress and remarks on stderr, so that stdout contains only the document. */
export function say(text: string): void {
  process.stderr.write(escapeHidden(text.endsWith('\n') ? text : `${text}\n`));
}

/** Prints a question; the answer is typed after it. */
export function prompt(text: string): void {
  process.stdout.write(escapeHidden(text));
}

/** Replaces the line of the cursor on stderr. */
export function redrawLine(line: string): void {
  process.stderr.write(`\r\u001b[K${escapeHidden(line)}`);
}

/** Writes during the exit, when nothing can be awaited any more. A closed terminal is ignored. */
export function writeImmediately(to: 1 | 2, text: string): void {
  try {
    writeSync(to, escapeDrawing(text));
  } catch {
    // Ignores a closed terminal.
  }
}

/** Asks the terminal to copy a text; returns false if the text is too long. A user may paste the copied text into a shell. */
export function copyToClipboard(text: string, stream: NodeJS.WriteStream = process.stdout): boolean {
  const sequence = clipboardSequence(escapeHidden(text), process.env);
  if (sequence !== null) stream.write(sequence);
  return sequence !== null;
}

/** The stream stderr for a line editor. */
export function editorStream(): NodeJS.WriteStream {
  return screenStream(process.stderr);
}

/** The stream for drawing, on which only text and our own escape sequences are written. */
export function screenStream(stream: NodeJS.WriteStream = process.stdout): NodeJS.WriteStream {
  const write = (text: string | Uint8Array, ...rest: []) =>
    stream.write(escapeDrawing(typeof text === 'string' ? text : Buffer.from(text).toString()), ...rest);
  return new Proxy(stream, {
    get(target, name) {
      if (name === 'write') return write;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

/** Whether stderr is a terminal, so that a user may be reading it. */
export function isErrorTerminal(): boolean {
  return process.stderr.isTTY === true;
}

/** The width of the terminal; null if it is unknown. */
export function outputColumns(): number | null {
  return process.stdout.columns || null;
}

/** The open streams. Opening one takes longer than printing the version, so each is opened at its first use. */
const inUse: NodeJS.WriteStream[] = [];

/** Installs the handler for a failed write to stdout. Call this once, before the first output. */
export function onOutputFault(act: (error: NodeJS.ErrnoException) => void): void {
  inUse.push(process.stdout);
  process.stdout.on('error', act);
}

/** The terminal was closed together with its window, so later writes fail as expected. */
export function forgetOutputFaults(): void {
  process.stdout.removeAllListeners('error').on('error', () => {});
}

/** Ignores write errors on stderr, because progress and remarks have no reader then. Call this once, before any output. */
export function ignoreErrorFaults(): void {
  inUse.push(process.stderr);
  process.stderr.on('error', () => {});
}

/** Resolves once everything was written. */
export async function flushOutput(): Promise<void> {
  await Promise.all(inUse.map(drained));
}

function drained(stream: NodeJS.WriteStream): Promise<void> {
  if (stream.writableLength === 0) return Promise.resolve();
  return new Promise((resolve) => stream.write('', () => resolve()));
}
