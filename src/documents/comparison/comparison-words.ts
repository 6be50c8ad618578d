/** The differences between two reports. */
import { FAILURE_WORDS } from '../../knowledge/failure-words.ts';
import type { Change, ComparedCause, Comparison, ComparisonWarning, Reassessment, UnmeasuredControl } from '../../model/comparison.ts';
import type { VerdictWord } from '../../model/verdict.ts';
import { type Block, list, paragraph, sectionOf, type Text } from '../../render/block.ts';
import { count } from '../words/quantity.ts';
import { joined, type Mask, toList, unmasked } from '../words/say.ts';
import { VERDICT_STATUS } from '../words/status-words.ts';
import { VERDICT_WORDS } from '../words/words.ts';

/** The result of the comparison, for a heading. */
export function comparisonTitle({ changes, rows }: Pick<Comparison, 'changes' | 'rows'>): string {
  if (rows?.compared === 0) return 'No requirement was compared';
  return changes.length === 0 ? 'No requirement changed' : `${count(changes.length, 'requirement')} changed`;
}

/** The comparison, worse changes first: for `compare`, for its screen, and for a report with a baseline. */
export function comparisonBlocks(comparison: Comparison, mask: Mask = unmasked): Block[] {
  const { changes, otherRoute } = splitByRoute(comparison);
  const turned = Map.groupBy(changes, ({ from, to }) =>
    to === 'unmet' && from !== 'unmet' && from !== null ? 'worse' : to === 'met' && from !== null ? 'better' : 'other',
  );
  const causes = (heading: string, what: keyof Comparison['findings']) => sectionOf(heading, list(causesOf(comparison, what).map(mask)));
  const rows = (heading: string, what: 'worse' | 'better' | 'other') =>
    sectionOf(heading, list((turned.get(what) ?? []).map((change) => changeText(change, mask))));
  return [
    paragraph([{ strong: unchangedText(comparison) ?? summaryOf(comparison, turned) }]),
    ...comparisonNotes(comparison).map((text): Block => ({ kind: 'quote', text })),
    ...causes('New causes', 'new'),
    ...rows('Worse', 'worse'),
    ...causes('Fixed', 'fixed'),
    ...rows('Better', 'better'),
    ...rows('Otherwise changed', 'other'),
    ...causes('Unchanged causes', 'unchanged'),
    ...(otherRoute.length === 0 ? [] : [paragraph(`${otherRouteText(otherRoute)}.`)]),
  ];
}

function summaryOf({ findings }: Comparison, turned: ReadonlyMap<string, readonly Change[]>): string {
  const number = (what: string) => turned.get(what)?.length ?? 0;
  return `${joined(', ', [
    number('worse') + findings.new.length > 0 && `${number('worse') + findings.new.length} worse or new`,
    number('better') + findings.fixed.length > 0 && `${number('better') + findings.fixed.length} better or fixed`,
    number('other') > 0 && `${number('other')} otherwise changed`,
    findings.unchanged.length > 0 && `${count(findings.unchanged.length, 'finding')} as before`,
  ])}.`;
}

/** Returns text like `HTTPS to the gateway: met → not met; first difference in tcp: passed → connection refused`. */
function changeText({ requirement, title = requirement, from, to, phase, firstDifference }: Change, mask: Mask): Text {
  const reached = phase.from === phase.to ? '' : `; ${reachedText(phase.from)}, then ${reachedText(phase.to)}`;
  const difference = firstDifference == null ? reached : `; first difference in ${mask(differenceWords(firstDifference))}`;
  const verdict = from === to ? verdictText(to) : `${verdictText(from)} → ${verdictText(to)}`;
  return [mask(title), `: ${verdict}`, { quiet: difference }];
}

function reachedText(phase: string | null): string {
  if (phase === null) return 'not measured';
  return phase === 'passed' ? 'passed' : `stopped at ${phase}`;
}

/** The word for a verdict, as in reports; a dash if a report lacks the requirement. */
export function statusCell(verdict: VerdictWord | null): Text {
  return verdict === null ? '–' : [{ status: VERDICT_STATUS[verdict] }];
}

/** Lists requirements that only took another route separately, because they would hide the other changes. */
function splitByRoute({ changes }: Pick<Comparison, 'changes'>): { changes: Change[]; otherRoute: Change[] } {
  return { changes: changes.filter((change) => !tookOtherRoute(change)), otherRoute: changes.filter(tookOtherRoute) };
}

function tookOtherRoute({ from, to, phase, firstDifference: first }: Change): boolean {
  if (from !== to || phase.from !== 'passed' || phase.to !== 'passed' || first == null) return false;
  return first.phase === 'tunnel' && [first.from, first.to].every((outcome) => outcome === 'direct' || outcome === 'ok');
}

/** Returns text like `29 rows kept their verdict on another route (now through a proxy)`. */
function otherRouteText(rows: readonly Change[]): string {
  const through = rows.filter(({ firstDifference }) => firstDifference?.to === 'ok').length;
  const ways = [...(through > 0 ? ['now through a proxy'] : []), ...(through < rows.length ? ['now direct'] : [])];
  return `${count(rows.length, 'row')} kept ${rows.length === 1 ? 'its' : 'their'} verdict on another route (${ways.join('; ')})`;
}

