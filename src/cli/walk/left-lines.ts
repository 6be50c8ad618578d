/** The lines printed on exit: the outcome, the path of the bundle, how to resume. */
import { existsSync } from 'node:fs';
import { delimiter, isAbsolute, join, relative } from 'node:path';
import { command, pathWord, type Shell, shellOf } from '../../model/command/index.ts';
import { writeCommand } from '../../shells/index.ts';
import { outputColumns } from '../../terminal/gate.ts';

/** The width of the terminal, but at most 80: the terminal itself would wrap a longer line within a word. */
export const leftWidth = () => Math.min(80, outputColumns() ?? 80);
const INDENT = '        ';

/** Wraps a line of facts after a comma. */
export function breakAfterComma(line: string, width = leftWidth()): string[] {
  const lines: string[] = [];
  for (const part of line.split(/(?<=,) /)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + part.length <= width) lines[lines.length - 1] = `${last} ${part}`;
    else lines.push(lines.length === 0 ? part : INDENT + part);
  }
  return lines;
}

/** The path is on a line of its own. The command names the file relative to the current folder. */
export function bundleLines(
  path: string,
  encrypted: boolean,
  folder: string,
  shell: Shell = shellOf(process.platform),
  own = programCommand(shell),
): string[] {
  const near = relative(folder, path);
  const file = near === '' || near.startsWith('..') || isAbsolute(near) ? path : near;
  return [
    'Support bundle:',
    `  ${path}`,
    ...(encrypted ? [] : ['To open the bundle:', startedBy(own, writeCommand(command`gitpod-doctor open ${pathWord(file)}`, shell))]),
  ];
}

/** The paths of the copied requests. */
export function copiedRequestLines(paths: readonly string[]): string[] {
  return paths.length === 0 ? [] : [paths.length === 1 ? 'Letter:' : 'Letters:', ...paths.map((path) => `  ${path}`)];
}

export function resumeLines(shell: Shell = shellOf(process.platform)): string[] {
  return ['To continue the session:', startedBy(programCommand(shell), 'gitpod-doctor --resume')];
}

function startedBy(own: string, line: string): string {
  return `  ${line.replace(/^gitpod-doctor/, () => own)}`;
}

/** The command that starts this program on this machine. The program is on the PATH only if it was installed. */
export function programCommand(shell: Shell, environment: NodeJS.ProcessEnv = process.env, argv: readonly string[] = process.argv): string {
  const folders = (environment['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  if (folders.some((folder) => NAMES.some((name) => existsSync(join(folder, name))))) return 'gitpod-doctor';
  if (environment['npm_lifecycle_event'] === 'start') return 'npm start --silent --';
  const [program = process.execPath, script = ''] = argv;
  return script.endsWith('.js') ? writeCommand(command`node ${pathWord(script)}`, shell) : program;
}

const NAMES = process.platform === 'win32' ? ['gitpod-doctor.cmd', 'gitpod-doctor.exe'] : ['gitpod-doctor'];
