/** `completion SHELL`: a script for bash, zsh, fish or PowerShell, from the tables of commands and flags. */
import { print } from '../../terminal/gate.ts';
import { COMMAND_NAMES, type CommandName, flagsByKind, pageOf } from '../arguments/commands.ts';
import { WALK_NAME } from '../arguments/flag-scope.ts';
import { FLAGS, type Flag, type FlagName } from '../arguments/flags.ts';
import { nearest, usageError } from '../arguments/usage.ts';

const SHELLS: Readonly<Record<string, () => string>> = { bash, zsh, fish, powershell };

export function completion([shell = '', ...more]: readonly string[]): number {
  const write = Object.hasOwn(SHELLS, shell) ? SHELLS[shell] : undefined;
  if (write === undefined || more.length > 0)
    throw usageError('completion takes one shell.', `Try: gitpod-doctor completion ${nearest(shell, Object.keys(SHELLS)) ?? 'bash'}`);
  print(write().trimEnd());
  return 0;
}

/** The words that can follow a command, or the program name: flags and arguments. */
function offers(): (readonly [command: string, words: readonly string[]])[] {
  const of = (command: CommandName | typeof WALK_NAME) => [
    ...(pageOf(command).words ?? []),
    ...flagsByKind(command).flatMap(([, names]) => names.map((name) => `--${name}`)),
  ];
  return [
    ['', [...COMMAND_NAMES, ...of(WALK_NAME)]],
    ...COMMAND_NAMES.map((name) => [name, name === 'help' ? COMMAND_NAMES : of(name)] as const),
  ];
}

/** Flags whose value is one of a fixed list. */
function valued(): (readonly [flag: string, values: readonly string[]])[] {
  const flags = Object.entries<Flag>(FLAGS);
  return flags.flatMap(([name, { values }]) => (values === undefined ? [] : [[`--${name}`, values] as const]));
}

/** Flags that take any value. `ofFiles` are completed with file names. */
function open(ofFiles: boolean): string[] {
  const flags = Object.entries<Flag>(FLAGS).filter(([, { argument }]) => argument !== undefined && /FILE/.test(argument) === ofFiles);
  return flags.map(([name]) => `--${name}`);
}

/** Flags whose next word is their value, and therefore not a command. */
const withValue = () => [...valued().map(([flag]) => flag), ...open(true), ...open(false)].filter((flag) => flag !== '--demo');

/** The branches of a `case` of POSIX shells, one per word. */
function branches(rows: readonly (readonly [word: string, offered: readonly string[]])[], offer: (words: string) => string): string {
  return rows.map(([word, offered]) => `    '${word}') ${offer(offered.join(' '))};;`).join('\n');
}

const compgen = (words: string) => `COMPREPLY=($(compgen -W '${words}' -- "$word"))`;

function bash(): string {
  return `# gitpod-doctor completion for bash
_gitpod_doctor() {
  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]} command= skip= each
  # Bash parts --flag=value at the sign.
  [ "$before" = = ] && before=\${COMP_WORDS[COMP_CWORD-2]}
  [ "$word" = = ] && word=
  for each in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    if [ -n "$skip" ]; then skip=; continue; fi
    case $each in
      ${withValue().join('|')}) skip=1;;
      ${COMMAND_NAMES.join('|')}) command=$each; break;;
    esac
  done
  COMPREPLY=()
  case $before in
${branches(valued(), (words) => `${compgen(words)}; return`)}
    ${open(true).join('|')}) compopt -o default; return;;
    ${open(false).join('|')}) return;;
  esac
  case $command in
${branches(offers(), compgen)}
  esac
  # Files are completed by readline itself, which quotes their names.
  [ \${#COMPREPLY[@]} -gt 0 ] || compopt -o default
}
complete -F _gitpod_doctor gitpod-doctor
`;
}

