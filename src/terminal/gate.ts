/** The only gate to the terminal (a lint rule), so that a report, a network or a file name reaches it as text only. */
import { writeSync } from 'node:fs';
import { clipboardSequence } from './clipboard.ts';
import { escapeDrawing } from './sequences.ts';
import { escapeHidden } from './visible.ts';

/** Prints an answer: text for people, or a document for a program. */
export function print(text: string): void {
  process.stdout.write(escapeHidden(text.endsWith('\n') ? text : `${text}\n`));
}

/** Prints progress and prose on stderr, so that stdout stays one document. */
export function say(text: string): void {
  process.stderr.write(escapeHidden(text.endsWith('\n') ? text : `${text}\n`));
}

/** Prints a question; the answer is typed after it. */
export function prompt(text: string): void {
  process.stdout.write(escapeHidden(text));
}

/** Replaces the cursor's line on stderr. */
export function redrawLine(line: string): void {
  process.stderr.write(`\r\u001b[K${escapeHidden(line)}`);
}

/** Writes on exit, when nothing can wait any more. A closed terminal is ignored. */
export function writeImmediately(to: 1 | 2, text: string): void {
  try {
    writeSync(to, escapeDrawing(text));
  } catch {
    // Ignores a closed terminal.
  }
}

/** Requests the terminal to copy a text; returns false if it is too long. Copied text may be pasted into a shell. */
export function copyToClipboard(text: string, stream: NodeJS.WriteStream = process.stdout): boolean {
  const sequence = clipboardSequence(escapeHidden(text), process.env);
  if (sequence !== null) stream.write(sequence);
  return sequence !== null;
}

/** The stream stderr for a line editor. */
export function editorStream(): NodeJS.WriteStream {
  return screenStream(process.stderr);
}

/** The stream for drawing, limited to text and our own sequences. */
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

/** Whether stderr is a terminal, so that a person may be reading. */
export function isErrorTerminal(): boolean {
  return process.stderr.isTTY === true;
}

/** The width of the terminal; null if it is unknown. */
export function outputColumns(): number | null {
  return process.stdout.columns || null;
}

/** The open streams. The first access creates one, which takes longer than printing a version. */
const inUse: NodeJS.WriteStream[] = [];

/** Installs the handler for a failed write to stdout. Call once, before the first answer. */
export function onOutputFault(act: (error: NodeJS.ErrnoException) => void): void {
  inUse.push(process.stdout);
  process.stdout.on('error', act);
}

/** The terminal was closed with its window, so later writes are expected to fail. */
export function forgetOutputFaults(): void {
  process.stdout.removeAllListeners('error').on('error', () => {});
}

/** Ignores write errors on stderr, because progress and prose need no reader. Call once, before any output. */
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
