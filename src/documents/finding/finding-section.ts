/** The description of one cause, which every surface renders. */
import type { Shell } from '../../model/command/index.ts';
import type { Diagnosis, Finding, Fix } from '../../model/finding.ts';
import type { Report, ReportRequirement } from '../../model/report.ts';
import type { UnknownReason } from '../../model/verdict.ts';
import { type Block, command, list, paragraph, type Section, section, sectionOf } from '../../render/block.ts';
import type { StatusWord } from '../../render/status-words.ts';
import { confidenceWords } from '../words/confidence-words.ts';
import { count } from '../words/quantity.ts';
import { createSay, joined, type Mask } from '../words/say.ts';
import { OWNER_WORDS, SEVERITY_WORDS } from '../words/words.ts';

/** The headings, in the order of a user's questions: the fix, the reason, the evidence, the affected rows. */
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

/** The context for describing a finding. */
export interface FindingContext extends Pick<Diagnosis, 'verdicts' | 'findings' | 'shell'> {
  requirements: readonly Pick<ReportRequirement, 'id' | 'section' | 'endpoint'>[];
  mask: Mask;
  /** The maximum number of documented requirements to name, because sixty behind one proxy need no sixty lines. */
  most: number;
}

/** For a report shown unchanged; mask it first if needed. */
export function findingContextOf(report: Report, mask: Mask, most: number): FindingContext {
  const { requirements, findings } = report;
  const verdicts = requirements.map(({ id, counts, verdict, reason, observations }) => ({
    requirement: id,
    ...{ counts, verdict, observations },
    reason: reason as UnknownReason | null,
  }));
  return { verdicts, findings, requirements, mask, most };
}

/** `more` is extra content of a surface, such as a text to send and the measurements. */
export function findingSection(finding: Finding, telling: FindingContext, more: { todo?: Block[]; measured?: Block[] } = {}): Section {
  const { findings, mask } = telling;
  const causedBy = findings.filter(({ id }) => id === finding.causedById);
  const consequences = findings.filter(({ causedById }) => causedById === finding.id);
  const named = (all: readonly Finding[]) => list(all.map(({ code, title }) => [{ code }, ` ${mask(title)}`]));
  return section(
    mask(finding.title),
    [
      paragraph([{ quiet: sentence(confidenceWords(finding)) }]),
      paragraph([{ quiet: `${finding.code} ${finding.name}: ${severityWords(finding, telling)}` }]),
      ...fixSection(finding, telling),
      ...(more.todo ?? []),
      ...sectionOf(SECTION_HEADINGS.evidence, list(finding.evidence.map(mask))),
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

function sentence(words: string): string {
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

/** The owners in the order of the fixes. */
export function ownersText(finding: Finding): string {
  return [...new Set(finding.fixes.map(({ owner }) => OWNER_WORDS[owner]))].join(', ');
}

/**
 * Agrees with the outcome of the run: FAIL if the cause leaves a row unmet, UNSURE if a row is inconclusive, ADVICE if no required or
 * optional row suffers, so that FAIL never appears beside exit status 0.
 */
export function findingStatus(finding: Finding, { verdicts }: Pick<Diagnosis, 'verdicts'>): StatusWord {
  if (finding.severity === 'blocker') return 'FAIL';
  if (finding.severity === 'advice') return 'ADVICE';
  const concerned = new Set(finding.requirements);
  return verdicts.some(({ requirement, verdict }) => verdict === 'unmet' && concerned.has(requirement)) ? 'FAIL' : 'UNSURE';
}

/** The severity in words. Nothing is claimed about the effect on unmeasured rows. */
export function severityWords({ severity, requirements }: Finding, { verdicts }: Pick<Diagnosis, 'verdicts'>): string {
  const concerned = new Set(requirements);
  const rows = verdicts.filter(({ requirement, verdict }) => concerned.has(requirement) && verdict !== 'met');
  const waits = severity === 'degraded' && rows.length > 0 && rows.every((row) => row.counts && row.reason === 'not-run');
  return waits ? 'what depends on it is not measured yet' : SEVERITY_WORDS[severity];
}

/** The first places by name, the rest as a number. A row of our own has no section (`catalog/`). */
function documentedIn({ requirements }: Finding, { requirements: all, mask, most }: FindingContext): string[] {
  const concerned = new Set(requirements);
  const say = createSay(mask);
  const rows = all.filter(({ id }) => concerned.has(id));
  // Rows of this tool have no section in the document, so their names are used.
  const places = [
    ...new Set(rows.map(({ id, section: place, endpoint }) => (place === '—' ? id : joined(' › ', [place, say`${endpoint}`])))),
  ];
  const left = places.length - most;
  return left > 0 ? [...places.slice(0, most), `and ${count(left, 'more requirement')}`] : places;
}
