/** The manual page (man(7)), from the tables that `help` and the completions read. */
import { COMMAND_NAMES, type CommandName, FLAG_KINDS, pageOf } from '../../src/cli/arguments/commands.ts';
import { WALK_NAME } from '../../src/cli/arguments/flag-scope.ts';
import { FLAGS, type Flag } from '../../src/cli/arguments/flags.ts';

export function manPage(version: string): string {
  const commands: readonly (CommandName | typeof WALK_NAME)[] = [WALK_NAME, ...COMMAND_NAMES];
  return [
    `.TH GITPOD\\-DOCTOR 1 "" "gitpod\\-doctor ${text(version)}"`,
    '.SH NAME',
    'gitpod\\-doctor \\- find what is in the way when Gitpod does not work behind a corporate network',
    '.SH SYNOPSIS',
    ...commands.flatMap((name) => pageOf(name).usage.flatMap((usage) => ['.br', `.B gitpod\\-doctor`, text(usage)])),
    '.SH DESCRIPTION',
    'It measures, names the cause and who can remove it, and writes what to send them. It changes nothing and uploads nothing.',
    '.SH COMMANDS',
    ...commands.flatMap((name) => ['.TP', `.B ${text(pageOf(name).usage[0] || 'gitpod-doctor')}`, `${text(pageOf(name).summary)}.`]),
    '.SH OPTIONS',
    ...Object.entries(FLAG_KINDS).flatMap(([kind, names]) => [
      `.SS ${text(kind)}`,
      ...names.flatMap((name) => {
        const { values, argument, help, multiple }: Flag = FLAGS[name];
        const value = values?.join('|') ?? argument;
        return [
          '.TP',
          `.B \\-\\-${text(name)}${value === undefined ? '' : ` \\fI${text(value)}\\fR`}`,
          text(multiple ? `${help} (repeatable)` : help),
        ];
      }),
    ]),
    '.SH EXAMPLES',
    ...commands.flatMap((name) =>
      pageOf(name).examples.flatMap(([typed, purpose]) => ['.TP', `.B gitpod\\-doctor ${text(typed)}`, text(purpose)]),
    ),
    '.SH EXIT STATUS',
    '0 all that counts is met, 1 something is not, 2 wrong usage, 3 inconclusive, 4 a file cannot be used, 70 its own fault,',
    '130 stopped, 141 the reader of the output is gone.',
    ...commands.flatMap((name) => {
      const { ends } = pageOf(name);
      return ends === undefined ? [] : ['.TP', `.B ${text(name)}`, `${text(ends)}.`];
    }),
  ]
    .filter((line) => line !== '')
    .join('\n');
}

/** Backslashes and hyphens as they are, and no line that begins as a request (groff(7)). */
function text(words: string): string {
  return words
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replace(/^(?=[.'])/, '\\&');
}
