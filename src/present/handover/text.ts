/** A hand-over as text for a mail or a ticket, and as Markdown. */
import type { Owner } from '../../model/finding.ts';
import { block, prose, table } from '../markdown.ts';
import type { Ask, Handover } from './handover.ts';
import type { Opening } from './openings.ts';

const HEAD = {
  'network-team': 'Gitpod (Ona) access: what we ask of the network / security team',
  'aws-admin': 'Gitpod (Ona) access: what we ask of the AWS administrator',
  you: 'Gitpod (Ona) access: what you can do yourself',
  gitpod: 'Gitpod (Ona) access: for Gitpod support',
} as const satisfies Record<Owner, string>;

export function handoverText(told: Handover): string {
  const sections = [
    [HEAD[told.owner], `Measured ${told.measured}`],
    told.about,
    ...told.asks.map((ask, index) => askLines(ask, told.asks.length > 1 ? `${index + 1}. ` : '')),
    listed(
      'To be let through, outbound',
      told.openings.map((rule) => `  ${openingText(rule)}`),
    ),
    listed(
      'To be exempt from TLS inspection',
      told.inspected.map((host) => `  ${host}`),
    ),
    told.noProxy === null
      ? []
      : [
          'NO_PROXY that every program reads alike',
          `  ${told.noProxy.noProxy}`,
          'The same for Java (http.nonProxyHosts)',
          `  ${told.noProxy.nonProxyHosts}`,
        ],
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

function listed(head: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [head, ...lines];
}

function askLines({ finding, fixes }: Ask, number: string): string[] {
  return [
    `${number}${finding.title} (${finding.code} ${finding.name})`,
    ...fixes.flatMap(({ text, command }) => [
      `   ${text}`,
      ...(command === null ? [] : command.split('\n').map((line) => `      ${line}`)),
    ]),
    '   What was seen',
    ...finding.evidence.map((line) => `   - ${line}`),
  ];
}

export function openingText({ protocol, host, port, proxy, seen, code, endpoints, sections }: Opening): string {
  const way = proxy === null ? 'direct' : `through the proxy ${proxy}`;
  // A name that stands for a wildcard is no reason to open that name alone.
  const wild = endpoints.filter((endpoint) => endpoint.includes('*'));
  const asked = wild.length === 0 ? '' : `for ${wild.join(', ')}; `;
  return `${protocol.toUpperCase()} ${port}  ${host}  ${way}  (${asked}now: ${seen}; ${code}; ${sections.join(', ')})`;
}

export function handoverMarkdown(told: Handover): string {
  return [
    `# ${HEAD[told.owner]}`,
    `Measured ${prose(told.measured)}`,
    told.about.map((line) => `- ${prose(line)}`).join('\n'),
    ...told.asks.map(({ finding, fixes }) =>
      [
        `## ${prose(finding.title)}`,
        `${finding.code} ${finding.name}`,
        ...fixes.flatMap(({ text, command }) => [prose(text), ...(command === null ? [] : [block(command)])]),
        `What was seen:\n\n${finding.evidence.map((line) => `- ${prose(line)}`).join('\n')}`,
      ].join('\n\n'),
    ),
    told.openings.length === 0
      ? ''
      : `## To be let through, outbound\n\n${table(
          ['Protocol', 'Port', 'Destination', 'As listed', 'Way', 'Now', 'Cause', 'Section'],
          told.openings.map((rule) => [
            rule.protocol,
            String(rule.port),
            rule.host,
            rule.endpoints.join(', '),
            rule.proxy === null ? 'direct' : `proxy ${rule.proxy}`,
            rule.seen,
            rule.code,
            rule.sections.join(', '),
          ]),
        )}`,
    told.inspected.length === 0
      ? ''
      : `## To be exempt from TLS inspection\n\n${told.inspected.map((host) => `- ${prose(host)}`).join('\n')}`,
    told.noProxy === null
      ? ''
      : `## NO_PROXY that every program reads alike\n\n${block(told.noProxy.noProxy)}\n\nFor Java (http.nonProxyHosts):\n\n${block(told.noProxy.nonProxyHosts)}`,
  ]
    .filter((section) => section !== '')
    .join('\n\n');
}
