/**
 * The one gate to the terminal. Nothing else looks at stdout and stderr (a rule of the linter), so that what a report, a network
 * or a file name holds reaches a terminal as text and as nothing else.
 */
import { writeSync } from 'node:fs';
import { clipboardSequence } from './clipboard.ts';
import { drawn } from './sequences.ts';
import { visible } from './visible.ts';

/** An answer: text for a person, a document for a program. */
export function print(text: string): void {
  process.stdout.write(visible(text.endsWith('\n') ? text : `${text}\n`));
}

/** Progress and prose: stderr, so that stdout stays one document. */
export function say(text: string): void {
  process.stderr.write(visible(text.endsWith('\n') ? text : `${text}\n`));
}

/** A question; the answer is typed behind it. */
export function prompt(text: string): void {
  process.stdout.write(visible(text));
}

/** The line on stderr that the cursor stands in, anew. */
export function redraw(line: string): void {
  process.stderr.write(`\r\u001b[K${visible(line)}`);
}

/** On the way out, when nothing waits any more. A terminal that is gone has no reader. */
export function putAtOnce(to: 1 | 2, text: string): void {
  try {
    writeSync(to, drawn(text));
  } catch {
    // As above.
  }
}

/** Asks the terminal to take a text over; false where it is too long for that. What is copied may be pasted into a shell. */
export function copy(text: string, stream: NodeJS.WriteStream = process.stdout): boolean {
  const sequence = clipboardSequence(visible(text), process.env);
  if (sequence !== null) stream.write(sequence);
  return sequence !== null;
}

/** stderr for a line editor. */
export function editorOut(): NodeJS.WriteStream {
  return screenOut(process.stderr);
}

/** For what draws: the same stream, through which nothing but text and our own sequences can be written. */
export function screenOut(stream: NodeJS.WriteStream = process.stdout): NodeJS.WriteStream {
  const write = (text: string | Uint8Array, ...rest: []) =>
    stream.write(drawn(typeof text === 'string' ? text : Buffer.from(text).toString()), ...rest);
  return new Proxy(stream, {
    get(target, name) {
      if (name === 'write') return write;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

/** Whether a person may sit at the other end. */
export function isErrorTerminal(): boolean {
  return process.stderr.isTTY === true;
}

/** Null where nobody knows. */
export function outputColumns(): number | null {
  return process.stdout.columns || null;
}

/** Those that are in use: the first look at one makes it, which takes longer than to print a version. */
const inUse: NodeJS.WriteStream[] = [];

/** Call once, before the first answer. */
export function onOutputFault(act: (error: NodeJS.ErrnoException) => void): void {
  inUse.push(process.stdout);
  process.stdout.on('error', act);
}

/** The terminal is gone with its window: what is still written to it fails, and that is no news. */
export function forgetOutputFaults(): void {
  process.stdout.removeAllListeners('error').on('error', () => {});
}

/** Progress and prose need no reader; call once, before any output. */
export function ignoreErrorFaults(): void {
  inUse.push(process.stderr);
  process.stderr.on('error', () => {});
}

/** Settles once what was written has left. */
export async function allWritten(): Promise<void> {
  await Promise.all(inUse.map(drained));
}

function drained(stream: NodeJS.WriteStream): Promise<void> {
  if (stream.writableLength === 0) return Promise.resolve();
  return new Promise((resolve) => stream.write('', () => resolve()));
}
