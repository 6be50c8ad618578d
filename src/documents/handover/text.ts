/** A hand-over as text for a mail or a ticket. What is indented is to be copied as it stands. */
import type { Handover, Opening } from '../../model/handover.ts';
import { confidenceWords } from '../words/confidence-words.ts';
import {
  ADVICE_HEAD,
  ASK_HEAD,
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

export function handoverText(told: Handover): string {
  const { needed, advice } = asksOf(told);
  const source = sourceLine(told);
  const sections = [
    [HEAD[told.owner], `Measured ${told.measured}`, ...(source === '' ? [] : [source])],
    told.about,
    ...askSections(needed, ASK_HEAD[told.owner], 0, needed.length + advice.length),
    ...(told.noProxy === null ? [] : [[noProxyHead(told), `   ${told.noProxy.noProxy}`, JAVA_HEAD, `   ${told.noProxy.nonProxyHosts}`]]),
    ...(advice.length === 0 ? [] : [[ADVICE_HEAD]]),
    ...askSections(advice, ASK_HEAD[told.owner], needed.length, needed.length + advice.length),
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

function askSections(asks: readonly AskedFor[], head: string, before: number, of: number): string[][] {
  return asks.map((asked, index) => askLines(asked, head, of > 1 ? `${before + index + 1}. ` : ''));
}

function askLines({ ask: { finding, fixes }, openings, exemptions }: AskedFor, head: string, number: string): string[] {
  return [
    `${number}${finding.title} (${finding.code} ${finding.name})`,
    finding.why,
    '',
    head,
    ...fixes.flatMap(({ text, command }) => [
      `- ${text}`,
      ...(command === null ? [] : command.split('\n').map((line) => (line === '' ? '' : `   ${line}`))),
    ]),
    ...listed(RULES_HEAD, openingLines(openings)),
    ...listed(
      SPARED_HEAD,
      exemptions.map(({ host, needed }) => (needed ? host : `${host}  (${IF_USED})`)),
    ),
    'What was seen',
    ...finding.evidence.map((line) => `- ${line}`),
    `- confidence: ${confidenceWords(finding)}`,
  ];
}

function listed(head: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [head, ...lines.map((line) => `   ${line}`)];
}

/** A line for each; what was seen of several and who asks for them stands once, below the last. */
function openingLines(openings: readonly Opening[]): string[] {
  return openings.flatMap((rule, index) => {
    const { protocol, port, allow } = rule;
    const measured = `${allow.includes(rule.host) ? '' : 'measured: '}${measuredText(rule)}`;
    const line = `${protocol.toUpperCase()} ${port}  ${allow.join(', ')}${measured === '' ? '' : ` (${measured})`}  ${wayText(rule)}`;
    const next = openings[index + 1];
    return next !== undefined && aboutText(next) === aboutText(rule) ? [line] : [line, `  ${aboutText(rule)}`];
  });
}

function aboutText({ seen, sections, needed }: Opening): string {
  return [...(needed ? [] : [IF_USED]), `now: ${seen}`, ...sections].join('; ');
}
