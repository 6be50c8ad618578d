/** The ways in which a server can misbehave, on any stream, at any stage. */
import type { Duplex } from 'node:stream';

export const MISBEHAVIOURS = [
  'closes at once',
  'closes right after success',
  'closes after some bytes',
  'resets',
  'half-closes',
  'stays silent',
  'drips a byte a second',
  'sends garbage',
  'never stops sending',
  'asks for something else',
] as const;
export type Misbehaviour = (typeof MISBEHAVIOURS)[number];

/** A correct message at this point, and a correct message that is out of place. */
export interface Talk {
  success: Buffer;
  /** A correct message that is unexpected here. */
  other: Buffer;
  /** Precedes endless output; default: nothing. */
  endless?: Buffer;
}

export interface Line {
  stream: Duplex;
  reset(): void;
}

/** Misbehaves from now on. `random` gives numbers from 0 to below 1, the same for the same seed. */
export function misbehave(how: Misbehaviour, { stream, reset }: Line, talk: Talk, random: () => number): void {
  stream.on('error', () => {}).resume();
  const close = () => stream.destroy();
  const acts: Record<Misbehaviour, () => void> = {
    'closes at once': close,
    'closes right after success': () => stream.end(talk.success, close),
    'closes after some bytes': () => stream.end(talk.success.subarray(0, 1 + Math.floor(random() * (talk.success.length - 1))), close),
    resets: reset,
    'half-closes': () => stream.end(),
    'stays silent'() {},
    'drips a byte a second': () => drip(stream, talk.success),
    'sends garbage': () => stream.write(garbage(2048, random)),
    'never stops sending': () => pour(stream, talk.endless ?? Buffer.alloc(0), garbage(16_384, random)),
    'asks for something else': () => stream.write(talk.other),
  };
  acts[how]();
}

export function garbage(length: number, random: () => number): Buffer {
  return Buffer.from(Array.from({ length }, () => Math.floor(random() * 256)));
}

function drip(stream: Duplex, bytes: Buffer): void {
  let at = 0;
  const timer = setInterval(() => {
    if (stream.destroyed || at === bytes.length) return clearInterval(timer);
    stream.write(bytes.subarray(at, at + 1));
    at += 1;
  }, 1000);
  stream.on('close', () => clearInterval(timer));
}

function pour(stream: Duplex, before: Buffer, again: Buffer): void {
  stream.write(before);
  const more = () => {
    while (!stream.destroyed && stream.write(again));
  };
  stream.on('drain', more);
  more();
}

/** Mulberry32: small, reproducible from a seed, and good enough to choose bytes. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
