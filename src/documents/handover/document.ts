/**
 * A hand-over as a letter for a mail or a ticket. A reader who has never heard of Gitpod can carry it out alone: what to change, which
 * connections are needed, how to check them, and what fails otherwise.
 */
import type { Handover } from '../../model/handover.ts';
import { type Block, command, list, paragraph, type Section, section, sectionOf } from '../../render/block.ts';
import { confidenceWords } from '../words/confidence-words.ts';
import { capital, type Mask } from '../words/say.ts';
import { checkBlocks } from './checks.ts';
import { deviceBlocks } from './devices.ts';
import {
  ADVICE_HEADING,
  type HandoverItemRules,
  ITEMS_TITLES,
  isForOthers,
  itemsWithRules,
  JAVA_HEADING,
  noProxyHeading,
  OPTIONAL_REMARK,
  PLACE_WORDS,
  sourceText,
  stateText,
  subjectOf,
} from './words.ts';

/** The maximum number of evidence lines in a letter; more would only help the people who measured. */
const EVIDENCE_FOR_OTHERS = 3;

export function handoverDocument(told: Handover, given: Mask): Section {
  const mask: Mask = isForOthers(told.owner) ? (text) => namePlace(given(text), told) : given;
  const { needed, advice } = itemsWithRules(told);
  const asks = (all: readonly HandoverItemRules[], before: number) =>
    all.flatMap((asked, index) => askBlocks(asked, before + index + 1, told, mask));
  const subject = mask(subjectOf(told));
  const what = [
    ...asks(needed, 0),
    ...sectionOf('In the words of your device', deviceBlocks(told, mask)),
    ...sectionOf(told.owner === 'aws-admin' ? 'The connections' : 'All connections that are needed', connectionBlocks(told, mask)),
    ...sectionOf(noProxyHeading(told), noProxyBlocks(told, mask)),
    ...sectionOf(ADVICE_HEADING, asks(advice, needed.length)),
  ];
  const demo = told.demo === null ? [] : [paragraph(`This network is invented (demo ${told.demo}). Please change nothing.`)];
  if (!isForOthers(told.owner))
    return section(subject, [...demo, measured(told, mask), ...told.about.map((each) => paragraph(mask(each))), ...what]);
  return section(`Subject: ${subject}`, [
    ...demo,
    paragraph(mask(whySentence(told, needed))),
    ...what,
    ...sectionOf('How to check it afterwards', checkBlocks(told, fromWhere(told), mask)),
    ...sectionOf('If it stays as it is', list(told.stakes.map(capital))),
    section('Reference', [...told.about.map((each) => paragraph(mask(each))), measured(told, mask), paragraph(codesText(told))]),
  ]);
}

function measured(told: Handover, mask: Mask): Block {
  return paragraph(`Measured ${mask(told.measured)}`);
}

function codesText({ asks }: Handover): string {
  return `For Gitpod support: ${asks.map(({ finding: { code, name } }) => `${code} ${name}`).join(', ')}`;
}

function fromWhere({ source: { place } }: Handover): string {
  return place === null ? '' : PLACE_WORDS[place];
}

/** Names the measured machine for a reader elsewhere, for whom “this machine” is another one. */
function namePlace(text: string, told: Handover): string {
  const machine = fromWhere(told).replace(/^an? /, 'our ') || 'our machine';
  return text
    .replace(/(^|[.!?:] )This machine\b/g, (_, before: string) => `${before}${capital(machine)}`)
    .replace(/\bthis machine( itself)?\b/gi, (_, itself = '') => `${machine}${itself}`)
    .replace(/\b(?:hosts of (?:the|this) list|listed hosts)\b/g, 'hosts that Gitpod uses');
}

/** Says why the request is made, to a reader who does not know Gitpod. */
function whySentence(told: Handover, needed: readonly HandoverItemRules[]): string {
  const from = fromWhere(told) === '' ? 'one of our machines' : fromWhere(told);
  const what = 'Gitpod (Ona), the service that runs our development environments in the cloud,';
  const [first] = needed;
  if (first === undefined) return `${what} works from ${from}. This could break it:`;
  const causes = needed.length === 1 ? first.ask.finding.title : `There are ${needed.length} causes`;
  return `${what} does not fully work from ${from}. ${causes}.`;
}

/** A route that all connections share is written once, above the table. */
function connectionBlocks(told: Handover, mask: Mask): Block[] {
  const { connections, owner } = told;
  if (connections.length === 0 || !isForOthers(owner)) return [];
  const proxies = new Set(connections.map(({ proxy }) => proxy));
  const [only = null] = proxies;
  const source = sourceText(told);
  const route = proxies.size > 1 ? '' : ` Route: ${only === null ? 'direct' : `through the proxy ${only}`}.`;
  return [
    paragraph(
      owner === 'network-team'
        ? 'Gitpod needs all of these from there, not only what fails. “Today” is what we measured.'
        : 'These fail. “Today” is what we measured.',
    ),
    paragraph(mask(`Source: ${source === '' ? 'the machine that was measured' : source}. Direction: outbound.${route}`)),
    {
      kind: 'table',
      head: ['Today', 'Protocol', 'Port', 'Destination', ...(proxies.size > 1 ? ['Route'] : []), 'Why'],
      rows: connections.map((connection) => [
        stateText(connection),
        connection.protocol.toUpperCase(),
        String(connection.port),
        mask(connection.host),
        ...(proxies.size > 1 ? [connection.proxy === null ? 'direct' : mask(connection.proxy)] : []),
        mask(connection.purposes.join(', ')),
      ]),
    },
  ];
}

function noProxyBlocks({ noProxy }: Handover, mask: Mask): Block[] {
  return noProxy === null ? [] : [command(mask(noProxy.noProxy)), paragraph(`${JAVA_HEADING}:`), command(mask(noProxy.nonProxyHosts))];
}

/** Writes one cause. A letter to forward about a single cause needs no heading. */
function askBlocks({ ask: { finding, fixes }, exemptions }: HandoverItemRules, number: number, told: Handover, mask: Mask): Block[] {
  const asked = fixes.flatMap((fix) => [...list([mask(fix.text)]), ...(fix.command === null ? [] : [command(mask(fix.command))])]);
  const most = told.owner === 'network-team' ? EVIDENCE_FOR_OTHERS : finding.evidence.length;
  const seen = list([...finding.evidence.slice(0, most).map(mask), mask(capital(confidenceWords(finding)))]);
  const blocks = [
    paragraph(mask(isForOthers(told.owner) ? finding.why : `${finding.code} ${finding.name}. ${finding.why}`)),
    section(ITEMS_TITLES[told.owner], [...asked, ...spared(exemptions, mask)]),
    section('What was seen', seen),
  ];
  if (told.asks.length > 1) return [section(`${number}. ${mask(finding.title)}`, blocks)];
  return isForOthers(told.owner) ? blocks : [section(mask(finding.title), blocks)];
}

/** Lists the hosts one below the other, to be copied into a device's list. */
function spared(exemptions: HandoverItemRules['exemptions'], mask: Mask): Block[] {
  const lines = exemptions.map(({ host, needed }) => (needed ? mask(host) : `${mask(host)} (${OPTIONAL_REMARK})`));
  return lines.length === 0 ? [] : [command(lines.join('\n'))];
}
