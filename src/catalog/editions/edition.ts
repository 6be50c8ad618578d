/**
 * An edition has the requirements of one kind of installation. The document is the first one. A later edition consists of the document's
 * requirements, of which some are dropped, some changed and some added. Each of these changes has its source, and says whether it is
 * inferred.
 */
import type { EditionName } from '../../model/profile-words.ts';
import { calibrated } from '../calibrated.ts';
import { inAreaOrder, rowsWithOverlay } from '../overlaid.ts';
import type { ImportedOverlay } from '../overlay.ts';
import { CLI_WINDOWS } from '../releases.ts';
import type { Row, RowSource } from '../row.ts';
import { ROWS } from '../rows.ts';

export interface Edition {
  name: EditionName;
  rows: readonly Row[];
  /** The requirements of the document that it drops, with the source of each. */
  dropped: Readonly<Record<string, RowSource>>;
}

/** The differences from the document, by requirement id. `added` requirements come after those of their area. */
interface Differences {
  dropped: Readonly<Record<string, RowSource>>;
  changed: Readonly<Record<string, Partial<Row> & { source: RowSource }>>;
  added: readonly (Row & { source: RowSource })[];
}

/** Throws RangeError for an unknown id, because an edition must not silently keep a requirement that it means to drop. */
export function documentWith({ dropped, changed, added }: Differences): Pick<Edition, 'rows' | 'dropped'> {
  for (const id of [...Object.keys(dropped), ...Object.keys(changed)])
    if (!ROWS.some((row) => row.id === id)) throw new RangeError(`the document has no row ${id}`);
  const kept = ROWS.filter(({ id }) => dropped[id] === undefined).map((row) => ({ ...row, ...changed[row.id] }));
  return { rows: inAreaOrder([...kept, ...added.map((row) => calibrated(row))]), dropped };
}

/** A newer copy of the document: an overlay (`catalog import`) and one source for all its changes. */
export function documentAs(overlay: ImportedOverlay, source: RowSource): Pick<Edition, 'rows' | 'dropped'> {
  for (const id of overlay.remove) if (!ROWS.some((row) => row.id === id)) throw new RangeError(`the document has no row ${id}`);
  const spelled = new Map(ROWS.map(({ id, endpoint }) => [id, endpoint]));
  const rows = rowsWithOverlay({ ...overlay, sha256: '' }).map((row): Row => {
    if (row.origin === 'overlay') return calibrated({ ...row, origin: 'document', section: source.text, source });
    return spelled.get(row.id) === row.endpoint ? row : calibrated({ ...row, source });
  });
  const kept = new Set(rows.map(({ id }) => id));
  return { rows, dropped: Object.fromEntries(overlay.remove.flatMap((id) => (kept.has(id) ? [] : [[id, source] as const]))) };
}

/** A requirement and its source. */
export const withSource = (row: Row, source: RowSource) => ({ ...row, source });

/** The name of the Windows binary in the document, which no release has, and the name that releases use. */
const SETUP: RowSource = { text: 'gitpod-io/setup-ona, src/index.js', date: '2026-09' };
export const WINDOWS_CLI = {
  dropped: { 'releases.cli-linux-amd64-exe': { ...SETUP, inferred: 'no release has a file of this name' } },
  added: [withSource(CLI_WINDOWS, SETUP)],
};
