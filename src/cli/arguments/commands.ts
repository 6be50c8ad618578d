/** The table of commands, for `help`, completions and the man page. `flag-scope.ts` lists the flags that only some commands accept. */

import { ENGINES } from '../../fleet/recipes/recipe.ts';
import { AREAS } from '../../model/areas.ts';
import { EDITIONS } from '../../model/profile-words.ts';
import { flagsOf, WALK_NAME } from './flag-scope.ts';
import { FLAGS, type Flag, type FlagName } from './flags.ts';

export interface CommandPage {
  /** The words after `gitpod-doctor`; empty for the guided session. */
  usage: readonly string[];
  /** One line that describes the command, without a full stop. */
  summary: string;
  /** Example calls, each with its purpose. */
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
  'Many machines': ['partial'],
  Output: ['json', 'jsonl', 'compact', 'markdown', 'html', 'shell', 'mask', 'show-values'],
  'Screen or plain lines': ['plain', 'accessible'],
  Terminal: ['ascii', 'no-color', 'quiet', 'verbose'],
  General: ['demo', 'help', 'version'],
} as const satisfies Readonly<Record<string, readonly FlagName[]>>;
export type FlagKind = keyof typeof FLAG_KINDS;

const MEASURES: readonly FlagKind[] = [
  ...(['Your situation', 'SSH', 'AWS', 'What is measured, and how', 'For the report', 'What leaves this machine', 'Output'] as const),
  ...(['Screen or plain lines', 'Terminal', 'General'] as const),
];
const READS: readonly FlagKind[] = ['Output', 'Terminal'];

