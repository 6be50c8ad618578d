/** `check.sh` and `profile.json`, which every engine runs on each machine. No other file of a recipe contains values of the user. */
import { singleQuoted } from '../../shells/index.ts';
import type { RecipeFile, RecipeInput } from './recipe.ts';

export function checkFiles(input: RecipeInput, folder = ''): RecipeFile[] {
  return [
    { path: `${folder}check.sh`, text: checkScript(input) },
    { path: `${folder}profile.json`, text: `${JSON.stringify(input.profile, null, 2)}\n` },
  ];
}

function checkScript({ words, variables }: RecipeInput): string {
  const exports = Object.entries(variables).map(([name, value]) => `export ${name}=${singleQuoted(value)}\n`);
  return `#!/bin/sh
# Measures from this machine what Gitpod (Ona) needs to reach, and prints one line for gitpod-doctor fleet collect. It changes nothing.
# PROGRAM is the program (default: gitpod-doctor beside this file), PLACE a name for this machine.
set -u
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd) || exit 4
${exports.join('')}program=\${PROGRAM:-$here/gitpod-doctor}
[ -f "$program" ] || { printf 'There is no program at %s.\\n' "$program" >&2; exit 4; }
set --${words.map((word) => ` ${singleQuoted(word)}`).join('')}
if [ -n "\${PLACE-}" ]; then
  # --place takes 64 letters, digits and . _ : / @ - only; another name gets a checksum, so that two never become one.
  place=$(printf '%s' "$PLACE" | LC_ALL=C tr -c 'A-Za-z0-9_.:/@-' -)
  case $place in [A-Za-z0-9]*) ;; *) place=x$place ;; esac
  if [ "$place" != "$PLACE" ] || [ \${#place} -gt 64 ]; then
    place=$(printf '%s' "$place" | cut -c 1-53)-$(printf '%s' "$PLACE" | cksum | cut -d ' ' -f 1)
  fi
  set -- "$@" "--place=$place"
fi
set -- check "$@" --profile "$here/profile.json" --compact --quiet --no-store
case $program in *.js) exec node "$program" "$@" ;; esac
"$program" "$@"
code=$?
# What the shell says of such a folder names neither the folder nor the reason.
[ $code -ne 126 ] || printf '%s cannot be started: is its folder mounted with noexec, or is it for another architecture?\\n' "$program" >&2
exit $code
`;
}
