/** The rules of a hand-over for programs: CSV for a ticket system or a spreadsheet, a set for nftables. */
import { addressFamily } from '../../model/address.ts';
import { hostPort } from '../../model/target.ts';
import type { Handover } from './handover.ts';
import type { Opening } from './openings.ts';

const COLUMNS = [
  'protocol',
  'port',
  'destination',
  'addresses',
  'direction',
  'proxy',
  'now',
  'cause',
  'rows',
  'as listed',
  'sections',
] as const;

/** RFC 4180: CRLF, a head, quotes where they are needed. */
export function rulesCsv({ openings }: Handover): string {
  const rows = openings.map((rule) => [
    rule.protocol,
    String(rule.port),
    rule.host,
    rule.addresses.join(' '),
    'outbound',
    rule.proxy ?? '',
    rule.seen,
    rule.code,
    rule.rows.join(' '),
    rule.endpoints.join(' '),
    rule.sections.join('; '),
  ]);
  return [COLUMNS, ...rows].map((row) => `${row.map(csvField).join(',')}\r\n`).join('');
}

/** A spreadsheet takes a field that begins with one of these for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

function csvField(value: string): string {
  const harmless = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

interface Element {
  address: string;
  port: number;
  host: string;
}

/**
 * A table of its own with a set per protocol and family, to be taken over into the firewall's own rules: `nft -c -f` reads
 * it as it stands. What a proxy has to let through, and what has no address, stands in comments: neither is a packet rule.
 */
export function rulesNftables({ openings, measured }: Handover): string {
  const direct = openings.filter(({ proxy }) => proxy === null);
  const sets = (['tcp', 'udp'] as const).flatMap((protocol) =>
    ([4, 6] as const).map((family) => ({ protocol, family, elements: elementsOf(direct, protocol, family) })),
  );
  const filled = sets.filter(({ elements }) => elements.length > 0);
  return [
    '# Outbound access for Gitpod (Ona)',
    `# Measured ${comment(measured)}`,
    '# Addresses are those that the names had then; hosted services change theirs. Prefer names where the firewall knows them.',
    ...direct.filter(({ addresses }) => addresses.length === 0).map((rule) => `# no address known: ${ruleComment(rule)}`),
    ...openings
      .filter(({ proxy }) => proxy !== null)
      .map((rule) => `# on the proxy ${comment(rule.proxy ?? '')}: allow CONNECT to ${ruleComment(rule)}`),
    ...(filled.length === 0
      ? []
      : [
          'table inet gitpod_access {',
          ...filled.flatMap(({ protocol, family, elements }) => [
            `  set ${protocol}${family} {`,
            `    type ipv${family}_addr . inet_service`,
            `    elements = {${elements.map(({ address, port, host }) => `\n      ${address} . ${port} comment "${comment(host)}"`).join(',')}`,
            '    }',
            '  }',
          ]),
          '  chain outbound {',
          ...filled.map(
            ({ protocol, family }) => `    ${family === 4 ? 'ip' : 'ip6'} daddr . ${protocol} dport @${protocol}${family} accept`,
          ),
          '  }',
          '}',
        ]),
    '',
  ].join('\n');
}

function elementsOf(openings: readonly Opening[], protocol: Opening['protocol'], family: 4 | 6): Element[] {
  const elements = new Map<string, Element>();
  for (const { host, port, addresses } of openings.filter((rule) => rule.protocol === protocol)) {
    for (const address of addresses) {
      if (addressFamily(address) === family && !elements.has(`${address} ${port}`))
        elements.set(`${address} ${port}`, { address, port, host });
    }
  }
  return [...elements.values()];
}

function ruleComment({ host, port, protocol, code }: Opening): string {
  return comment(`${hostPort(host, port)} ${protocol} (${code})`);
}

/** What a comment of nftables takes: one line, no quote, at most 128 bytes. */
function comment(text: string): string {
  return text.replace(/[^ -!#-~]/g, '').slice(0, 120);
}