export const COMMAND_PAGES = {
  [WALK_NAME]: {
    usage: [''],
    summary: 'start here: it asks, measures and names the cause',
    examples: [
      ['', 'Answer the questions. It changes nothing and uploads nothing.'],
      ['--symptom runner-offline --from runner', 'Name the problem and the place of this machine at once.'],
      ['--accessible', 'The guided session as questions and plain lines, for screen readers.'],
      ['--demo tls-intercepted', 'Try it on a pretend network; --demo list names them all.'],
    ],
    takes: MEASURES,
  },
  check: {
    usage: ['check [AREA…]'],
    summary: 'check everything that Gitpod needs, or only some areas',
    examples: [
      ['check gateway dns', 'Check only these areas.'],
      ['check --from runner --json > report.json', 'Print one JSON document, for programs.'],
      ['check --bundle before.zip', 'Write the support bundle as well.'],
      ['check --record good.json', 'Run this on a good network. Then run check --baseline good.json on the bad one.'],
      ['check --compact', 'Print one line, for tools that return only one line (Systems Manager).'],
    ],
    takes: MEASURES,
    words: AREAS,
  },
  request: {
    usage: ['request [BUNDLE] --for TEAM'],
    summary: 'the text to send to the team that can remove the cause',
    examples: [
      ['request --for network-team', 'Write the letter about the last session on this machine.'],
      ['request --for network-team --device palo-alto', 'Also write the change in the words of their device.'],
      ['request incident.zip --for network-team --format nftables', 'Write the request as firewall rules.'],
    ],
    takes: ['The request', 'What leaves this machine', ...READS],
  },
  open: {
    usage: ['open BUNDLE'],
    summary: 'show a bundle or report, diagnosed again by this version',
    examples: [['open incident.zip', 'Show the bundle, read-only, in the screens of the guided session.']],
    takes: [...READS, 'Screen or plain lines'],
  },
  explain: {
    usage: ['explain CODE-OR-NAME'],
    summary: 'what a finding means and how to fix it',
    examples: [
      ['explain GD307', 'Explain a finding, named by its code.'],
      ['explain tls-intercepted --shell powershell', 'Explain a finding, named by its name, with commands for PowerShell.'],
    ],
    takes: READS,
  },
  'match-error': {
    usage: ['match-error [TEXT|FILE|-]'],
    summary: 'what an error message or a log means (also a folder or zip of logs)',
    examples: [
      ["match-error 'x509: certificate signed by unknown authority'", 'One message.'],
      ['match-error ~/vscode-logs.zip', 'Explain every message in the logs of this folder.'],
    ],
    takes: READS,
  },
  compare: {
    usage: ['compare A B…'],
    summary: 'what changed between two reports; for more reports, a table',
    examples: [
      ['compare before.zip after.zip', 'See the effect of a firewall change.'],
      ['compare laptop.json runner.json --markdown', 'Compare two places, as a table for the ticket.'],
    ],
    takes: READS,
    ends: '1 a check got worse',
  },
  verify: {
    usage: ['verify BUNDLE'],
    summary: 'whether a bundle is complete and contains no secret',
    examples: [['verify incident.zip', 'Check a bundle before you attach it to a ticket.']],
    takes: READS,
    ends: '1 a secret was found, 4 the bundle is damaged; encrypted content is not opened',
  },
  decode: {
    usage: ['decode BUNDLE NAME…'],
    summary: 'turn masked names into real ones, on the machine that made the bundle',
    examples: [['decode incident.zip px-host-4f2a', 'Show the real name of this host.']],
    takes: READS,
    ends: '2 unknown name, 4 this machine does not know the masked names',
  },
  fleet: {
    usage: ['fleet collect FILE…', 'fleet recipe ENGINE [AREA…] --output FOLDER', 'fleet ssm-document'],
    summary: 'collect check results of many machines, or write files that run check on them',
    examples: [
      ['fleet collect results/', 'Combine the lines that check --compact printed on each machine.'],
      ['fleet collect tickets/ --html', 'Show which causes recur in the bundles of a month, and since when.'],
      ['fleet collect results/ --partial 1.jsonl', 'Collect some of the results; fleet collect 1.jsonl 2.jsonl combines such parts.'],
      ['fleet recipe ansible --profile company.json --output doctor', 'Write the files for Ansible (also for ssm, kubernetes, ecs, ci).'],
      ['fleet ssm-document > doctor.json', 'Print a document for AWS Systems Manager.'],
    ],
    takes: ['The recipe', 'Many machines', 'Your situation', ...READS],
    words: ['collect', 'recipe', 'ssm-document', ...ENGINES],
  },
  catalog: {
    usage: ['catalog [list]', 'catalog check FILE.md', 'catalog import FILE', 'catalog diff EDITION EDITION'],
    summary: 'list the access requirements, or compare a copy of them with the built-in list',
    examples: [
      ['catalog check access-requirements.md', 'List endpoints that are only in this copy or only in the built-in list.'],
      ['catalog import newer.html > overlay.json', 'Turn a newer copy of the page into an overlay, for --catalog.'],
      ['catalog diff document aws-runner-2026', 'Show what a new AWS runner needs, and what it no longer needs.'],
    ],
    takes: ['Your situation', ...READS],
    words: ['list', 'check', 'import', 'diff', ...EDITIONS],
    ends: '1 there is a difference',
  },
  'no-proxy': {
    usage: ['no-proxy [URL…]'],
    summary: 'which route each program takes, and a NO_PROXY list that works for every program',
    examples: [['no-proxy https://git.example.com', 'Show each program’s route to this URL, with the proxy variables of this shell.']],
    takes: ['Your situation', ...READS],
  },
  profile: {
    usage: ['profile init [BUNDLE]', 'profile check FILE', 'profile schema'],
    summary: 'write your setup (region, runner, IDE, hosts) to a file for --profile',
    examples: [['profile init > company.json', 'Write the setup of the last session to company.json.']],
    takes: READS,
    words: ['init', 'check', 'schema'],
  },
  listen: {
    usage: ['listen --udp PORT'],
    summary: 'the server for a UDP test through a firewall',
    examples: [['listen --udp 4242 --host 0.0.0.0', 'Run this outside the firewall. Inside the firewall, run check --far-end HOST.']],
    takes: ['The far end', 'Terminal'],
  },
  help: {
    usage: ['help [COMMAND]'],
    summary: 'this overview, or the flags and examples of a command',
    examples: [
      ['help check', 'Print the same as check --help.'],
      ['help session', 'List the flags of the guided session.'],
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
