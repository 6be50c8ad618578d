/** The differences between two editions of the requirements, for people. */
import type { RowDifference } from '../../catalog/index.ts';
import { editionFacts, type Source } from '../../knowledge/editions.ts';
import type { EditionName } from '../../model/profile-words.ts';
import { type Block, list, paragraph, section, type Text } from '../../render/block.ts';

function sourceText({ text, date, inferred }: Source): string {
  return ` (${text}, ${date}${inferred === undefined ? '' : `; inferred: ${inferred}`})`;
}

/** What an edition contains beside its requirements: the NO_PROXY list, the parameters and the notes. */
export function editionFactBlocks(name: EditionName): Block[] {
  const { noProxy, customCa, notes } = editionFacts(name);
  const parameters = [noProxy.parameter, customCa].flatMap((each) => (each === null ? [] : [each]));
  return [
    section(
      `In addition to the rows of ${name}`,
      list([
        ['Without the proxy: ', { code: noProxy.entries.join(',') }, sourceText(noProxy.source)],
        ...parameters.map(({ name: parameter, source }): Text => ['Parameter: ', { code: parameter }, sourceText(source)]),
        ...notes.map(({ text, source }): Text => [text, sourceText(source)]),
      ]),
    ),
  ];
}

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
  const known = source === null ? '' : sourceText(source);
  const now = after ?? before;
  if (before === null || after === null) return [{ code: id }, ': ', { code: now?.endpoint ?? '' }, known];
  const changes = [
    before.endpoint !== after.endpoint && `${before.endpoint} → ${after.endpoint}`,
    before.direct !== after.direct &&
      (after.direct === true ? 'must be reached directly, without a proxy' : 'may be reached through a proxy'),
    before.level !== after.level && `${before.level} → ${after.level}`,
    before.neededFrom.join() !== after.neededFrom.join() &&
      `needed from ${after.neededFrom.join(', ')} (before: ${before.neededFrom.join(', ')})`,
  ].filter((change) => change !== false);
  return [{ code: id }, `: ${changes.join('; ') || 'another condition'}${known}`];
}
