/**
 * A request to another team, for an e-mail or a ticket. A reader who does not know Gitpod can carry it out alone: what to change, which
 * connections are needed, how to check them, and what fails otherwise.
 */
import type { Exemption, Handover, Opening } from '../../model/handover.ts';
import { hostPort } from '../../model/target.ts';
import { type Block, command, list, paragraph, type Section, section, sectionOf } from '../../render/block.ts';
import { confidenceWords } from '../words/confidence-words.ts';
import { capitalized, type Mask } from '../words/say.ts';
import { checkBlocks } from './checks.ts';
import { deviceBlocks } from './devices.ts';
import {
  ADVICE_HEADING,
  emailSubject,
  type HandoverItemRules,
  INBOUND_HEADING,
  INBOUND_SENTENCE,
  ITEMS_TITLES,
  isForOthers,
  itemsWithRules,
  JAVA_HEADING,
  noProxyHeading,
  OPTIONAL_REMARK,
  placeWords,
  sourceText,
  stateText,
} from './words.ts';

/** The maximum number of evidence lines in a request to another team. More would help only the people who measured. */
const EVIDENCE_FOR_OTHERS = 3;

export function handoverDocument(told: Handover, mask: Mask): Section {
  const { needed, advice } = itemsWithRules(told);
  const asks = (all: readonly HandoverItemRules[], before: number) =>
    all.flatMap((asked, index) => askBlocks(asked, before + index + 1, told, mask));
  const subject = mask(emailSubject(told));
  const what = [
    ...asks(needed, 0),
    ...sectionOf('In the words of your device', deviceBlocks(told, mask)),
    ...sectionOf(told.owner === 'aws-admin' ? 'The connections' : 'All connections that are needed', connectionBlocks(told, mask)),
    ...sectionOf(INBOUND_HEADING, inboundBlocks(told)),
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
    ...sectionOf('How to check it afterwards', checkBlocks(told, mask)),
    ...sectionOf('If nothing is changed', list(told.stakes.map(capitalized))),
    section('Reference', [...told.about.map((each) => paragraph(mask(each))), measured(told, mask), paragraph(codesText(told))]),
  ]);
}

function measured(told: Handover, mask: Mask): Block {
  return paragraph(`Measured ${mask(told.measured)}`);
}

function codesText({ asks }: Handover): string {
  return `For Gitpod support: ${asks.map(({ finding: { code, name } }) => `${code} ${name}`).join(', ')}`;
}

const EXPLAINED = {
  laptop: '',
  runner: ', our machine that starts these environments',
  environment: ', one of these environments',
} as const;

/** Says why the request is made, to a reader who does not know Gitpod. */
function whySentence(told: Handover, needed: readonly HandoverItemRules[]): string {
  const { place } = told.source;
  const from = place === null ? 'one of our machines' : placeWords('a', place);
  const what = 'Gitpod (Ona), the service that runs our development environments in the cloud,';
  const [first] = needed;
  if (first === undefined) return `${what} works from ${from}. These problems could break Gitpod:`;
  const causes = needed.length === 1 ? first.ask.finding.title : `There are ${needed.length} causes`;
  return `${what} does not fully work from ${from}${place === null ? '' : EXPLAINED[place]}. ${causes}.`;
}

/** A route that all connections share is stated once, above the table. */
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
        ? 'Please make sure that every connection in the table is allowed, not only those that fail today. Gitpod needs all of them.'
        : 'The connections in the table fail today.',
    ),
    paragraph(
      mask(
        `Source: ${source === '' ? 'the machine that was measured' : source}${told.source.addresses.length === 0 ? ', <its address>' : ''}. Direction: outbound.${route}`,
      ),
    ),
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

function inboundBlocks({ inbound = [] }: Handover): Block[] {
  if (inbound.length === 0) return [];
  return [
    paragraph(INBOUND_SENTENCE),
    {
      kind: 'table',
      head: ['Protocol', 'Port', 'From', 'To', 'Why'],
      rows: inbound.map(({ protocol, ports, from, to, purpose }) => [protocol.toUpperCase(), ports.join(', '), from, to, purpose]),
    },
  ];
}

function noProxyBlocks({ noProxy }: Handover, mask: Mask): Block[] {
  return noProxy === null ? [] : [command(mask(noProxy.noProxy)), paragraph(`${JAVA_HEADING}:`), command(mask(noProxy.nonProxyHosts))];
}

/** Writes one cause. A request about a single cause needs no heading. */
function askBlocks(
  { ask: { finding, fixes }, openings, exemptions }: HandoverItemRules,
  number: number,
  told: Handover,
  mask: Mask,
): Block[] {
  const asked = fixes.flatMap((fix) => [...list([mask(fix.text)]), ...(fix.command === null ? [] : [command(mask(fix.command))])]);
  const most = told.owner === 'network-team' ? EVIDENCE_FOR_OTHERS : finding.evidence.length;
  const seen = list([...finding.evidence.slice(0, most).map(mask), `This cause is ${confidenceWords(finding)}.`]);
  const blocks = [
    paragraph(mask(isForOthers(told.owner) ? finding.why : `${finding.code} ${finding.name}. ${finding.why}`)),
    section(ITEMS_TITLES[told.owner], [...asked, ...ruleLines(openings, exemptions, mask)]),
    section('What was seen', seen),
  ];
  if (told.asks.length > 1) return [section(`${number}. ${mask(finding.title)}`, blocks)];
  return isForOthers(told.owner) ? blocks : [section(mask(finding.title), blocks)];
}

/** Lists the hosts to allow or to exempt one per line, so that they can be copied into a device's list. */
function ruleLines(openings: readonly Opening[], exemptions: readonly Exemption[], mask: Mask): Block[] {
  const rules = openings.flatMap(({ allow, protocol, port, proxy, needed }) =>
    allow.map((host) => ({
      text: proxy === null ? `${protocol.toUpperCase()} ${port} to ${host}` : `CONNECT ${hostPort(host, port)}`,
      needed,
    })),
  );
  const lines = [...rules, ...exemptions.map(({ host, needed }) => ({ text: host, needed }))].map(({ text, needed }) =>
    needed ? mask(text) : `${mask(text)} (${OPTIONAL_REMARK})`,
  );
  return lines.length === 0 ? [] : [command(lines.join('\n'))];
}
