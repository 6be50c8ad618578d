/**
 * The rules of a request as nftables sets with an accepting chain; `nft -c -f` accepts the file. A set contains addresses, so filters by
 * name, refusals by the proxy and targets without an address become comments.
 */
import { addressClass, addressFamily, plainAddress } from '../../model/address.ts';
import type { Exemption, Handover, Opening } from '../../model/handover.ts';
import { isPseudonym } from '../../model/masked.ts';
import { hostPort } from '../../model/target.ts';
import { count } from '../words/quantity.ts';
import { capitalized } from '../words/say.ts';
import { OPTIONAL_REMARK, sourceText } from './words.ts';

const TABLE = 'gitpod_access';
const CHAIN = 'gitpod_outbound';

export function rulesNftables(told: Handover): string {
  const packets = told.openings.filter(({ by, needed }) => by === 'address' && needed);
  const sets = (['tcp', 'udp'] as const)
    .flatMap((protocol) => ([4, 6] as const).map((family) => ({ protocol, family, elements: elementsOf(packets, protocol, family) })))
    .filter(({ elements }) => elements.length > 0);
  return [
    '# Outbound access for Gitpod (Ona)',
    `# Measured ${oneLine(told.measured)}`,
    ...(sourceText(told) === '' ? [] : [`# From ${oneLine(sourceText(told))}`]),
    ...notPackets(told.openings).map((line) => `# ${line}`),
    ...masked(told.openings),
    ...spared(told.exemptions),
    ...(sets.length === 0 ? ['# This request needs no rule for a packet filter.'] : [...HOW_TO_USE, ...tableOf(sets)]),
    '',
  ].join('\n');
}

/** A rule needs real addresses. For masked ones, a comment explains how to get the real ones. */
function masked(openings: readonly Opening[]): string[] {
  if (!openings.some(({ by, needed, addresses }) => by === 'address' && needed && addresses.some(isPseudonym))) return [];
  return [
    '# Masked here; make the rules from the session on the machine that measured:',
    '#   gitpod-doctor request --for network-team --format nftables',
  ];
}

/** A packet filter cannot exempt hosts from TLS inspection. */
function spared(exemptions: readonly Exemption[]): string[] {
  if (exemptions.length === 0) return [];
  return [
    `# ${count(exemptions.length, 'host')} to be exempt from TLS inspection, in the other forms of this request (text, markdown, csv, json).`,
  ];
}

/** An accept in one table does not override a drop in another, so the sets belong into the table that drops. */
const HOW_TO_USE = [
  '# These addresses are from the time of the measurement, and hosted services change their addresses. Prefer names if the firewall supports them.',
  '# An accept in one table does not undo a drop in another. For a firewall whose table is "inet filter" and whose chain is "forward":',
  `#   sed 's/^table inet ${TABLE} /table inet filter /' THIS-FILE | nft -f -`,
  `#   nft insert rule inet filter forward jump ${CHAIN}`,
  '# That firewall needs a rule for established connections, so that answers come back.',
];

interface RuleSet {
  protocol: Opening['protocol'];
  family: 4 | 6;
  elements: { address: string; port: number; hosts: string[] }[];
}

function tableOf(sets: readonly RuleSet[]): string[] {
  const name = ({ protocol, family }: RuleSet) => `gitpod_${protocol}${family}`;
  return [
    `table inet ${TABLE} {`,
    ...sets.flatMap((set) => [
      `  set ${name(set)} {`,
      `    type ipv${set.family}_addr . inet_service`,
      `    elements = {${set.elements.map(({ address, port, hosts }) => `\n      ${address} . ${port} comment "${comment(hosts.join(' '))}"`).join(',')}`,
      '    }',
      '  }',
    ]),
    `  chain ${CHAIN} {`,
    ...sets.map((set) => `    ${set.family === 4 ? 'ip' : 'ip6'} daddr . ${set.protocol} dport @${name(set)} accept`),
    '  }',
    '}',
  ];
}

/** Rules that addresses cannot express are listed as comments, with their owner. */
function notPackets(openings: readonly Opening[]): string[] {
  return openings.flatMap((rule) => {
    const what = comment(`${rule.allow.map((host) => hostPort(host, rule.port)).join(' ')} ${rule.protocol} (${rule.code})`);
    if (rule.by === 'proxy') return [`On the proxy ${comment(rule.proxy ?? '')}, which refuses this connection: allow CONNECT to ${what}`];
    if (rule.by === 'name') return [`In the filter that reads names (the addresses are open): allow ${what}`];
    if (!rule.needed) return [`${capitalized(OPTIONAL_REMARK)}, so left out of the sets: allow ${what}`];
    if (rule.addresses.length > 0 && rule.addresses.every(isPseudonym)) return [`Its address is masked here, see below: ${what}`];
    if (!rule.addresses.some(isReal)) return [`No address is known here: ${what}`];
    const wild = rule.allow.filter((host) => host !== rule.host);
    return wild.length === 0
      ? []
      : [`Of ${comment(wild.join(' '))} only ${comment(rule.host)} was measured: other names below it have addresses of their own.`];
  });
}

function elementsOf(openings: readonly Opening[], protocol: Opening['protocol'], family: 4 | 6): RuleSet['elements'] {
  const elements = new Map<string, RuleSet['elements'][number]>();
  for (const { host, port, addresses } of openings.filter((rule) => rule.protocol === protocol)) {
    for (const address of addresses.filter((one) => isReal(one) && addressFamily(one) === family).map(plainAddress)) {
      const known = elements.get(`${address} ${port}`) ?? { address, port, hosts: [] };
      elements.set(`${address} ${port}`, known);
      if (!known.hosts.includes(host)) known.hosts.push(host);
    }
  }
  return [...elements.values()];
}

/**
 * A masked address has a family but no value. A link-local address, which may contain the name of its interface, never crosses a firewall.
 */
function isReal(address: string): boolean {
  return !isPseudonym(address) && addressFamily(address) !== null && !address.includes('%') && addressClass(address) !== 'link-local';
}

/** The value of an nftables comment: one line, no quotation mark, at most 128 bytes. */
function comment(text: string): string {
  return oneLine(text).slice(0, 120);
}

/** A line after \`#\` can have any length. */
function oneLine(text: string): string {
  return text.replace(/[^ -!#-~]/g, '');
}