/** Each reason why the reports are hard to compare, in a sentence. */
export const WARNING_WORDS = {
  'different-keys': 'The reports were masked with different keys, so pseudonyms cannot be compared. Causes are matched only by their code.',
  'masked-and-bare': 'One report is masked and the other is not, so names may differ. Causes are matched only by their code.',
  'different-places': 'The reports were made in different places, so a difference may come from the place.',
  'different-lists': 'The reports tested different lists of requirements. Rows that are in only one report are left out.',
  'later-first': 'The first report was made later than the second, so every change is reversed.',
} as const satisfies Record<ComparisonWarning, string>;

/** Remarks about the comparison: general differences, and what was not compared. */
function comparisonNotes(comparison: Pick<Comparison, 'warnings' | 'rows' | 'findings'>): string[] {
  const { warnings = [], rows, findings } = comparison;
  return [
    ...warnings.map((warning) => WARNING_WORDS[warning]),
    ...(rows === undefined
      ? []
      : [
          rows.compared === 0 ? ['The reports have no row in common.'] : [],
          oneSided('before', rows.onlyBefore, findings.fixed.length > 0 && 'fixed'),
          oneSided('after', rows.onlyAfter, findings.new.length > 0 && 'new'),
        ].flat()),
  ];
}

/** `reads`: the words for a cause that affects only these requirements, because causes are compared over all of them. */
function oneSided(side: 'before' | 'after', rows: readonly string[], reads: 'fixed' | 'new' | false): string[] {
  if (rows.length === 0) return [];
  const one = rows.length === 1;
  const what = `${count(rows.length, 'row')} ${one ? 'is' : 'are'} only in the report ${side} and ${one ? 'was' : 'were'} not compared.`;
  return [reads === false ? what : `${what} A cause that only ${one ? 'this row shows' : 'these rows show'} is listed as ${reads}.`];
}

/** Null if something changed. Only what was compared counts. */
export function unchangedText({ changes, findings, rows }: Comparison): string | null {
  if (changes.length + findings.new.length + findings.fixed.length > 0) return null;
  if (rows === undefined || rows.onlyBefore.length + rows.onlyAfter.length === 0) return 'Nothing changed.';
  if (rows.compared === 0) return 'Nothing was compared.';
  return `Nothing changed in the ${rows.compared === 1 ? 'one row' : count(rows.compared, 'row')} that both reports have.`;
}

/** What the current rules conclude differently, one line each after a heading. */
export function reassessmentLines({ recordedBy, judgedBy, verdicts: changed, findings }: Reassessment): string[] {
  const causes = [...findings.onlyRecorded, ...findings.onlyToday];
  const what = [
    ...(changed.length === 0 ? [] : [count(changed.length, 'verdict')]),
    ...(causes.length === 0 ? [] : [count(causes.length, 'finding')]),
  ];
  return [
    `Judged again by version ${judgedBy}; ${what.join(' and ')} differ from the report of version ${recordedBy}.`,
    ...changed.map((row) => `THEN ${verdictText(row.recorded)}, NOW ${verdictText(row.today)}: ${row.title ?? row.requirement}`),
    ...findings.onlyRecorded.map((cause) => `THEN ${comparedCauseText(cause)}`),
    ...findings.onlyToday.map((cause) => `NOW  ${comparedCauseText(cause)}`),
  ];
}

/** The measurements that the session lacks, one line each; empty if it lacks none. */
export function unmeasuredControlLines(lacks: readonly UnmeasuredControl[]): string[] {
  return lacks.map(({ control, tellsApart }) => `NOT MEASURED ${control}, which would distinguish ${toList(tellsApart)}`);
}

/** Causes by code and subject if the comparison has these, otherwise by name, because an older report has nothing else. */
function causesOf({ causes, findings }: Comparison, what: keyof Comparison['findings']): string[] {
  return causes?.[what].map(comparedCauseText) ?? findings[what];
}

function comparedCauseText({ code, name, subject }: ComparedCause): string {
  return `${code} ${name}${subject === '' ? '' : `: ${subject}`}`;
}

/** The word for a verdict, as on the screens; `none` if a report lacks the requirement. */
function verdictText(verdict: VerdictWord | null, none = 'absent'): string {
  return verdict === null ? none : VERDICT_WORDS[verdict];
}

/** Returns text like `tcp: passed → connection refused`. */
function differenceWords({ phase, from, to }: NonNullable<Change['firstDifference']>): string {
  return `${phase}: ${outcomeWords(from)} → ${outcomeWords(to)}`;
}

function outcomeWords(outcome: string | null): string {
  if (outcome === null) return 'not reached';
  return outcome === 'ok' ? 'passed' : ((FAILURE_WORDS as Readonly<Record<string, string>>)[outcome] ?? outcome);
}
