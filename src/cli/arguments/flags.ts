/** All flags of docs/contract.md in one table, which the parser, the check of values, `--help` and the suggestions use. */
import { SHELLS } from '../../model/command/shell.ts';
import { DEVICES } from '../../model/devices.ts';
import { CONSENTS, EDITIONS, STATED_IDES, SYMPTOMS } from '../../model/profile-words.ts';

export interface Flag {
  type: 'string' | 'boolean';
  short?: string;
  /** The flag may be repeated. */
  multiple?: true;
  values?: readonly string[];
  /** The argument's name in `--help`. */
  argument?: string;
  help: string;
}

export const FLAGS = {
  from: { type: 'string', values: ['laptop', 'runner', 'environment'], help: 'where this is running' },
  runner: { type: 'string', values: ['standard', 'enterprise'], help: 'which kind of runner' },
  edition: { type: 'string', values: EDITIONS, help: 'kind of installation: the published document (default), or a later one' },
  'edition-from': {
    type: 'string',
    argument: 'FILE|-',
    help: 'outputs or configuration of the runner, which show its kind of installation',
  },
  'runner-domain': { type: 'string', argument: 'HOST', help: 'own domain of the runner (later editions)' },
  'environment-address': { type: 'string', argument: 'HOST', help: 'name or address of a running environment (later editions)' },
  region: { type: 'string', multiple: true, argument: 'R', help: 'AWS region' },
  account: { type: 'string', argument: 'ID', help: 'AWS account id, 12 digits' },
  ide: { type: 'string', multiple: true, values: STATED_IDES, help: 'IDE that you use; “none” if you use neither' },
  scm: { type: 'string', multiple: true, argument: 'URL', help: 'source code host' },
  sso: { type: 'string', multiple: true, argument: 'URL', help: 'sign-in provider' },
  registry: { type: 'string', multiple: true, argument: 'URL', help: 'your own container registry' },
  metrics: { type: 'string', multiple: true, argument: 'URL', help: 'Prometheus remote write endpoint' },
  'ssh-alias': { type: 'string', multiple: true, argument: 'NAME', help: 'SSH alias that does not connect' },
  'ssh-config': { type: 'string', argument: 'FILE', help: 'SSH configuration to read' },
  'aws-profile': { type: 'string', argument: 'NAME', help: 'AWS profile to use' },
  'launch-subnet': { type: 'string', argument: 'ID', help: 'subnet for the launch dry run' },
  'launch-security-group': { type: 'string', multiple: true, argument: 'ID', help: 'security group for the launch dry run' },
  'launch-type': { type: 'string', argument: 'TYPE', help: 'instance type for the launch dry run' },
  'launch-profile': { type: 'string', argument: 'NAME', help: 'instance profile for the launch dry run, by name or ARN' },
  'allowed-images': { type: 'string', argument: 'FILE|-', help: 'output of aws ec2 get-allowed-images-settings' },
  images: { type: 'string', argument: 'FILE|-', help: 'output of aws ec2 describe-images' },
  symptom: { type: 'string', values: SYMPTOMS, help: 'what is going wrong' },
  error: { type: 'string', argument: 'TEXT', help: 'error message that you saw' },
  'runner-id': { type: 'string', argument: 'ID', help: 'id of the runner' },
  'runner-version': { type: 'string', argument: 'V', help: 'version of the runner' },
  'environment-id': { type: 'string', argument: 'ID', help: 'id of the environment' },
  place: { type: 'string', argument: 'NAME', help: 'a name that you choose for this machine; fleet collect shows it' },
  ticket: { type: 'string', argument: 'ID', help: 'number of the ticket' },
  note: { type: 'string', argument: 'TEXT', help: 'a sentence for the first page of the report' },
  catalog: { type: 'string', argument: 'FILE', help: 'changes to the built-in list of requirements' },
  profile: { type: 'string', argument: 'FILE', help: 'your setup as a JSON file; flags override the file' },
  baseline: { type: 'string', argument: 'FILE', help: 'report made on a good network' },
  record: {
    type: 'string',
    argument: 'FILE',
    help: 'on a good network: record the answers of the published hosts, for --baseline elsewhere',
  },
  'public-roots': { type: 'string', argument: 'FILE', help: 'PEM file of root certificates to treat as public CAs' },
  'ca-file': { type: 'string', argument: 'FILE', help: 'PEM root of an inspecting proxy: test whether programs work if they trust it' },
  pac: { type: 'string', argument: 'URL|FILE', help: 'proxy script (PAC) to fetch and evaluate' },
  'far-end': { type: 'string', argument: 'HOST', help: 'host outside the firewall that runs gitpod-doctor listen --udp 4242' },
  udp: { type: 'string', argument: 'PORT', help: 'port for listen' },
  host: { type: 'string', argument: 'ADDRESS', help: 'address for listen (default 127.0.0.1)' },
  timeout: { type: 'string', argument: 'MS', help: 'limit for one stage (default 4000; DNS 2000)' },
  deadline: { type: 'string', argument: 'MS', help: 'limit for the whole run (default 20000)' },
  concurrency: { type: 'string', argument: 'N', help: 'number of probes at the same time (default 32; 8 through a proxy)' },
  bundle: { type: 'string', argument: 'FILE.zip', help: 'write a support bundle at the end' },
  level: { type: 'string', values: ['standard', 'strict', 'network-clear'], help: 'how much is redacted' },
  'encrypt-to': { type: 'string', multiple: true, argument: 'RECIPIENT', help: 'age recipient (age1…) who can open the bundle' },
  without: { type: 'string', multiple: true, argument: 'FILE', help: 'file to leave out of the bundle' },
  hide: { type: 'string', multiple: true, argument: 'WORD', help: 'word to hide in the bundle, in copied texts and in a request' },
  'yes-to': { type: 'string', multiple: true, values: CONSENTS, help: 'consent given in advance' },
  output: { type: 'string', argument: 'FOLDER', help: 'new folder for the files of a recipe' },
  partial: { type: 'string', argument: 'FILE', help: 'write what was read to a new file, for another fleet collect' },
  env: {
    type: 'string',
    multiple: true,
    argument: 'NAME=VALUE',
    help: 'variable that the machines of a recipe need, for example a proxy',
  },
  demo: { type: 'string', argument: '[SCENARIO]', help: 'use a pretend internet on loopback; --demo list names the scenarios' },
  for: { type: 'string', values: ['network-team', 'aws-admin', 'you', 'gitpod'], help: 'team that the request is for' },
  format: { type: 'string', values: ['text', 'markdown', 'csv', 'json', 'nftables'], help: 'form of a request' },
  device: { type: 'string', multiple: true, values: DEVICES, help: 'device in whose words the change is also written' },
  shell: { type: 'string', values: SHELLS, help: 'shell for which commands are written (default: the shell of the measured machine)' },
  json: { type: 'boolean', help: 'one JSON document on stdout' },
  jsonl: { type: 'boolean', help: 'events as they happen, then the report' },
  markdown: { type: 'boolean', help: 'as Markdown, for a ticket' },
  html: { type: 'boolean', help: 'compare as one page of HTML' },
  preview: { type: 'boolean', help: 'list the files of the bundle and ask before writing; without a terminal, write nothing' },
  mask: { type: 'boolean', help: 'mask names in JSON output and in requests' },
  'show-values': { type: 'boolean', help: 'do not mask plain lines and screens' },
  'no-store': { type: 'boolean', help: 'keep nothing on this machine' },
  resume: { type: 'boolean', help: 'continue the last guided session' },
  compact: { type: 'boolean', help: 'the result of check as one marked line of fewer than 20,000 characters' },
  'no-color': { type: 'boolean', help: 'no colour' },
  ascii: { type: 'boolean', help: 'ASCII only' },
  plain: { type: 'boolean', help: 'plain lines instead of the screen' },
  accessible: { type: 'boolean', help: 'the guided session as questions and plain lines, for screen readers' },
  quiet: { type: 'boolean', help: 'print less on stderr' },
  verbose: { type: 'boolean', help: 'print more on stderr' },
  help: { type: 'boolean', short: 'h', help: 'show the help of the command' },
  version: { type: 'boolean', help: 'the version' },
} as const satisfies Record<string, Flag>;

export type FlagName = keyof typeof FLAGS;

type ValueOf<F extends Flag> = F extends { type: 'boolean' } ? true : F extends { multiple: true } ? string[] : string;
/** The flags of a command line. A flag that was not given is absent. */
export type Flags = { [N in FlagName]?: ValueOf<(typeof FLAGS)[N]> };
