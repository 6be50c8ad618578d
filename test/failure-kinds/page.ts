/** docs/failure-kinds.md, from the lines and the recorded messages of other programs. */
import { codeOf } from '../../src/model/finding-codes.ts';
import { PROGRAMS } from './ask/programs.ts';
import type { Way } from './line.ts';
import { ALL, type Named } from './lines/index.ts';
import { nameOf, readSaid } from './said.ts';

const LAYERS: readonly (readonly [prefix: string, title: string])[] = [
  ['dns', 'Names'],
  ['tcp', 'Connections'],
  ['tunnel', 'Proxies'],
  ['socks', 'SOCKS proxies'],
  ['tls', 'TLS'],
  ['http', 'HTTP'],
  ['pac', 'Proxy scripts'],
  ['udp', 'Datagrams'],
  ['ssh', 'SSH'],
  ['aws', 'AWS'],
  ['machine', 'This machine'],
  ['probe', 'The sweep'],
  ['unclassified', 'What has no name yet'],
];

const INTRODUCTION = `# Failure kinds

The tables list each kind of failure that a measurement can end with (\`src/model/failure.ts\`). They show how the tests produce the failure
on real sockets, what other programs say to the same server, and the finding that follows.

\`npm run generate\` makes this page from \`test/failure-kinds/lines/\`. \`npm run failure-kinds\` recorded what other programs say (Linux,
root, with the programs installed).

A dash means that the program was not tried, because it does not use this protocol or because another test has the line. “passes” means
that the program accepts what gitpod-doctor refuses.`;

export function failureKindsPage(): string {
  const { versions } = readSaid();
  const asked = PROGRAMS.flatMap((program) => {
    const version = versions[program]?.replace(/, (OpenSSL \S+)$/, ' (with $1)');
    return version === undefined ? [] : `${program === 'OpenSSL' ? 'the openssl command' : program} ${version}`;
  });
  const sections = LAYERS.flatMap(([prefix, title]) => {
    const lines = ALL.filter(({ kind }) => kind === prefix || kind.startsWith(`${prefix}.`));
    return lines.length === 0 ? [] : [`## ${title}\n\n${tableOf(lines)}`];
  });
  return `${INTRODUCTION}\n\nVersions: ${asked.join(', ')}.\n\n${sections.join('\n\n')}\n`;
}

function tableOf(named: readonly Named[]): string {
  const { lines } = readSaid();
  const programs = PROGRAMS.filter((program) => named.some((each) => lines[nameOf(each)]?.[program] !== undefined));
  const head = ['Kind', 'Produced by', 'Where', 'Finding', ...programs];
  const rows = named.map((each, index) => {
    const { kind, line } = each;
    const first = named.findIndex((other) => other.kind === kind) === index;
    return [
      first ? `\`${kind}\`` : '',
      cell(line.by),
      placeOf(line.way),
      line.finding === null ? '–' : `[${codeOf(line.finding)}](findings/${codeOf(line.finding)}-${line.finding}.md)`,
      ...programs.map((program) => saidCell(lines[nameOf(each)]?.[program])),
    ];
  });
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function placeOf(way: Way): string {
  switch (way.as) {
    case 'https':
    case 'http':
    case 'udp':
    case 'proxy':
      return way.rules === undefined ? 'loopback' : 'network namespace';
    case 'resolver':
      return 'loopback';
    case 'scenario':
      return `demo \`${way.name}\``;
    case 'lab':
      return `lab \`${way.name}\``;
    case 'test':
      return `\`${way.file}\``;
  }
}

function saidCell(said: string | undefined): string {
  return said === undefined ? '–' : said === 'passes' ? 'passes' : `\`${cell(said.replaceAll('`', "'"))}\``;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
