/** The general description of a finding, without a session: for `explain` and `docs/findings`. */
import { explainFinding, type FindingExplanation } from '../../diagnosis/index.ts';
import type { Shell } from '../../model/command/index.ts';
import { FINDINGS, type FindingCode, findingCode } from '../../model/finding-codes.ts';
import { type Block, command, type Link, list, paragraph, sectionOf, type Text } from '../../render/block.ts';
import { unmasked } from '../words/say.ts';
import { fixBlocks, SECTION_HEADINGS } from './finding-section.ts';

export function pageName(code: FindingCode): Link & `${string}.md` {
  return `${code}-${FINDINGS[code]}.md`;
}

/** The shell for which the commands are written. */
export function explanationBlocks(about: FindingExplanation, shell: Shell = 'posix'): Block[] {
  const { summary, why, stops, title, evidence, fixes, confusedWith } = about;
  return [
    paragraph(summary),
    paragraph(['It is reported as: ', { strong: `${title.replace(/\.$/, '')}.` }]),
    ...sectionOf(SECTION_HEADINGS.breaks, [paragraph(stops)]),
    ...sectionOf(
      SECTION_HEADINGS.fix,
      fixes.flatMap((fix) => fixBlocks(fix, unmasked, shell)),
    ),
    ...sectionOf(SECTION_HEADINGS.why, [paragraph(why)]),
    ...sectionOf(SECTION_HEADINGS.evidence, list(evidence)),
    ...sectionOf(SECTION_HEADINGS.neighbours, list(confusedWith.flatMap(neighbour))),
    ...sectionOf(SECTION_HEADINGS.byHand, byHandBlocks(about, shell)),
  ];
}

/** The findings that are easily confused with this one, and the command that explains each. */
export function lookAlikes(code: FindingCode): Block[] {
  const more = paragraph(['More about this finding: ', { code: `gitpod-doctor explain ${code}` }]);
  return [...sectionOf(SECTION_HEADINGS.neighbours, list((explainFinding(code)?.confusedWith ?? []).flatMap(neighbour))), more];
}

function neighbour({ name, apart }: FindingExplanation['confusedWith'][number]): Text[] {
  const code = findingCode(name);
  return code === null ? [] : [['With ', { text: `${code} ${name}`, to: pageName(code) }, `, ${apart}`]];
}

/** A command that is repeated for another possible output is printed once. */
function byHandBlocks({ byHand, placeholders, byHandNote }: FindingExplanation, shell: Shell): Block[] {
  const note = byHand.length === 0 ? (byHandNote ?? 'No standard tool shows this.') : byHandNote;
  return [
    ...byHand.flatMap(({ run, shows, tells }, at) => [
      ...(byHand[at - 1]?.run === run ? [] : [command(run, shell)]),
      paragraph(['shows: ', { code: shows }]),
      ...(tells === '' ? [] : [paragraph(tells)]),
    ]),
    ...(placeholders.length === 0
      ? []
      : [paragraph('In these commands:'), ...list(placeholders.map(({ name, meaning }) => [{ code: `<${name}>` }, ` is ${meaning}`]))]),
    ...(note === null ? [] : [paragraph(note)]),
  ];
}
