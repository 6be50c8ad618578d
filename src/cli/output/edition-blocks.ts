/** The differences between two editions of the requirements, for people. */
import type { RowDifference } from '../../catalog/index.ts';
import { type Block, list, paragraph, section, type Text } from '../../render/block.ts';

export function editionBlocks(differences: readonly RowDifference[]): Block[] {
  if (differences.length === 0) return [paragraph('No difference.')];
  const only = differences.filter(({ before }) => before === null);
  const gone = differences.filter(({ after }) => after === null);
  const changed = differences.filter(({ before, after }) => before !== null && after !== null);
  return [...part('Only in the second', only), ...part('Only in the first', gone), ...part('Changed', changed)];
}

function part(heading: string, differences: readonly RowDifference[]): Block[] {
  return differences.length === 0 ? [] : [section(heading, list(differences.map(line)))];
}

function line({ id, before, after, source }: RowDifference): Text {
  const known =
    source === null ? '' : ` (${source.text}, ${source.date}${source.inferred === undefined ? '' : `; inferred: ${source.inferred}`})`;
  const now = after ?? before;
  if (before === null || after === null) return [{ code: id }, ': ', { code: now?.endpoint ?? '' }, known];
  const changes = [
    before.level !== after.level && `${before.level} → ${after.level}`,
    before.neededFrom.join() !== after.neededFrom.join() &&
      `needed from ${after.neededFrom.join(', ')} (before: ${before.neededFrom.join(', ')})`,
  ].filter((change) => change !== false);
  return [{ code: id }, `: ${changes.join('; ') || 'another condition'}${known}`];
}
