/** The editions by name. The document is the default and complete (docs/design.md, Editions). */
import { EDITIONS, type EditionName } from '../../model/profile-words.ts';
import { inAreaOrder } from '../overlaid.ts';
import type { Row } from '../row.ts';
import { ROWS } from '../rows.ts';
import { AWS_RUNNER_2026 } from './aws-runner-2026.ts';
import type { Edition } from './edition.ts';
import { GCP_RUNNER_2026 } from './gcp-runner-2026.ts';

export type { Edition } from './edition.ts';

const EDITIONS_BY_NAME: Readonly<Record<EditionName, Omit<Edition, 'name'>>> = {
  document: { rows: ROWS, dropped: {} },
  'aws-runner-2026': AWS_RUNNER_2026,
  'gcp-runner-2026': GCP_RUNNER_2026,
};

/** The edition of this name; without a name, the document. */
export function editionOf(name: EditionName = 'document'): Edition {
  return { name, ...EDITIONS_BY_NAME[name] };
}

/**
 * Every requirement of every edition. If several editions have a requirement, the first one's is used, so that the document takes
 * precedence.
 */
export function rowsOfAny(editions: readonly EditionName[]): Row[] {
  const rows = new Map<string, Row>();
  for (const row of editions.flatMap((name) => editionOf(name).rows)) if (!rows.has(row.id)) rows.set(row.id, row);
  return inAreaOrder([...rows.values()]);
}

const WITH_ROW: ReadonlyMap<string, EditionName[]> = new Map(
  rowsOfAny(EDITIONS).map(({ id }) => [id, EDITIONS.filter((name) => editionOf(name).rows.some((row) => row.id === id))]),
);

/** The editions that have this requirement; undefined if all have it, or if it is of an overlay. */
export function editionsWith(id: string): EditionName[] | undefined {
  const names = WITH_ROW.get(id);
  return names === undefined || names.length === EDITIONS.length ? undefined : names;
}
