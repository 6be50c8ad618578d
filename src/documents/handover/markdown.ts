/** A hand-over as Markdown. */
import type { Handover, Opening } from '../../model/handover.ts';
import { block, bullets, prose, table } from '../report/markdown.ts';
import { confidenceWords } from '../words/confidence-words.ts';
import {
  ADVICE_HEAD,
  type AskedFor,
  asksOf,
  HEAD,
  IF_USED,
  JAVA_HEAD,
  measuredText,
  noProxyHead,
  RULES_HEAD,
  SPARED_HEAD,
  sourceLine,
  wayText,
} from './words.ts';

export function handoverMarkdown(told: Handover): string {
  const { needed, advice } = asksOf(told);
  return [
    `# ${HEAD[told.owner]}`,
    `Measured ${prose(told.measured)}`,
    prose(sourceLine(told)),
    bullets(told.about),
    ...needed.map(askMarkdown),
    told.noProxy === null
      ? ''
      : `## ${noProxyHead(told)}\n\n${block(told.noProxy.noProxy)}\n\n${JAVA_HEAD}:\n\n${block(told.noProxy.nonProxyHosts)}`,
    advice.length === 0 ? '' : `## ${ADVICE_HEAD}`,
    ...advice.map(askMarkdown),
  ]
    .filter((section) => section !== '')
    .join('\n\n');
}

function askMarkdown({ ask: { finding, fixes }, openings, exemptions }: AskedFor): string {
  return [
    `## ${prose(finding.title)}`,
    `${finding.code} ${finding.name}. ${prose(finding.why)}`,
    ...fixes.flatMap(({ text, command }) => [prose(text), ...(command === null ? [] : [block(command)])]),
    ...(openings.length === 0 ? [] : [`${RULES_HEAD}:`, rulesTable(openings)]),
    ...(exemptions.length === 0
      ? []
      : [`${SPARED_HEAD}:`, bullets(exemptions.map(({ host, needed }) => (needed ? host : `${host} (${IF_USED})`)))]),
    'What was seen:',
    bullets([...finding.evidence, `confidence: ${confidenceWords(finding)}`]),
  ].join('\n\n');
}

function rulesTable(openings: readonly Opening[]): string {
  return table(
    ['Protocol', 'Port', 'Destination', 'Way', 'Measured', 'Now', 'Section', 'Needed'],
    openings.map((rule) => [
      rule.protocol,
      String(rule.port),
      rule.allow.join(', '),
      wayText(rule),
      measuredText(rule),
      rule.seen,
      rule.sections.join(', '),
      rule.needed ? 'yes' : IF_USED,
    ]),
  );
}