function zsh(): string {
  return `#compdef gitpod-doctor
_gitpod_doctor() {
  local command= skip= each before=\${words[CURRENT-1]}
  for each in \${words[2,CURRENT-1]}; do
    if [[ -n $skip ]]; then skip=; continue; fi
    case $each in
      ${withValue().join('|')}) skip=1;;
      ${COMMAND_NAMES.join('|')}) command=$each; break;;
    esac
  done
  case $before in
${branches(valued(), (words) => `compadd -- ${words}; return`)}
    ${open(true).join('|')}) _files; return;;
    ${open(false).join('|')}) return;;
  esac
  case $command in
${branches(offers(), (words) => `compadd -- ${words}`)}
  esac
  _files
}
if [ "$funcstack[1]" = _gitpod-doctor ]; then _gitpod_doctor "$@"; else compdef _gitpod_doctor gitpod-doctor; fi
`;
}

function fish(): string {
  const none = `not __fish_seen_subcommand_from ${COMMAND_NAMES.join(' ')}`;
  const flag = (condition: string, name: FlagName) => {
    const { values, argument, help }: Flag = FLAGS[name];
    const value = values === undefined ? (argument === undefined ? '' : ' -r') : ` -x -a '${values.join(' ')}'`;
    return `complete -c gitpod-doctor -n '${condition}' -l ${name}${value} -d '${quoted(help)}'`;
  };
  const flagsFor = (condition: string, command: CommandName | typeof WALK_NAME) =>
    flagsByKind(command).flatMap(([, names]) => names.map((name) => flag(condition, name)));
  const lines = [
    // File names are not completed in place of a command or of an argument with fixed values.
    `complete -c gitpod-doctor -n '${none}' -f`,
    ...COMMAND_NAMES.map((name) => `complete -c gitpod-doctor -n '${none}' -a ${name} -d '${quoted(pageOf(name).summary)}'`),
    ...flagsFor(none, WALK_NAME),
    ...COMMAND_NAMES.flatMap((name) => {
      const condition = `__fish_seen_subcommand_from ${name}`;
      const words = name === 'help' ? COMMAND_NAMES : (pageOf(name).words ?? []);
      const taken = words.length === 0 ? [] : [`complete -c gitpod-doctor -n '${condition}' -f -a '${words.join(' ')}'`];
      return [...taken, ...flagsFor(condition, name)];
    }),
  ];
  return `# gitpod-doctor completion for fish\n${lines.join('\n')}\n`;
}

const quoted = (text: string) => text.replaceAll('\\', '\\\\').replaceAll("'", "\\'");

function powershell(): string {
  const list = (words: readonly string[]) => `@(${words.map((word) => `'${word}'`).join(', ')})`;
  return `# gitpod-doctor completion for PowerShell
Register-ArgumentCompleter -Native -CommandName gitpod-doctor -ScriptBlock {
  param($word, $line, $position)
  $values = @{
${valued()
  .map(([flag, values]) => `    '${flag}' = ${list(values)}`)
  .join('\n')}
  }
  $offers = @{
${offers()
  .map(([command, words]) => `    '${command}' = ${list(words)}`)
  .join('\n')}
  }
  $withValue = ${list(withValue())}
  $typed = @($line.CommandElements | Select-Object -Skip 1 | ForEach-Object { "$_" })
  if ($word -ne '' -and $typed.Count -gt 0) { $typed = @($typed | Select-Object -First ($typed.Count - 1)) }
  $command = ''
  $skip = $false
  foreach ($each in $typed) {
    if ($skip) { $skip = $false; continue }
    if ($withValue -contains $each) { $skip = $true; continue }
    if ($each -ne '' -and $offers.ContainsKey($each)) { $command = $each; break }
  }
  $before = if ($typed.Count -gt 0) { $typed[-1] } else { '' }
  $words = if ($values.ContainsKey($before)) { $values[$before] } else { $offers[$command] }
  $words | Where-Object { $_ -like "$word*" } | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }
}
`;
}
