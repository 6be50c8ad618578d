/** The table of commands, for `help`, completions and the man page. `flag-scope.ts` has the flags of single commands. */

import { ENGINES } from '../../fleet/recipes/recipe.ts';
import { AREAS } from '../../model/areas.ts';
import { EDITIONS } from '../../model/profile-words.ts';
import { flagsOf, WALK_NAME } from './flag-scope.ts';
import { FLAGS, type Flag, type FlagName } from './flags.ts';

export interface CommandPage {
  /** The words after `gitpod-doctor`; empty for the guided session. */
  usage: readonly string[];
  /** One line, without a full stop. */
  summary: string;
  /** The typed words, and their purpose. */
  examples: readonly (readonly [typed: string, purpose: string])[];
  /** Kinds of flags that the command reads. */
  takes: readonly FlagKind[];
  /** Words that the command accepts, for completions. */
  words?: readonly string[];
  /** Exit status beyond the usual ones. */
  ends?: string;
}

/** Flags by subject, in display order. */
export const FLAG_KINDS = {
  'Your situation': [
    ...[
      'from',
      'runner',
      'edition',
      'edition-from',
      'runner-domain',
      'environment-address',
      'region',
      'account',
      'ide',
      'scm',
      'sso',
      'registry',
      'metrics',
      'symptom',
      'error',
      'profile',
    ],
  ] as FlagName[],
  SSH: ['ssh-alias', 'ssh-config'],
  AWS: [
    ...['aws-profile', 'allowed-images', 'images', 'launch-subnet', 'launch-security-group', 'launch-type', 'launch-profile'],
  ] as FlagName[],
  'What is measured, and how': [
    ...[
      'yes-to',
      'timeout',
      'deadline',
      'concurrency',
      'pac',
      'far-end',
      'ca-file',
      'public-roots',
      'catalog',
      'baseline',
      'record',
      'resume',
      'no-store',
    ],
  ] as FlagName[],
  'The far end': ['udp', 'host'],
  'For the report': ['runner-id', 'runner-version', 'environment-id', 'place', 'ticket', 'note'],
  'What leaves this machine': ['bundle', 'preview', 'level', 'encrypt-to', 'without', 'hide'],
  'The request': ['for', 'format', 'device'],
  'The recipe': ['output', 'env'],
  Output: ['json', 'jsonl', 'compact', 'markdown', 'html', 'shell', 'mask', 'show-values'],
  'The form of the walk': ['plain', 'accessible'],
  Terminal: ['ascii', 'no-color', 'quiet', 'verbose'],
  General: ['demo', 'help', 'version'],
} as const satisfies Readonly<Record<string, readonly FlagName[]>>;
export type FlagKind = keyof typeof FLAG_KINDS;

const MEASURES: readonly FlagKind[] = [
  ...(['Your situation', 'SSH', 'AWS', 'What is measured, and how', 'For the report', 'What leaves this machine', 'Output'] as const),
  ...(['The form of the walk', 'Terminal', 'General'] as const),
];
const READS: readonly FlagKind[] = ['Output', 'Terminal'];

