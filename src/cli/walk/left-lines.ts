/** The lines on the normal screen after leaving: the outcome, the path of the bundle, how to continue. */
import { isAbsolute, relative } from 'node:path';
import { command, pathWord, type Shell, shellOf } from '../../model/command/index.ts';
import { written } from '../../shells/index.ts';

/** The width of most terminals; a longer line would break within a word. */
const WIDTH = 80;
const INDENT = '        ';

/** A line of facts between commas, broken after a comma. */
export function withinWidth(line: string): string[] {
  const lines: string[] = [];
  for (const part of line.split(/(?<=,) /)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + part.length <= WIDTH) lines[lines.length - 1] = `${last} ${part}`;
    else lines.push(lines.length === 0 ? part : INDENT + part);
  }
  return lines;
}

/** The path has its own line; the command names the file relative to the current folder. */
export function bundleLines(path: string, encrypted: boolean, folder: string, shell: Shell = shellOf(process.platform)): string[] {
  const near = relative(folder, path);
  const file = near === '' || near.startsWith('..') || isAbsolute(near) ? path : near;
  return [
    'Support bundle:',
    `  ${path}`,
    ...(encrypted ? [] : ['To open it:', `  ${written(command`gitpod-doctor open ${pathWord(file)}`, shell)}`]),
  ];
}
