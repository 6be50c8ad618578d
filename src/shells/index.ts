/** Writes commands to paste into the user's shell: each word is quoted by that shell's rules, or the line is refused. */
import type { Call, Command, PastableText, Shell } from '../model/command/index.ts';
import { cmdLine } from './cmd.ts';
import { posixCalls } from './posix.ts';
import { powershellLine } from './powershell.ts';
import { commentText, dataOf, refusedText, type WriteOptions, writeRefusal } from './written.ts';

export { singleQuoted } from './posix.ts';
export type { WriteOptions } from './written.ts';

/** Writes each command on its own line, ready to paste. */
export function writeCommand(pasted: PastableText, shell: Shell, writing: WriteOptions = {}): string {
  return pasted.kind === 'listing' ? pasted.text : commandText(pasted, shell, writing);
}

const COMMENT = { posix: '#', powershell: '#', cmd: 'rem' } as const satisfies Record<Shell, string>;

function commandText({ lines }: Command, shell: Shell, writing: WriteOptions): string {
  const all: string[] = [];
  const comment = (text: string) => {
    const line = `${COMMENT[shell]} ${commentText(text)}`;
    if (!all.includes(line) || text !== ELSEWHERE) all.push(line);
  };
  for (const line of lines) {
    if (line.kind === 'comment') comment(line.text);
    else {
      const why = writeRefusal(line.calls);
      if (why !== null) comment(refusedText(line.calls, why));
      else if (shell === 'posix') all.push(posixCalls(line.calls, writing));
      else {
        const there = shell === 'powershell' ? powershellLine(line.calls) : cmdLine(line.calls);
        if (there === null) comment(ELSEWHERE);
        if (there === null && isHarmless(line.calls)) all.push(posixCalls(line.calls, writing));
        else if (there === null)
          comment(`gitpod-doctor request --shell posix writes it: ${refusedText(line.calls, 'is quoted in another way')}`);
        else if (there !== '') all.push(there);
      }
    }
  }
  return all.join('\n');
}

const ELSEWHERE = 'for a POSIX shell, for instance Git Bash or WSL';

/** Characters that have no special meaning in any shell, in case the text is pasted into the wrong one. */
function isHarmless(calls: readonly Call[]): boolean {
  return dataOf(calls).every(({ text }) => /^(?!-|\/[^/]*$)[\w.:/-]+$/.test(text));
}

/** How each shell sets or removes a variable. */
const SETS: readonly RegExp[] = [
  /^(?:export|unset) (?<name>\w+)(?:=(?<value>.*))?$/,
  /^\$env:(?<name>\w+) = (?<value>.*)$/,
  /^Remove-Item Env:(?<name>\w+)$/,
  /^(?:if defined \w+ .* else )?set "(?<name>\w+)=(?<value>.*)"$/,
];

/** Each variable with its value as it is written, without quotes and without the values of other variables. */
export function variablesOf(text: string): { name: string; value: string }[] {
  return text.split('\n').flatMap((line) => {
    const groups = SETS.map((pattern) => pattern.exec(line)?.groups).find((found) => found !== undefined);
    return groups?.['name'] === undefined ? [] : [{ name: groups['name'], value: literal(groups['value'] ?? '') }];
  });
}

function literal(value: string): string {
  return value.replace(/\$\(if .*\}\)|\$\{[^}]*\}|\$\w+|%\w+%|['"]/g, '');
}
