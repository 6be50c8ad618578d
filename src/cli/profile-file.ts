/** `--profile FILE`: the flags of the situation in one JSON object; flags of the command line win. */
import { FLAGS, type FlagName, type Flags } from './flags.ts';
import { readNamedFile } from './named-file.ts';
import { flagsFromObject } from './parse-flags.ts';
import { situationOf } from './profile.ts';
import { badFile, Stop } from './usage.ts';

const PROFILE_FLAGS = [
  'from',
  'runner',
  'region',
  'account',
  'ide',
  'scm',
  'sso',
  'registry',
  'metrics',
  'ssh-alias',
  'ssh-config',
  'aws-profile',
  'launch-subnet',
  'launch-security-group',
  'launch-type',
  'launch-profile',
  'ca-file',
  'symptom',
  'runner-id',
  'runner-version',
  'environment-id',
  'ticket',
  'note',
  'yes-to',
  'timeout',
  'deadline',
  'concurrency',
] as const satisfies readonly FlagName[];
type ProfileFlag = (typeof PROFILE_FLAGS)[number];

/** Flags with those of `--profile FILE` behind them; what is wrong with the file is one line and status 4. */
export async function withProfileFile(flags: Flags): Promise<Flags> {
  if (flags.profile === undefined) return flags;
  const object = parsed(await readNamedFile(flags.profile, 1024 * 1024));
  for (const [key, value] of Object.entries(object)) {
    if (!isProfileFlag(key))
      throw badFile('The file given with --profile has a key that is no profile flag.', `Keys it may have: ${PROFILE_FLAGS.join(' ')}`);
    const problem = problemOf(key, value);
    if (problem !== null) throw badFile(`The file given with --profile is wrong: ${problem}.`, `As in: ${exampleOf(key)}`);
  }
  try {
    const inFile = flagsFromObject(object);
    // Its values are looked at here, where they are the file's fault and not the command line's.
    situationOf(inFile, {});
    return { ...inFile, ...flags };
  } catch (error) {
    if (error instanceof Stop) throw badFile(`The file given with --profile is wrong: ${error.message}`, error.hint);
    throw error;
  }
}

function parsed(text: string): Record<string, unknown> {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw badFile(
      'The file given with --profile is not JSON.',
      'It holds one object whose keys are flag names: {"region": ["eu-west-1"], "runner": "standard"}',
    );
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    throw badFile('The file given with --profile is not a JSON object.');
  return { ...json };
}

function isProfileFlag(key: string): key is ProfileFlag {
  return PROFILE_FLAGS.some((known) => known === key);
}

/** A flag takes text or a number, several of them in a list; null leaves it out. The value itself is not repeated. */
function problemOf(key: ProfileFlag, value: unknown): string | null {
  if (value === null || isPlain(value)) return null;
  if (!Array.isArray(value)) return `"${key}" is ${kindOf(value)}, and text is expected`;
  if (!takesSeveral(key)) return `"${key}" is a list, and it takes one value`;
  const wrong = value.findIndex((item) => !isPlain(item));
  return wrong === -1 ? null : `"${key}[${wrong}]" is ${kindOf(value[wrong])}, and text is expected`;
}

function isPlain(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number';
}

function takesSeveral(key: ProfileFlag): boolean {
  return 'multiple' in FLAGS[key];
}

function exampleOf(key: ProfileFlag): string {
  const { values, argument }: { values?: readonly string[]; argument?: string } = FLAGS[key];
  const one = JSON.stringify(values?.[0] ?? argument ?? 'text');
  return takesSeveral(key) ? `{"${key}": [${one}]}` : `{"${key}": ${one}}`;
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (value === null) return 'null';
  return typeof value === 'object' ? 'an object' : typeof value === 'boolean' ? 'true or false' : 'of another kind';
}