export const COMMAND_PAGES = {
  [WALK_NAME]: {
    usage: [''],
    summary: 'start here: asks, measures, names the cause',
    examples: [
      ['', 'Answer the questions; nothing is changed or uploaded.'],
      ['--symptom runner-offline --from runner', 'Begin where you know what is wrong, and from where.'],
      ['--accessible', 'The same as a conversation, for screen readers.'],
      ['--demo tls-intercepted', 'Try it on a pretend network; --demo list names them all.'],
    ],
    takes: MEASURES,
  },
  check: {
    usage: ['check [AREA…]'],
    summary: 'measure the whole list, or some areas of it',
    examples: [
      ['check gateway dns', 'Only these areas.'],
      ['check --from runner --json > report.json', 'One JSON document for a machine.'],
      ['check --bundle before.zip', 'Write the support bundle as well.'],
      ['check --record good.json', 'On a good network; elsewhere: check --baseline good.json'],
      ['check --compact', 'One line, for tools that return only one (Systems Manager).'],
    ],
    takes: MEASURES,
    words: AREAS,
  },
  request: {
    usage: ['request [BUNDLE] --for TEAM'],
    summary: 'the text to send to the team that can remove the cause',
    examples: [
      ['request --for network-team', 'From the last session on this machine.'],
      ['request --for network-team --device palo-alto', 'With the change in the words of their device.'],
      ['request incident.zip --for network-team --format nftables', 'As rules for a firewall.'],
    ],
    takes: ['The request', 'What leaves this machine', ...READS],
  },
  open: {
    usage: ['open BUNDLE'],
    summary: 'show a bundle or report, judged by today’s rules',
    examples: [['open incident.zip', 'In the screens of the guided session, read-only.']],
    takes: [...READS, 'The form of the walk'],
  },
  explain: {
    usage: ['explain CODE-OR-NAME'],
    summary: 'what a finding means and how to fix it',
    examples: [
      ['explain GD307', 'By its code.'],
      ['explain tls-intercepted --shell powershell', 'By its name, commands for PowerShell.'],
    ],
    takes: READS,
  },
  'match-error': {
    usage: ['match-error [TEXT|FILE|-]'],
    summary: 'what an error message, a log, or a folder or zip of logs says',
    examples: [
      ["match-error 'x509: certificate signed by unknown authority'", 'One message.'],
      ['match-error ~/vscode-logs.zip', 'Every message in the logs.'],
    ],
    takes: READS,
  },
  compare: {
    usage: ['compare A B…'],
    summary: 'what changed between two reports; with more, a table of them all',
    examples: [
      ['compare before.zip after.zip', 'After the firewall was changed.'],
      ['compare laptop.json runner.json --markdown', 'Two places, for the ticket.'],
    ],
    takes: READS,
    ends: '1 something got worse',
  },
  verify: {
    usage: ['verify BUNDLE'],
    summary: 'whether a bundle is whole and holds no secret',
    examples: [['verify incident.zip', 'Before it is attached to a ticket.']],
    takes: READS,
    ends: '1 a secret was found, 4 it is damaged; encrypted content is not opened',
  },
  decode: {
    usage: ['decode BUNDLE NAME…'],
    summary: 'turn masked names into real ones, on the machine that made the bundle',
    examples: [['decode incident.zip px-host-4f2a', 'What this host is called here.']],
    takes: READS,
    ends: '2 unknown name, 4 its names are not known on this machine',
  },
  fleet: {
    usage: ['fleet collect FILE…', 'fleet recipe ENGINE [AREA…] --output FOLDER', 'fleet ssm-document'],
    summary: 'many machines: results of check side by side, or how to run it on them',
    examples: [
      ['fleet collect results/', 'What each machine printed with check --compact.'],
      ['fleet collect tickets/ --html', 'The bundles of a month: causes that recur, since when.'],
      ['fleet recipe ansible --profile company.json --output doctor', 'Files with which Ansible runs it; also ssm, kubernetes, ecs, ci.'],
      ['fleet ssm-document > doctor.json', 'A document for AWS Systems Manager.'],
    ],
    takes: ['The recipe', 'Your situation', ...READS],
    words: ['collect', 'recipe', 'ssm-document', ...ENGINES],
  },
  catalog: {
    usage: ['catalog [list]', 'catalog check FILE.md', 'catalog import FILE', 'catalog diff EDITION EDITION'],
    summary: 'the access requirements, or how a copy of the document differs',
    examples: [
      ['catalog check access-requirements.md', 'Endpoints that are only in one of them.'],
      ['catalog import newer.html > overlay.json', 'A newer copy of the page as an overlay, for --catalog.'],
      ['catalog diff document aws-runner-2026', 'What a new AWS runner needs, and no longer needs.'],
    ],
    takes: ['Your situation', ...READS],
    words: ['list', 'check', 'import', 'diff', ...EDITIONS],
    ends: '1 there is a difference',
  },
  'no-proxy': {
    usage: ['no-proxy [URL…]'],
    summary: 'which route each program takes, and the NO_PROXY that suits them all',
    examples: [['no-proxy https://git.example.com', 'The route to this URL, with the proxy variables of this shell.']],
    takes: ['Your situation', ...READS],
  },
  profile: {
    usage: ['profile init [BUNDLE]', 'profile check FILE', 'profile schema'],
    summary: 'the situation of a company as a file for --profile',
    examples: [['profile init > company.json', 'From the last session on this machine.']],
    takes: READS,
    words: ['init', 'check', 'schema'],
  },
  listen: {
    usage: ['listen --udp PORT'],
    summary: 'the far end of a UDP test through a firewall',
    examples: [['listen --udp 4242 --host 0.0.0.0', 'On a machine outside; check --far-end names it inside.']],
    takes: ['The far end', 'Terminal'],
  },
  help: {
    usage: ['help [COMMAND]'],
    summary: 'this page, or that of a command with its flags',
    examples: [
      ['help check', 'The same as check --help.'],
      ['help session', 'The flags of the guided session.'],
    ],
    takes: [],
  },
  completion: {
    usage: ['completion SHELL'],
    summary: 'completions for bash, zsh, fish or powershell',
    examples: [
      ['completion bash > ~/.local/share/bash-completion/completions/gitpod-doctor', ''],
      ['completion zsh > ~/.zfunc/_gitpod-doctor', ''],
      ['completion fish > ~/.config/fish/completions/gitpod-doctor.fish', ''],
      ['completion powershell >> $PROFILE', ''],
    ],
    takes: [],
    words: ['bash', 'zsh', 'fish', 'powershell'],
  },
} as const satisfies Record<string, CommandPage>;
export type CommandName = Exclude<keyof typeof COMMAND_PAGES, typeof WALK_NAME>;

export const COMMAND_NAMES = Object.keys(COMMAND_PAGES).filter((name) => name !== WALK_NAME) as CommandName[];

export function pageOf(command: CommandName | typeof WALK_NAME): CommandPage {
  return COMMAND_PAGES[command];
}

export function flagsByKind(command: CommandName | typeof WALK_NAME): (readonly [kind: FlagKind, names: readonly FlagName[]])[] {
  const kinds = Object.keys(FLAG_KINDS) as FlagKind[];
  return kinds
    .filter((kind) => pageOf(command).takes.includes(kind))
    .map((kind) => [kind, flagsOf(command, FLAG_KINDS[kind])] as const)
    .filter(([, names]) => names.length > 0);
}

/** Returns text like `--from laptop|runner|environment` or `--region R`. */
export function flagText(name: FlagName): string {
  const { values, argument }: Flag = FLAGS[name];
  const value = values?.join('|') ?? argument;
  return value === undefined ? `--${name}` : `--${name} ${value}`;
}
