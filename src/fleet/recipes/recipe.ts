/**
 * A recipe is the files with which one engine runs `check` on many machines. What a user states stands in two of them alone: `profile.json`,
 * which is JSON, and `check.sh`, where each word is quoted. All other files are the same for everybody, so that no value can break them.
 */
export const ENGINES = ['ssm', 'ansible', 'kubernetes', 'ecs', 'ci'] as const;
export type Engine = (typeof ENGINES)[number];

export interface RecipeInput {
  /** The content of a profile file. */
  profile: Readonly<Record<string, unknown>>;
  /** Further words of `check`: areas, and flags that a profile file does not have. */
  words: readonly string[];
  /** Variables of the machines, by name: `HTTPS_PROXY` for instance. */
  variables: Readonly<Record<string, string>>;
  /** Version of this program. */
  version: string;
}

export interface RecipeFile {
  /** Within the folder of the recipe. */
  path: string;
  text: string;
}

export interface Recipe {
  files: RecipeFile[];
  /** What to do with the folder, in one sentence. */
  next: string;
}

/** Engines insert a document of at most 64 KB, in which the profile stands in Base64. */
export const LARGEST_PROFILE = 24 * 1024;

/** How each script of a recipe begins: the folder that it lies in, and `stop STATUS SENTENCE`. */
export const SCRIPT_START = `set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
stop() { printf '%s\\n' "$2" >&2; exit "$1"; }
`;

/** How a script ends that has brought the results into the folder `$results`. */
export const READ_RESULTS = `if command -v gitpod-doctor >/dev/null; then exec gitpod-doctor fleet collect "$results"; fi
printf 'Read them: gitpod-doctor fleet collect %s\\n' "$results" >&2
`;
