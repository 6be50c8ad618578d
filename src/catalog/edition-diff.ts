/** The requirements in which two editions differ. */

import type { EditionName } from '../model/profile-words.ts';
import { editionOf } from './editions/index.ts';
import type { Row, RowSource } from './row.ts';

/** `before` is null for a requirement that only the second edition has, `after` for one that only the first has. */
export interface RowDifference {
  id: string;
  title: string;
  before: RowTerms | null;
  after: RowTerms | null;
  /** The source of the later edition's requirement. */
  source: RowSource | null;
}

/** The fields of a requirement that matter for the comparison. */
export type RowTerms = Pick<Row, 'endpoint' | 'level' | 'neededFrom' | 'direct'>;

export function editionDifferences(before: EditionName, after: EditionName): RowDifference[] {
  const [first, second] = [editionOf(before), editionOf(after)];
  const of = (rows: readonly Row[]) => new Map(rows.map((row) => [row.id, row]));
  const [old, now] = [of(first.rows), of(second.rows)];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((id) => {
    const [from, to] = [old.get(id), now.get(id)];
    const row = to ?? from;
    if (row === undefined || termsKey(from) === termsKey(to)) return [];
    return [{ id, title: row.title, before: terms(from), after: terms(to), source: sourceOf(id, to, [first, second]) }];
  });
}

function sourceOf(id: string, to: Row | undefined, editions: readonly ReturnType<typeof editionOf>[]): RowSource | null {
  return to?.source ?? editions.map(({ dropped }) => dropped[id]).find((source) => source !== undefined) ?? null;
}

function terms(row: Row | undefined): RowTerms | null {
  return row === undefined
    ? null
    : { endpoint: row.endpoint, level: row.level, neededFrom: row.neededFrom, ...(row.direct === undefined ? {} : { direct: row.direct }) };
}

const termsKey = (row: Row | undefined) => JSON.stringify([terms(row), row?.conditions]);
