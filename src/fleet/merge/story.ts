/** What was found at a place, and what the removal of one cause alone would change there. */
import type { Compact } from '../../model/compact.ts';
import { LETTERS, type Root } from './tables.ts';

export interface Story {
  outcome: Compact['summary']['outcome'];
  met: number;
  unmet: number;
  unknown: number;
  /** A letter a row that counts. */
  verdicts: string;
  roots: readonly Root[];
  /** Rows that hang on this root and on no other, in the order of `roots`. */
  freed: readonly number[];
  /** The cause without which every row that counts would be met; null where there is none, or more than one is needed. */
  frees: number | null;
}

/** A row that two causes explain stays as it is when one of them goes; one that none explains stays in any case. */
export function creditOf(
  verdicts: string,
  roots: readonly Root[],
  { unmet, unknown }: Pick<Compact['summary'], 'unmet' | 'unknown'>,
): Pick<Story, 'freed' | 'frees'> {
  const holders = new Map<number, number[]>();
  for (const [index, { rows }] of roots.entries()) {
    for (const row of rows) {
      if (!isOpen(verdicts[row])) continue;
      const held = holders.get(row);
      if (held === undefined) holders.set(row, [index]);
      else held.push(index);
    }
  }
  const freed = roots.map(() => 0);
  for (const held of holders.values()) if (held.length === 1) freed[held[0] ?? 0] = (freed[held[0] ?? 0] ?? 0) + 1;
  const open = [...verdicts].filter(isOpen).length;
  // A line that was cut may have lost open rows, and nobody knows what they hang on.
  const sole = open === 0 || open !== unmet + unknown ? -1 : freed.indexOf(open);
  return { freed, frees: roots[sole]?.cause ?? null };
}

/** It counts, and it is not met. */
export function isOpen(letter: string | undefined): boolean {
  return letter === LETTERS.unmet || letter === LETTERS.unknown;
}
