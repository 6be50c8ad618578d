/** Flags that only some commands accept. Other commands refuse them, so that no flag is silently ignored. */
import type { FlagName, Flags } from './flags.ts';
import { usageError } from './usage.ts';

/** Names of the guided session and of `--demo list`, which are not commands. */
export const WALK_NAME = 'the guided session';
export const DEMO_LIST_NAME = '--demo list';

const BUNDLES = [WALK_NAME, 'check'];
const READERS = ['open', 'verify', 'compare', 'request', 'decode'];

const BELONGS_TO: Readonly<Partial<Record<FlagName, readonly string[]>>> = {
  json: [WALK_NAME, DEMO_LIST_NAME, 'check', ...READERS, 'explain', 'catalog', 'no-proxy', 'match-error', 'fleet', 'profile'],
  jsonl: [WALK_NAME, 'check', 'open'],
  compact: ['check'],
  record: ['check'],
  markdown: ['compare', 'request', 'fleet', 'catalog'],
  html: ['compare', 'fleet'],
  format: ['request'],
  for: ['request'],
  device: ['request'],
  shell: [WALK_NAME, 'check', 'open', 'request', 'explain'],
  udp: ['listen'],
  host: ['listen'],
  output: ['fleet'],
  partial: ['fleet'],
  env: ['fleet'],
  resume: [WALK_NAME],
  bundle: BUNDLES,
  preview: BUNDLES,
  without: BUNDLES,
  hide: [...BUNDLES, 'request'],
  'encrypt-to': BUNDLES,
};

/** The flags among `names` that the command accepts. */
export function flagsOf(command: string, names: readonly FlagName[]): FlagName[] {
  return names.filter((name) => BELONGS_TO[name]?.includes(command) ?? true);
}

const MAX_NAMED = 4;

/** The flags for the output format, which exclude each other. */
const FORMS = ['compact', 'json', 'jsonl', 'markdown', 'html', 'format'] as const satisfies readonly FlagName[];

/** Exits with status 2 if a flag belongs to another command, or if two flags select different output formats. */
export function checkFlagScope(command: string, flags: Flags): void {
  for (const name of Object.keys(flags) as FlagName[]) {
    const commands = BELONGS_TO[name];
    if (commands !== undefined && !commands.includes(command))
      throw usageError(
        `--${name} is not a flag of ${command}.`,
        commands.length > MAX_NAMED ? 'See: gitpod-doctor --help' : `The flag belongs to: ${commands.join(', ')}`,
      );
  }
  const [first, second] = FORMS.filter((name) => flags[name] !== undefined && !isSameForm(name, flags));
  if (first !== undefined && second !== undefined)
    throw usageError(`--${first} and --${second} are two forms of the same output.`, 'Leave one out.');
}

/** `--format json` means the same as `--json`. */
function isSameForm(name: FlagName, { format, json, markdown }: Flags): boolean {
  return (name === 'json' && json === true && format === 'json') || (name === 'markdown' && markdown === true && format === 'markdown');
}
