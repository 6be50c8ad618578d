/** The progress of `fleet collect`, one line on a terminal. Ten thousand files or a large log take some seconds. */
import { statSync } from 'node:fs';
import { isErrorTerminal, redrawLine } from '../../terminal/gate.ts';
import { filesBelow } from './files-below.ts';

export interface CollectProgress {
  /** Reports a chunk that was read. A bundle counts as one line. `places` is the number of machines so far. */
  read(bytes: number, lines: number, places: number): void;
  end(): void;
}

const SILENT: CollectProgress = { read: () => {}, end: () => {} };
const INTERVAL_MS = 250;

/** Draws nothing without a terminal, with `--quiet`, or in the first second. For a pipe the remaining time is unknown. */
export function createCollectProgress(paths: readonly string[], isQuiet: boolean, now: () => number = Date.now): CollectProgress {
  if (isQuiet || !isErrorTerminal()) return SILENT;
  const total = totalBytes(paths);
  const start = now();
  let drawnAt = start + 1000 - INTERVAL_MS;
  let isDrawn = false;
  const sum = { lines: 0, bytes: 0 };
  return {
    read(bytes, lines, places) {
      sum.lines += lines;
      // Counts characters as bytes, because results are ASCII (except in UTF-16 files).
      sum.bytes += bytes;
      const at = now();
      if (at - drawnAt < INTERVAL_MS) return;
      [drawnAt, isDrawn] = [at, true];
      redrawLine(progressText({ ...sum, places, total, seconds: (at - start) / 1000 }));
    },
    end() {
      if (isDrawn) redrawLine('');
    },
  };
}

interface Progress {
  lines: number;
  bytes: number;
  places: number;
  /** The total size of the files in bytes; null if it is unknown. */
  total: number | null;
  seconds: number;
}

export function progressText({ lines, bytes, places, total, seconds }: Progress): string {
  const number = new Intl.NumberFormat('en');
  const left = total === null ? null : Math.max(0, Math.ceil(((total - bytes) * seconds) / bytes));
  return [
    `${number.format(lines)} lines`,
    `${number.format(places)} machines`,
    `${number.format(Math.round(lines / seconds))} lines/s`,
    ...(left === null ? [] : [left < 2 ? 'almost done' : `about ${left} s left`]),
  ].join(', ');
}

/** Null for a pipe, whose size is unknown until its end. */
function totalBytes(paths: readonly string[]): number | null {
  let sum = 0;
  for (const path of paths) {
    const about = path === '-' ? undefined : statSync(path, { throwIfNoEntry: false });
    if (about?.isDirectory()) sum += bytesBelow(path);
    else if (about?.isFile()) sum += about.size;
    else return null;
  }
  return sum;
}

function bytesBelow(folder: string): number {
  let sum = 0;
  for (const path of filesBelow(folder)) sum += statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  return sum;
}
