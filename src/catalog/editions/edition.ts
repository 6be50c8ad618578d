/**
 * An edition: the requirements of one kind of installation. The document is the first one; a later one is the document's rows without
 * those that it does not need, with some changed and some added. Each of these says where that is known from, and whether it is inferred.
 */
import type { EditionName } from '../../model/profile-words.ts';
import { inAreaOrder } from '../overlaid.ts';
import type { Row, RowSource } from '../row.ts';
import { ROWS } from '../rows.ts';

export interface Edition {
  name: EditionName;
  rows: readonly Row[];
  /** Rows of the document that it does not need, and how that is known. */
  dropped: Readonly<Record<string, RowSource>>;
}

/** Differences from the document, by row id. `added` rows follow those of their area. */
interface Differences {
  dropped: Readonly<Record<string, RowSource>>;
  changed: Readonly<Record<string, Partial<Row> & { source: RowSource }>>;
  added: readonly (Row & { source: RowSource })[];
}

/** Throws RangeError for an unknown id, because an edition must not silently keep a row that it means to drop. */
export function documentWith({ dropped, changed, added }: Differences): Pick<Edition, 'rows' | 'dropped'> {
  for (const id of [...Object.keys(dropped), ...Object.keys(changed)])
    if (!ROWS.some((row) => row.id === id)) throw new RangeError(`the document has no row ${id}`);
  const kept = ROWS.filter(({ id }) => dropped[id] === undefined).map((row) => ({ ...row, ...changed[row.id] }));
  return { rows: inAreaOrder([...kept, ...added]), dropped };
}

/** A row, and where it is known from. */
export const sourced = (row: Row, source: RowSource) => ({ ...row, source });
