/** `report.md`: one screen that fits a ticket, then each finding with its evidence, then every row, then proxies. */

import { ownersOf } from '../documents/finding/finding-section.ts';
import { ALIASES_EXPLAINED, aliasesTold } from '../documents/report/alias-report.ts';
import { comparisonMarkdown } from '../documents/report/comparison.ts';
import { block, bullets, prose, table } from '../documents/report/markdown.ts';
import {
  type CauseTold,
  causesTold,
  causeText,
  evidenceLimits,
  headline,
  outcomeText,
  situation,
  unsettled,
  whyOpen,
} from '../documents/report/report-words.ts';
import { confidenceWords } from '../documents/words/confidence-words.ts';
import { pathLines } from '../documents/words/path-words.ts';
import { count } from '../documents/words/quantity.ts';
import { joined } from '../documents/words/say.ts';
import { OUTCOME_STATUS, PASSED_WHEN_RETRIED, verdictStatus } from '../documents/words/status-words.ts';
import { OWNER_WORDS, SEVERITY_WORDS } from '../documents/words/words.ts';
import { retriedRows } from '../knowledge/measurements/retries.ts';
import type { Finding } from '../model/finding.ts';
import type { Report, ReportRequirement } from '../model/report.ts';
import { ENTRIES } from './layout.ts';
import { proxySection } from './proxy-section.ts';
import { redactionLine, type Told } from './told.ts';

export function reportText(told: Told): string {
  const { report, session, ways } = told;
  const causes = causesTold(report);
  return `${[
    `# ${prose(headline(report))}`,
    `**${OUTCOME_STATUS[report.summary.outcome]}** ${prose(outcomeText(report))}`,
    summaryOf(causes),
    table(
      ['', ''],
      situation(report, session, redactionLine(told.account)).map(({ label, text }) => [label, text]),
    ),
    ...causes.map(findingSection),
    titled('Compared with the baseline', report.comparison === undefined ? '' : comparisonMarkdown(report.comparison)),
    titled('Notes', bullets(report.notes.map((note) => `${note.code} ${note.text}`))),
    titled('The way through the questions', bullets(walk(told))),
    titled('Requirements', rows(report)),
    titled('What was not settled, and why', bullets(unsettled(report).map(openLine))),
    titled('Proxies and NO_PROXY', proxySection(ways)),
    titled('SSH aliases on this machine', aliasSection(told)),
    titled('What this cannot show', bullets(evidenceLimits(report))),
  ]
    .filter((section) => section !== '')
    .join('\n\n')}\n`;
}

/** More causes would not fit the first screen. */
const SUMMARY_CAUSES = 6;

/** The title of a single cause is the headline already. */
function summaryOf(causes: readonly CauseTold[]): string {
  const [only] = causes;
  if (causes.length === 1 && only !== undefined) return prose(causeText(only.finding));
  const lines = causes
    .slice(0, SUMMARY_CAUSES)
    .map(({ finding }, index) => `${index + 1}. **${prose(finding.title)}**. ${prose(causeText(finding))}`);
  const left = causes.length - lines.length;
  return [...lines, ...(left > 0 ? [`${lines.length + 1}. ${count(left, 'more cause')}, below`] : [])].join('\n');
}

function titled(title: string, content: string): string {
  return content === '' ? '' : `## ${title}\n\n${content}`;
}

/** Headed by code and name, because the title precedes it. */
function findingSection({ finding, consequences }: CauseTold): string {
  return [
    `## ${finding.code} ${finding.name}`,
    bullets([SEVERITY_WORDS[finding.severity], confidenceWords(finding), `who can remove it: ${ownersOf(finding) || 'nobody known'}`]),
    prose(finding.why),
    finding.evidence.length === 0 ? '' : `Evidence:\n\n${bullets(finding.evidence)}`,
    ...fixes(finding),
    finding.requirements.length === 0 ? '' : `Rows: ${finding.requirements.map(prose).join(', ')}`,
    consequences.length === 0 ? '' : `Follows from it:\n\n${bullets(consequences.map((each) => `${each.code} ${each.title}`))}`,
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function fixes(finding: Finding): string[] {
  return finding.fixes.map((fix) =>
    [
      `For ${OWNER_WORDS[fix.owner]}:`,
      fix.owner === 'you' ? prose(fix.text) : block(fix.text),
      fix.command === null ? '' : block(fix.command),
    ]
      .filter(Boolean)
      .join('\n\n'),
  );
}

function aliasSection({ session }: Told): string {
  const aliases = aliasesTold(session);
  if (aliases.length === 0) return '';
  const tables = aliases.map((lines) =>
    table(
      ['', ''],
      lines.map(({ label, text }) => [label, text]),
    ),
  );
  return [prose(ALIASES_EXPLAINED), ...tables].join('\n\n');
}

function walk({ session, report }: Told): string[] {
  return pathLines(session.path, report).map(({ title, outcome, by }) =>
    joined(' ', [joined(': ', [title, outcome]), by !== null && `(answered by ${by})`]),
  );
}

/** Counting rows, and those measured here completely; rows that need another place are only counted. */
function rows({ requirements, findings, observations }: Report): string {
  const retried = retriedRows(observations);
  const transient = new Set([...retried.values()].flatMap(({ first, retry }) => (retry.failure === null ? first.requirements : [])));
  const told = requirements.filter(({ counts, verdict }) => counts || verdict === 'met' || verdict === 'unmet');
  const left = requirements.length - told.length;
  return [
    table(
      ['', 'Row', 'Endpoint', 'Counts', 'Why'],
      told.map((row) => [verdictStatus(row), row.id, row.endpoint, row.counts ? 'yes' : 'no', why(row, findings, transient)]),
    ),
    ...(left === 0
      ? []
      : [
          `${left} more ${left === 1 ? 'row stands' : 'rows stand'} in ${ENTRIES.report}: needed elsewhere, not applicable, or open without counting.`,
        ]),
  ].join('\n\n');
}

/** The root causes of an unmet row; what an open one lacks; whether a met one needed a retry. */
function why(row: ReportRequirement, findings: readonly Finding[], transient: ReadonlySet<string>): string {
  if (row.verdict === 'met') return transient.has(row.id) ? PASSED_WHEN_RETRIED : '';
  const roots = findings.filter(({ causedBy, requirements }) => causedBy === null && requirements.includes(row.id));
  return row.verdict === 'unmet' ? roots.map(({ code, name }) => `${code} ${name}`).join(', ') : whyOpen(row);
}

/** Number of rows named in a group with one reason. */
const NAMED_ROWS = 8;

function openLine({ why, counting, rows: open }: ReturnType<typeof unsettled>[number]): string {
  const named = open.slice(0, NAMED_ROWS).map(({ id }) => id);
  const left = open.length - named.length;
  const counts = counting ? 'counting' : 'not counting';
  return `${why}: ${count(open.length, 'row')}, ${counts}: ${joined(', ', [...named, left > 0 && `${left} more`])}`;
}
