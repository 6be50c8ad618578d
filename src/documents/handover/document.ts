/** A request as a document, for a mail or a ticket: each task with its rules and evidence. */
import type { Handover, Opening } from '../../model/handover.ts';
import { type Block, command, list, paragraph, type Section, section, sectionOf } from '../../render/block.ts';
import { confidenceWords } from '../words/confidence-words.ts';
import { joined, type Mask } from '../words/say.ts';
import {
  ADVICE_HEAD,
  ASK_TITLES,
  type AskedFor,
  asksOf,
  IF_USED,
  JAVA_HEAD,
  measuredText,
  noProxyHead,
  REQUEST_TITLES,
  RULES_HEAD,
  routeText,
  SPARED_HEAD,
  sourceLine,
} from './words.ts';

export function handoverDocument(told: Handover, mask: Mask): Section {
  const { needed, advice } = asksOf(told);
  const source = sourceLine(told);
  const isOne = told.asks.length === 1;
  const asks = (all: readonly AskedFor[], before: number) =>
    all.map((asked, index) => askSection(asked, { number: isOne ? '' : `${before + index + 1}. `, head: ASK_TITLES[told.owner], mask }));
  return section(REQUEST_TITLES[told.owner], [
    paragraph(`Measured ${mask(told.measured)}`),
    ...(source === '' ? [] : [paragraph(mask(source))]),
    ...told.about.map((each) => paragraph(mask(each))),
    ...asks(needed, 0),
    ...sectionOf(noProxyHead(told), noProxyBlocks(told, mask)),
    ...sectionOf(ADVICE_HEAD, asks(advice, needed.length)),
  ]);
}

function noProxyBlocks({ noProxy }: Handover, mask: Mask): Block[] {
  return noProxy === null ? [] : [command(mask(noProxy.noProxy)), paragraph(`${JAVA_HEAD}:`), command(mask(noProxy.nonProxyHosts))];
}

function askSection(
  { ask: { finding, fixes }, openings, exemptions }: AskedFor,
  { number, head, mask }: { number: string; head: string; mask: Mask },
): Section {
  const asked = fixes.flatMap((fix) => [...list([mask(fix.text)]), ...(fix.command === null ? [] : [command(mask(fix.command))])]);
  return section(`${number}${mask(finding.title)}`, [
    paragraph(`${finding.code} ${finding.name}. ${mask(finding.why)}`),
    section(head, asked),
    ...sectionOf(RULES_HEAD, rules(openings, mask)),
    ...sectionOf(SPARED_HEAD, spared(exemptions, mask)),
    section('What was seen', list([...finding.evidence.map(mask), `confidence: ${confidenceWords(finding)}`])),
  ]);
}

/** One host per line, for copying into a list of the device. */
function spared(exemptions: AskedFor['exemptions'], mask: Mask): Block[] {
  const lines = exemptions.map(({ host, needed }) => (needed ? mask(host) : `${mask(host)} (${IF_USED})`));
  return lines.length === 0 ? [] : [command(lines.join('\n'))];
}

/** Evidence that several rules share is listed once, above them. */
function rules(openings: readonly Opening[], mask: Mask): Block[] {
  return [...Map.groupBy(openings, aboutText)].flatMap(([about, alike]): Block[] => [
    paragraph(mask(about)),
    {
      kind: 'table',
      head: ['Protocol', 'Port', 'Destination', 'Measured', 'Section'],
      leading: 3,
      rows: alike.map((rule) => [
        rule.protocol.toUpperCase(),
        String(rule.port),
        mask(rule.allow.join(', ')),
        mask(measuredText(rule)),
        rule.sections.join(', '),
      ]),
    },
  ]);
}

function aboutText(rule: Opening): string {
  return joined('; ', [`Route: ${routeText(rule)}`, `now: ${rule.seen}`, !rule.needed && IF_USED]);
}
