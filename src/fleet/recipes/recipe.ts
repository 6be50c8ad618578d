/**
 * A recipe is the files with which one engine runs `check` on many machines. Only two of them contain values of the user: `profile.json`,
 * which is JSON, and `check.sh`, in which each word is quoted. All other files are the same for every user, so that no value can break
 * them.
 */
export const ENGINES = ['ssm', 'ansible', 'kubernetes', 'ecs', 'ci'] as const;
export type Engine = (typeof ENGINES)[number];

export interface RecipeInput {
  /** The content of a profile file. */
  profile: Readonly<Record<string, unknown>>;
  /** Further arguments of `check`: areas, and flags that a profile file cannot contain. */
  words: readonly string[];
  /** Environment variables of the machines, for example `HTTPS_PROXY`. */
  variables: Readonly<Record<string, string>>;
  /** The version of this program. */
  version: string;
}

export interface RecipeFile {
  /** The path within the folder of the recipe. */
  path: string;
  text: string;
}

export interface Recipe {
  files: RecipeFile[];
  /** What to do with the folder, in one sentence. */
  next: string;
}

/** A limit, because engines accept documents of at most 64 KB, and the document contains the profile as Base64. */
export const LARGEST_PROFILE = 24 * 1024;

/** The beginning of each script: `here` is the folder of the script, and `stop STATUS SENTENCE` ends it. */
export const SCRIPT_START = `set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
stop() { printf '%s\\n' "$2" >&2; exit "$1"; }
`;

/** The end of a script that has collected the results in the folder `$results`. */
export const READ_RESULTS = `if command -v gitpod-doctor >/dev/null; then exec gitpod-doctor fleet collect "$results"; fi
printf 'Read them: gitpod-doctor fleet collect %s\\n' "$results" >&2
`;
