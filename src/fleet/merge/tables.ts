/** Stores only once what many machines share: requirements and causes by number, verdicts as one letter per requirement. */

import type { CompactReport } from '../../model/compact.ts';
import type { CONFIDENCES } from '../../model/finding.ts';
import { MAX_CAUSES } from '../../model/fleet.ts';
import { unpackRows } from '../line/row-names.ts';
import { boundedWord } from './bounded-text.ts';
import { aim, type Cause, causeOf, keyOfCause, mergeCause, namesOfLine } from './cause.ts';
import { createSmallest } from './smallest.ts';

/** A limit, because a fleet with more requirements would be an attack on the collector's memory. */
export const MAX_ROWS = 500;
/**
 * Verdicts have a letter for each number, so the numbers must be limited as well. Only beyond this limit does the order of arrival decide
 * which rows are kept. A list has about a hundred rows, so only an attack has thousands, and each row that is left out is counted.
 */
const MAX_ROW_NUMBERS = 8 * MAX_ROWS;
const MAX_ROOTS_PER_PLACE = 100;

/** One root cause on one machine; `cause` and `rows` are indexes into the tables. */
export interface RootCause {
  cause: number;
  confidence: (typeof CONFIDENCES)[number];
  rows: readonly number[];
}

/** The letters of verdicts. Requirements that do not count have no letter. */
export const VERDICT_LETTERS = { met: 'm', unmet: 'u', unknown: 'k', 'not-applicable': 'n' } as const;
export const ABSENT_LETTER = '-';

/** The number of requirements and causes that did not fit is `lost`. */
export interface Verdicts {
  verdicts: string;
  lost: number;
}
export interface RootCauseList {
  roots: RootCause[];
  lost: number;
}

export interface FleetIndexTables {
  /** Adds the requirements and causes of another collection, and returns their numbers here. */
  absorb(rowIds: readonly string[], causes: readonly Cause[]): Numbers;
  /** One letter per counting requirement, by number. */
  verdictsOf(compact: CompactReport): Verdicts;
  /** `key` identifies the key of the pseudonyms in the result. */
  rootsOf(compact: CompactReport, key: string): RootCauseList;
  /** Writes verdicts and causes without numbers, because numbers depend on the order of arrival. */
  spelled(verdicts: string, roots: readonly RootCause[]): string;
  /** The tables in order, and the position of each number in them; numbers that are left out have no position. */
  sorted(): SortedTables;
}

/** Maps the numbers of one collection to those of another. */
export interface Numbers {
  rowAt: ReadonlyMap<number, number>;
  causeAt: ReadonlyMap<number, number>;
}

export interface SortedTables extends Numbers {
  rowIds: readonly string[];
  causes: readonly Cause[];
}

export function createTables(): FleetIndexTables {
  const rows = createSmallest<number>(MAX_ROWS, () => undefined);
  const causes = createSmallest<{ number: number; cause: Cause }>(MAX_CAUSES, () => undefined);
  /** By number, including those that no longer fit. */
  const rowIds: string[] = [];
  const causeKeys: string[] = [];

  const rowNumber = (from: string): number | null => {
    const id = boundedWord(from);
    const known = rows.get(id);
    if (known !== undefined) return known;
    return rowIds.length < MAX_ROW_NUMBERS && rows.set(id, rowIds.length) ? rowIds.push(id) - 1 : null;
  };

  const causeNumber = (cause: Cause): number | null => {
    const key = keyOfCause(cause);
    const known = causes.get(key);
    if (known === undefined) return causes.set(key, { number: causeKeys.length, cause }) ? causeKeys.push(key) - 1 : null;
    mergeCause(known.cause, cause);
    return known.number;
  };

  return {
    absorb: (ids, others) => ({ rowAt: numbersOf(ids.map(rowNumber)), causeAt: numbersOf(others.map(causeNumber)) }),
    verdictsOf(compact) {
      const letters: string[] = [];
      let lost = 0;
      for (const group of compact.rows) {
        for (const id of unpackRows(group.rows)) {
          const number = rowNumber(id);
          if (number === null) lost++;
          else letters[number] = VERDICT_LETTERS[group.verdict];
        }
      }
      return { verdicts: Array.from(letters, (letter) => letter ?? ABSENT_LETTER).join(''), lost };
    },
    rootsOf({ names, toldNames, findings, told, failures }, key) {
      const quoted = namesOfLine(names, toldNames);
      const roots = new Map<number, RootCause>();
      let lost = 0;
      for (const [index, finding] of findings.entries()) {
        if (finding.causedBy !== null) continue;
        if (roots.size === MAX_ROOTS_PER_PLACE) {
          lost++;
          continue;
        }
        const ids = unpackRows(finding.rows);
        const words = told.find((each) => each.finding === index);
        const cause = causeOf(finding, key, words, quoted);
        aim(cause, new Set(ids), failures, quoted);
        const number = causeNumber(cause);
        if (number === null) lost++;
        else
          roots.set(number, {
            cause: number,
            confidence: finding.confidence,
            rows: [...new Set(ids.flatMap((id) => rowNumber(id) ?? []))],
          });
      }
      return { roots: [...roots.values()], lost };
    },
    spelled(verdicts, roots) {
      const letters = [...verdicts].flatMap((letter, row) => (letter === ABSENT_LETTER ? [] : `${rowIds[row]} ${letter}`));
      const causes = roots.map(({ cause, confidence, rows }) => [causeKeys[cause], confidence, rows.map((row) => rowIds[row]).sort()]);
      return JSON.stringify([letters.sort(), causes.sort()]);
    },
    sorted() {
      const [rowEntries, causeEntries] = [rows.entries(), causes.entries()];
      return {
        rowIds: rowEntries.map(([id]) => id),
        causes: causeEntries.map(([, { cause }]) => cause),
        rowAt: new Map(rowEntries.map(([, number], at) => [number, at])),
        causeAt: new Map(causeEntries.map(([, { number }], at) => [number, at])),
      };
    },
  };
}

function numbersOf(numbers: readonly (number | null)[]): Map<number, number> {
  return new Map(numbers.flatMap((number, at) => (number === null ? [] : [[at, number]])));
}
