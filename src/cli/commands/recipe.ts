/** `fleet recipe ENGINE`: writes into a new folder the files with which an engine runs `check` on many machines. */
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { publishFile } from '../../bundle/publish.ts';
import { RECIPES } from '../../fleet/recipes/index.ts';
import { ENGINES, type Engine, LARGEST_PROFILE, type Recipe } from '../../fleet/recipes/recipe.ts';
import { AREAS } from '../../model/areas.ts';
import { print, say } from '../../terminal/gate.ts';
import { EXAMPLES } from '../arguments/examples.ts';
import type { FlagName, Flags } from '../arguments/flags.ts';
import { situationOf } from '../arguments/profile.ts';
import { parseProfile } from '../arguments/profile-file/faults.ts';
import { withProfileFile } from '../arguments/profile-file/index.ts';
import { isProfileKey, KEY_RANGES } from '../arguments/profile-file/keys.ts';
import { checkedVariables } from '../arguments/recipe-variables.ts';
import { fileError, nearest, usageError } from '../arguments/usage.ts';
import { displayPath } from '../files/named-file.ts';
import { VERSION } from '../version.ts';

/** Flags that only `fleet recipe` accepts. */
export const RECIPE_FLAGS = ['output', 'env'] as const satisfies readonly FlagName[];

/** Flags that do not describe what the machines should measure. */
const OF_THIS_COMMAND: readonly string[] = [...RECIPE_FLAGS, 'profile', 'quiet', 'verbose', 'ascii', 'no-color', 'plain'];

const EXAMPLE = 'Try: gitpod-doctor fleet recipe ansible --output doctor-recipe';

export async function recipe([name, ...areas]: readonly string[], given: Flags): Promise<number> {
  const engine = engineOf(name);
  const { output } = given;
  if (output === undefined)
    throw usageError('fleet recipe needs a folder for its files.', `Try: gitpod-doctor fleet recipe ${engine} --output doctor-${engine}`);
  const made = RECIPES[engine]({
    profile: profileOf(await withProfileFile(given)),
    words: areas.map(area),
    variables: checkedVariables(given.env ?? []),
    version: VERSION,
  });
  await write(output, made);
  for (const { path } of made.files) print(join(output, path));
  if (!given.quiet) say(`Next: ${made.next}`);
  return 0;
}

function engineOf(name: string | undefined): Engine {
  const known = ENGINES.find((engine) => engine === name);
  if (known !== undefined) return known;
  const near = nearest(name ?? '', ENGINES);
  throw usageError(
    name === undefined ? `fleet recipe needs an engine: ${ENGINES.join(', ')}.` : 'There is no recipe for an engine of that name.',
    near === null ? (name === undefined ? EXAMPLE : `Engines: ${ENGINES.join(' ')}`) : `Did you mean: gitpod-doctor fleet recipe ${near}`,
  );
}

function area(word: string): string {
  if (AREAS.some((known) => known === word)) return word;
  const near = nearest(word, AREAS);
  throw usageError('There is no area of that name.', near === null ? `Areas: ${AREAS.join(' ')}` : `Did you mean: ${near}`);
}

/**
 * The flags as the content of a profile file. A flag about a single machine, or about a file on this machine, is refused rather than
 * ignored.
 */
function profileOf({ demo, ...flags }: Flags): Record<string, unknown> {
  if (demo !== undefined) throw usageError('A recipe measures real networks, but --demo is a pretend network.', EXAMPLE);
  const profile: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(flags)) {
    if (OF_THIS_COMMAND.includes(name)) continue;
    if (!isProfileKey(name) || name === 'environment-id')
      throw usageError(`--${name} cannot be part of a recipe, which is for many machines.`, 'Leave it out.');
    profile[name] = KEY_RANGES[name] === undefined ? value : Number(value);
  }
  situationOf(flags, {});
  const [fault] = parseProfile(JSON.stringify(profile)).faults;
  if (fault !== undefined) throw usageError(`A value for the recipe is wrong: ${fault.path} ${fault.problem}.`, fault.hint);
  if (JSON.stringify(profile).length > LARGEST_PROFILE)
    throw usageError(
      `A recipe takes a profile of at most ${LARGEST_PROFILE / 1024} KiB.`,
      `Shorten the profile: fewer hosts, or --scm ${EXAMPLES.scm}`,
    );
  return profile;
}

/** The folder must be new, so that it contains no file of an older recipe. */
async function write(folder: string, { files }: Recipe): Promise<void> {
  try {
    await mkdir(folder);
    for (const { path } of files) await mkdir(dirname(join(folder, path)), { recursive: true });
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code === '') throw error;
    const why = FOLDER_PROBLEMS[code] ?? `the system says ${code}`;
    throw fileError(`${displayPath(folder)} cannot be made: ${why}.`, code === 'EEXIST' ? 'Name a folder that does not exist yet.' : null);
  }
  for (const { path, text } of files) {
    const written = await publishFile(join(folder, path), Buffer.from(text));
    if (!written.ok) throw fileError(displayPath(written.problem));
  }
}

const FOLDER_PROBLEMS: Readonly<Record<string, string>> = {
  EEXIST: 'it exists already, and no file is overwritten',
  ENOENT: 'the folder above it does not exist',
  ENOTDIR: 'a part of the path is a file',
  EACCES: 'this user is not allowed to write there',
  EPERM: 'this user is not allowed to write there',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  ENAMETOOLONG: 'the name is too long',
};
