/** The text of a report without its findings, for `report.md` and `report.html`. */

import { STEPS } from '../../guide/index.ts';
import { signsText } from '../../knowledge/installation-words.ts';
import type { Area } from '../../model/area.ts';
import type { Finding } from '../../model/finding.ts';
import { EDITIONS } from '../../model/profile-words.ts';
import type { Question, Report, ReportRequirement } from '../../model/report.ts';
import type { Session } from '../../model/session.ts';
import type { UnknownReason } from '../../model/verdict.ts';
import type { Fact } from '../../render/block.ts';
import { ownersText } from '../finding/finding-section.ts';
import { count, duration, momentText } from '../words/quantity.ts';
import { joined } from '../words/say.ts';
import { reasonWords, requirementsText, runnerText, vantageText } from '../words/words.ts';

/** A cause, with its consequences below it. */
export interface CauseWithConsequences {
  finding: Finding;
  consequences: Finding[];
}

export function causesWithConsequences({ findings }: Report): CauseWithConsequences[] {
  return findings
    .filter(({ causedBy }) => causedBy === null)
    .map((finding) => ({ finding, consequences: findings.filter(({ causedById }) => causedById === finding.id) }));
}

/** A single cause becomes the headline. */
export function reportHeadline(report: Report): string {
  const causes = causesWithConsequences(report);
  const [only] = causes;
  if (causes.length === 1 && only !== undefined) return only.finding.title;
  if (causes.length > 1) return `${causes.length} causes found`;
  if (countingRows(report) === 0) return 'No check that counts was made';
  return HEADLINES[report.summary.outcome];
}

const HEADLINES = {
  pass: 'Every requirement that counts is met',
  fail: 'Requirements are unmet',
  inconclusive: 'Some checks are inconclusive',
} as const satisfies Record<Report['summary']['outcome'], string>;

/** Returns text like `Of 18 checks that count, 12 passed, 6 failed, 0 inconclusive.` */
export function outcomeText(report: Report): string {
  const { met, unmet, unknown } = report.summary;
  const all = countingRows(report);
  if (all === 0) return 'No check that counts from here was made.';
  const counted = `Of ${count(all, 'check')} that ${all === 1 ? 'counts' : 'count'}, ${joined(', ', [`${met} passed`, `${unmet} failed`, `${unknown} inconclusive`])}.`;
  return joined(' ', [counted, ...(report.summary.questions ?? []).map((question) => `${questionText(question)}.`)]);
}

/** The questions, and their flags, that decide failed requirements with an unknown condition. */
export function questionText({ flag, requirements }: Question): string {
  // The kinds of runner are spread over two flags.
  const asked = Object.values(STEPS).find((step) => step.kind === 'ask' && step.flag === (flag === '--edition' ? '--runner' : flag));
  const choices = asked?.kind === 'ask' ? asked.choices.map(({ value }) => value).filter((value) => !NO_VALUE.has(value)) : [];
  const values = flag === '--edition' ? EDITIONS : choices;
  const waiting = requirements.length === 1 ? '1 check depends' : `${requirements.length} checks depend`;
  return `${asked?.question ?? 'Which answer is missing?'} ${waiting} on the answer: ${joined(' ', [flag, values.join('|')])}`;
}

/** Answers to questions that correspond to no single value of a flag. */
const NO_VALUE: ReadonlySet<string> = new Set(['unsure', 'both', ...EDITIONS]);

function countingRows({ summary }: Report): number {
  return summary.met + summary.unmet + summary.unknown;
}

/** Returns text like `GD103 proxy-requires-login, certain. Who can remove it: network / security team. 17 rows depend on this cause.` */
export function causeText(finding: Finding): string {
  const rows = finding.requirements.length;
  return joined(' ', [
    `${finding.code} ${finding.name}, ${finding.confidence}.`,
    `Who can remove it: ${ownersText(finding) || 'not known'}.`,
    rows > 0 && `${count(rows, 'row')} ${rows === 1 ? 'depends' : 'depend'} on this cause.`,
  ]);
}

