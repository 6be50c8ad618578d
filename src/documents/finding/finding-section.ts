/** The description of one cause, which every surface renders. */
import type { Shell } from '../../model/command/index.ts';
import type { Finding, Fix } from '../../model/finding.ts';
import { type Block, command, list, paragraph, type Section, section, sectionOf } from '../../render/block.ts';
import { confidenceWords } from '../words/confidence-words.ts';
import { count } from '../words/quantity.ts';
import { createSay, joined, type Mask } from '../words/say.ts';
import { OWNER_WORDS } from '../words/words.ts';
import { cardBlocks } from './card.ts';
import { type FindingContext, findingStatus } from './finding-context.ts';

/** The headings of a finding, in the order of the user's questions. */
export const SECTION_HEADINGS = {
  breaks: 'What it breaks',
  fix: 'How to fix it',
  why: 'Why it happens',
  evidence: 'Evidence',
  measured: 'What was measured',
  consequences: 'What follows from it',
  causedBy: 'Follows from',
  requirements: 'In the access requirements',
  neighbours: 'Not to be confused with',
  byHand: 'How to see it by hand',
} as const;

/** Begins with the card, unless the surface already shows it. `more`: extra content, such as a text to send and the measurements. */
export function findingSection(
  finding: Finding,
  telling: FindingContext,
  more: { card?: false; todo?: Block[]; measured?: Block[] } = {},
): Section {
  const { findings, mask } = telling;
  const causedBy = findings.filter(({ id }) => id === finding.causedById);
  const consequences = findings.filter(({ causedById }) => causedById === finding.id);
  const named = (all: readonly Finding[]) => list(all.map(({ code, title }) => [{ code }, ` ${mask(title)}`]));
  return section(
    mask(finding.title),
    [
      ...(more.card === false ? [] : cardBlocks(finding, telling)),
      ...fixSection(finding, telling),
      ...(more.todo ?? []),
      ...sectionOf(
        SECTION_HEADINGS.evidence,
        list(finding.evidence.length === 0 ? [] : [...finding.evidence.map(mask), `This cause is ${confidenceWords(finding)}.`]),
      ),
      ...(more.measured ?? []),
      ...sectionOf(SECTION_HEADINGS.consequences, named(consequences)),
      ...sectionOf(SECTION_HEADINGS.causedBy, named(causedBy)),
      ...sectionOf(SECTION_HEADINGS.requirements, list(documentedIn(finding, telling))),
    ],
    { status: findingStatus(finding, telling), id: finding.id },
  );
}

/** The fix, and why the problem occurs. */
export function fixSection(
  { fixes, why }: Pick<Finding, 'fixes' | 'why'>,
  { mask, shell = 'posix' }: Pick<FindingContext, 'mask' | 'shell'>,
): Section[] {
  return [
    ...sectionOf(
      SECTION_HEADINGS.fix,
      fixes.flatMap((fix) => fixBlocks(fix, mask, shell)),
    ),
    ...sectionOf(SECTION_HEADINGS.why, [paragraph(mask(why))]),
  ];
}

export function fixBlocks(fix: Pick<Fix, 'owner' | 'text' | 'command'>, mask: Mask, shell: Shell): Block[] {
  return [
    paragraph([{ strong: `${OWNER_WORDS[fix.owner]}:` }, ` ${mask(fix.text)}`]),
    ...(fix.command === null ? [] : [command(mask(fix.command), shell)]),
  ];
}

/** The owners, in the order of their fixes. */
export function ownersText(finding: Finding): string {
  return [...new Set(finding.fixes.map(({ owner }) => OWNER_WORDS[owner]))].join(', ');
}

function documentedIn({ requirements }: Finding, { requirements: all, mask, most }: FindingContext): string[] {
  const concerned = new Set(requirements);
  const say = createSay(mask);
  // The tool's own requirements are not in the access requirements.
  const rows = all.filter(({ id, section: place }) => concerned.has(id) && place !== '—');
  const places = [...new Set(rows.map(({ section: place, endpoint }) => joined(' › ', [place, say`${endpoint}`])))];
  const left = places.length - most;
  return left > 0 ? [...places.slice(0, most), `and ${count(left, 'more requirement')}`] : places;
}
