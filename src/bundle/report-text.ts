/** `report.md`: one screen that fits a ticket, then each finding with its evidence, then every row, then proxies. */
import type { Finding } from '../model/finding.ts';
import type { Profile } from '../model/profile.ts';
import type { Report, ReportRequirement } from '../model/report.ts';
import type { UnknownReason } from '../model/verdict.ts';
import type { ProxyWays } from '../present/proxy-ways.ts';
import { ownersOf } from '../present/result.ts';
import { VERDICT_STATUS } from '../present/status-words.ts';
import { confidenceWords, OWNER_WORDS, placeWords, reasonWords, SEVERITY_WORDS } from '../present/words.ts';
import { ENTRIES } from './layout.ts';
import { block, bullets, prose, table } from './markdown.ts';
import { proxySection } from './proxy-section.ts';

/** The profile holds what the person wrote for support. All of it is redacted already. */
export function reportText(report: Report, profile: Pick<Profile, 'ticket' | 'note'>, ways: ProxyWays, redaction: string): string {
  const proxies = proxySection(ways);
  const { roots, consequences } = split(report.findings);
  return `${[
    `# ${headline(report, roots)}`,
    table(['', ''], facts(report, profile, redaction)),
    // The title of a single cause is the headline already.
    roots.length < 2 ? '' : `## Causes\n\n${causes(roots)}`,
    ...roots.map((finding) => findingSection(finding, consequences)),
    report.notes.length === 0 ? '' : `## Notes\n\n${bullets(report.notes.map((note) => `${note.code} ${note.text}`))}`,
    `## Requirements\n\n${rows(report.requirements)}`,
    proxies === '' ? '' : `## Proxies and NO_PROXY\n\n${proxies}`,
    `## What this cannot show\n\n${bullets(limits(report))}`,
  ]
    .filter((section) => section !== '')
    .join('\n\n')}\n`;
}

function split(findings: readonly Finding[]): { roots: Finding[]; consequences: Finding[] } {
  return { roots: findings.filter((each) => each.causedBy === null), consequences: findings.filter((each) => each.causedBy !== null) };
}

function headline(report: Report, roots: readonly Finding[]): string {
  if (roots.length === 1 && roots[0] !== undefined) return prose(roots[0].title);
  if (roots.length > 1) return `${roots.length} causes found`;
  return { pass: 'Everything that counts is reachable', fail: 'Requirements are unmet', inconclusive: 'Not everything could be settled' }[
    report.summary.outcome
  ];
}

function facts(report: Report, profile: Pick<Profile, 'ticket' | 'note'>, redaction: string): string[][] {
  const { summary, profile: stated, tool, catalog } = report;
  const where = stated.from === null ? 'place not said' : `${placeWords(stated)} (${stated.fromIs})`;
  const scope = [where, stated.runner === null ? 'runner kind not said' : `${stated.runner} runner`, ...stated.regions];
  return [
    ...(profile.ticket === null ? [] : [['Ticket', profile.ticket]]),
    ...(profile.note === null ? [] : [['Note', profile.note]]),
    ['Outcome', `${summary.outcome}: ${summary.met} met, ${summary.unmet} not met, ${summary.unknown} open, of the rows that count`],
    ['Measured', `${report.startedAt}, in ${(report.durationMs / 1000).toFixed(1)} s`],
    ['From', scope.join(', ')],
    ...(stated.account === null ? [] : [['Account', stated.account]]),
    ['List', `${catalog.version}${catalog.overlay === null ? '' : ', with an overlay'}`],
    ['Tool', `${tool.name} ${tool.version}`],
    ['Redaction', redaction],
  ];
}

function causes(roots: readonly Finding[]): string {
  return roots.map((finding, index) => `${index + 1}. **${prose(finding.title)}** (${finding.code}; ${ownersOf(finding)})`).join('\n');
}

/** Headed by code and name: the title stands above it. */
function findingSection(finding: Finding, consequences: readonly Finding[]): string {
  const follows = consequences.filter((each) => each.causedById === finding.id);
  return [
    `## ${finding.code} ${finding.name}`,
    bullets([SEVERITY_WORDS[finding.severity], confidenceWords(finding), `who can remove it: ${ownersOf(finding) || 'nobody known'}`]),
    prose(finding.why),
    finding.evidence.length === 0 ? '' : `Evidence:\n\n${bullets(finding.evidence)}`,
    ...finding.fixes.map((fix) =>
      [`For ${OWNER_WORDS[fix.owner]}:`, block(fix.text), fix.command === null ? '' : block(fix.command)].filter(Boolean).join('\n\n'),
    ),
    finding.requirements.length === 0 ? '' : `Rows: ${finding.requirements.map(prose).join(', ')}`,
    follows.length === 0 ? '' : `Follows from it:\n\n${bullets(follows.map((each) => `${each.code} ${each.title}`))}`,
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** Rows that count, and those that were measured here to an end; what only another place can show is a number. */
function rows(requirements: readonly ReportRequirement[]): string {
  const told = requirements.filter(({ counts, verdict }) => counts || verdict === 'met' || verdict === 'unmet');
  const left = requirements.length - told.length;
  return [
    table(
      ['', 'Row', 'Endpoint', 'Counts', 'Why'],
      told.map((row) => [VERDICT_STATUS[row.verdict], row.id, row.endpoint, row.counts ? 'yes' : 'no', reason(row)]),
    ),
    ...(left === 0
      ? []
      : [
          `${left} more ${left === 1 ? 'row stands' : 'rows stand'} in ${ENTRIES.report}: needed elsewhere, not applicable, or open without counting.`,
        ]),
  ].join('\n\n');
}

function reason({ reason }: ReportRequirement): string {
  return reason === null ? '' : reasonWords(reason as UnknownReason);
}

function limits(report: Report): string[] {
  const from = report.profile.from === null ? 'one place, and nobody said which' : placeWords(report.profile);
  return [
    `It was measured from ${from}. Rows that are needed elsewhere can only be proved there.`,
    'Each row is one sample, or a few; a fault that comes and goes may be missed.',
    'Silence on UDP is not proof of a block.',
  ];
}