/** The situation as pairs of label and value. The writer of the bundle adds one line about redaction. */
export function situationFacts(report: Report, { profile, demo }: Pick<Session, 'profile' | 'demo'>, redaction: string): Fact[] {
  const { profile: stated, tool, catalog } = report;
  const where = stated.from === null ? 'place not said' : `${vantageText(stated)} (${stated.fromIs})`;
  const scope = [where, runnerText(stated, catalog.edition) ?? 'runner kind not said', ...stated.regions];
  return [
    ...(demo === null ? [] : [{ label: 'Demo', text: `the pretend network of ${demo}; nothing was measured on a real network` }]),
    ...(profile.ticket === null ? [] : [{ label: 'Ticket', text: profile.ticket }]),
    ...(profile.note === null ? [] : [{ label: 'Note', text: profile.note }]),
    { label: 'Measured', text: `${momentText(report.startedAt)}, in ${duration(report.durationMs)}` },
    { label: 'From', text: scope.join(', ') },
    ...(stated.account === null ? [] : [{ label: 'Account', text: stated.account }]),
    {
      label: 'List',
      text: joined(', ', [requirementsText(catalog), editionText(catalog), catalog.overlay !== null && 'with an overlay']),
    },
    { label: 'Tool', text: `${tool.name} ${tool.version}` },
    { label: 'Redaction', text: redaction },
  ];
}

/** Returns text like `edition aws-runner-2026 (found: the runner’s task is on Fargate)`; empty for the document, which is the default. */
export function editionText({ edition = 'document', editionIs, editionSigns = [] }: Report['catalog']): string {
  if (editionIs === undefined) return '';
  const signs = joined(' ', [editionIs === 'found' ? 'found:' : 'signs:', signsText(editionSigns)]);
  const none = 'no sign of the installation was found';
  if (editionIs === 'unsure') return `edition not established (${editionSigns.length === 0 ? none : signs})`;
  if (editionSigns.length === 0) return `edition ${edition} (${editionIs}; ${none})`;
  return `edition ${edition} (${joined('; ', [editionIs === 'stated' && 'stated', signs])})`;
}

export function rowsByArea<Row extends Pick<ReportRequirement, 'area'>>(rows: readonly Row[]): { area: string; rows: Row[] }[] {
  return [...Map.groupBy(rows, ({ area }) => area)].map(([area, group]) => ({ area: areaTitle(area), rows: group }));
}

/** The title of the step that measures the area. Metadata and AWS share a step. */
function areaTitle(area: Area): string {
  return area === 'imds' ? 'Instance metadata' : STEPS[area].title;
}

/** Requirements without a definite verdict, one line per reason; counting requirements come first. */
export function unsettledRows(report: Report): { why: string; counting: boolean; rows: ReportRequirement[] }[] {
  const open = report.requirements.filter(({ verdict }) => verdict === 'unknown' || verdict === 'not-applicable');
  const groups = Map.groupBy(open, (row) => `${row.counts ? 'counts' : ''}\n${openReason(row)}`);
  return [...groups.values()]
    .flatMap((rows) => (rows[0] === undefined ? [] : [{ why: openReason(rows[0]), counting: rows[0].counts, rows }]))
    .sort((a, b) => Number(b.counting) - Number(a.counting));
}

/** The reason for the verdict; empty for a met requirement. */
export function openReason({ verdict, reason }: Pick<ReportRequirement, 'verdict' | 'reason'>): string {
  if (verdict === 'not-applicable') return 'does not apply here';
  return reason === null ? '' : reasonWords(reason as UnknownReason);
}

/** What these measurements cannot show, whatever they find. */
export function evidenceLimits(report: Report): string[] {
  const from = report.profile.from === null ? 'one place, not named' : vantageText(report.profile);
  return [
    `It was measured from ${from}. Checks that are needed elsewhere must be run there.`,
    'Each check was made once or a few times, so it may miss a fault that comes and goes.',
    'The measurements were made one after another, not at one moment.',
    'Resolvers and proxies cache answers, so a recent change may not show yet.',
    'No answer on UDP does not prove that it is blocked.',
  ];
}
