/** The editions by name. The document is the default and complete (docs/design.md, Editions). */
import type { EditionName } from '../../model/profile-words.ts';
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
