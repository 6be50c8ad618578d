/** The findings on a machine, and the effect of fixing one cause alone. */
import type { CompactReport } from '../../model/compact.ts';
import { ABSENT_LETTER, type Numbers, type RootCause, VERDICT_LETTERS } from './tables.ts';

/** A result as it is collected. Machines with the same result share one. */
export interface StoredResult {
  outcome: CompactReport['summary']['outcome'];
  met: number;
  unmet: number;
  unknown: number;
  /** One letter per requirement that counts. */
  verdicts: string;
  roots: readonly RootCause[];
  /** The number of its requirements and causes that do not fit into a collection. */
  lost: number;
}

export interface PlaceResult extends StoredResult {
  /** Requirements that depend on this root cause alone, in the order of `roots`. */
  freed: readonly number[];
  /** The cause whose fix alone would meet every counting requirement; null if there is none. */
  frees: number | null;
}

/** The result with the numbers of another table. Requirements and causes without a number there are counted. */
export function renumbered(stored: StoredResult, { rowAt, causeAt }: Numbers): StoredResult {
  const letters: string[] = [];
  let { lost } = stored;
  for (let number = 0; number < stored.verdicts.length; number++) {
    const letter = stored.verdicts[number];
    if (letter === undefined || letter === ABSENT_LETTER) continue;
    const at = rowAt.get(number);
    if (at === undefined) lost++;
    else letters[at] = letter;
  }
  const roots: RootCause[] = [];
  for (const { cause, confidence, rows } of stored.roots) {
    const at = causeAt.get(cause);
    if (at === undefined) lost++;
    else roots.push({ cause: at, confidence, rows: rows.flatMap((row) => rowAt.get(row) ?? []).sort((a, b) => a - b) });
  }
  const verdicts = Array.from(letters, (letter) => letter ?? ABSENT_LETTER).join('');
  return { ...stored, verdicts, roots: roots.sort((a, b) => a.cause - b.cause), lost };
}

/** The same result, with the effect of each fix. */
export function sortedResult(stored: StoredResult, sorted: Numbers): PlaceResult {
  const result = renumbered(stored, sorted);
  return { ...result, ...rowsFreedByFix(result.verdicts, result.roots, result) };
}

/** A requirement with two causes stays unmet when one of them is fixed. An unmet requirement without a cause stays unmet in any case. */
export function rowsFreedByFix(
  verdicts: string,
  roots: readonly RootCause[],
  { unmet, unknown }: Pick<CompactReport['summary'], 'unmet' | 'unknown'>,
): Pick<PlaceResult, 'freed' | 'frees'> {
  const holders = new Map<number, number[]>();
  for (const [index, { rows }] of roots.entries()) {
    for (const row of rows) {
      if (!isUnmetOrUnknown(verdicts[row])) continue;
      const held = holders.get(row);
      if (held === undefined) holders.set(row, [index]);
      else held.push(index);
    }
  }
  const freed = roots.map(() => 0);
  for (const held of holders.values()) if (held.length === 1) freed[held[0] ?? 0] = (freed[held[0] ?? 0] ?? 0) + 1;
  const open = [...verdicts].filter(isUnmetOrUnknown).length;
  // A truncated line may lack inconclusive requirements with unknown causes.
  const sole = open === 0 || open !== unmet + unknown ? -1 : freed.indexOf(open);
  return { freed, frees: roots[sole]?.cause ?? null };
}

/** The requirement counts and is not met. */
export function isUnmetOrUnknown(letter: string | undefined): boolean {
  return letter === VERDICT_LETTERS.unmet || letter === VERDICT_LETTERS.unknown;
}
