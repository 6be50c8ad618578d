/** `--help` and `--version`: from the table of flags, without loading anything else. */

import { print } from '../../terminal/gate.ts';
import { FLAGS } from '../arguments/flags.ts';
import { VERSION } from '../version.ts';

const COMMANDS: readonly [string, string][] = [
  ['gitpod-doctor', 'the guided session; without a terminal the same walk as plain lines'],
  ['gitpod-doctor check [AREA…]', 'measure the whole list, or these areas'],
  ['gitpod-doctor open BUNDLE', 'a bundle or report in the same screens, diagnosed again'],
  ['gitpod-doctor request [BUNDLE] --for TEAM', 'the text to send to the team that can remove the cause'],
  ['gitpod-doctor compare A B…', 'what changed between two reports; of more, a matrix'],
  ['gitpod-doctor fleet collect FILE…', 'many machines: what each printed with check --compact, side by side'],
  ['gitpod-doctor fleet ssm-document', 'a document for AWS Systems Manager that runs check on many machines'],
  ['gitpod-doctor verify BUNDLE', 'checksums, schema and secrets of a bundle'],
  ['gitpod-doctor decode BUNDLE NAME…', 'a masked name back to the real one, where the bundle was made'],
  ['gitpod-doctor explain CODE-OR-NAME', 'what a finding means and how to fix it'],
  ['gitpod-doctor match-error [TEXT|FILE|-]', 'what an error message, a log, or a folder or zip of logs says'],
  ['gitpod-doctor catalog [list]', 'the requirements'],
  ['gitpod-doctor catalog check FILE.md', 'the difference to a copy of the document'],
  ['gitpod-doctor no-proxy [URL…]', 'which way each program takes, and the NO_PROXY that works for all'],
  ['gitpod-doctor profile init [BUNDLE]', 'the situation of a company as a file for --profile; also check FILE, schema'],
  ['gitpod-doctor listen --udp PORT', 'the far end of a UDP test through a firewall'],
  ['gitpod-doctor --demo [SCENARIO]', 'try it on a pretend internet on this machine'],
];

export function version(): number {
  print(VERSION);
  return 0;
}

export function help(_words: readonly string[]): number {
  const flags = Object.entries(FLAGS).map(([name, flag]): [string, string] => {
    const argument = 'values' in flag ? flag.values.join('|') : 'argument' in flag ? flag.argument : null;
    const long = argument === null ? `--${name}` : `--${name} ${argument}`;
    return [
      long.length > 34 ? `--${name} …` : long,
      long.length > 34 && 'values' in flag ? `${flag.help}: ${flag.values.join(' ')}` : flag.help,
    ];
  });
  print(
    [
      'Finds out what is in the way when Gitpod (Ona) does not work behind a corporate network,',
      'who can remove it, and what to send them. It changes nothing and uploads nothing.',
      '',
      ...table(COMMANDS),
      '',
      'Flags (a flag with several values is repeated)',
      ...table(flags),
      '',
      'Exit status: 0 every counting row is met, 1 one is not, 2 wrong usage, 3 one is open,',
      '4 a file cannot be used, 70 a fault of ours, 130 stopped, 141 the reader went away.',
      'compare: 1 something got worse.',
      'verify: 1 a secret was found, 4 it is damaged; what is encrypted is not opened.',
      'decode: 2 that is no name of the bundle, 4 its names are not known on this machine.',
    ].join('\n'),
  );
  return 0;
}

function table(rows: readonly [string, string][]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}
