/** What stays on the normal screen when the person has left: what came of it, where the bundle lies, how to go on. */
import { isAbsolute, relative } from 'node:path';
import { command, pathWord, type Shell, shellOf } from '../../model/command/index.ts';
import { written } from '../../shells/index.ts';

/** What most terminals are wide; a line that is longer would be broken within a word. */
const WIDTH = 80;
const INDENT = '        ';

/** A line of facts between commas, broken behind a comma. */
export function withinWidth(line: string): string[] {
  const lines: string[] = [];
  for (const part of line.split(/(?<=,) /)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + part.length <= WIDTH) lines[lines.length - 1] = `${last} ${part}`;
    else lines.push(lines.length === 0 ? part : INDENT + part);
  }
  return lines;
}

/** The path has a line of its own; the command names the file as it is named from here. */
export function bundleLines(path: string, encrypted: boolean, folder: string, shell: Shell = shellOf(process.platform)): string[] {
  const near = relative(folder, path);
  const file = near === '' || near.startsWith('..') || isAbsolute(near) ? path : near;
  return [
    'Support bundle:',
    `  ${path}`,
    ...(encrypted ? [] : ['To open it:', `  ${written(command`gitpod-doctor open ${pathWord(file)}`, shell)}`]),
  ];
}
