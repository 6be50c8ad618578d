/** Runs another program for settings that only it can read. The program only lists settings, and has a short timeout. */
import { execFile } from 'node:child_process';
import { parse } from 'node:path';
import type { Folders } from './place.ts';

const PATIENCE_MS = 1000;
const OUTPUT_LIMIT = 512 * 1024;

/** Variables with the paths of programs, of their libraries and of the user's settings. */
const NEEDED = ['PATH', 'SYSTEMROOT', 'PATHEXT', 'XDG_CONFIG_HOME'];

/**
 * A program's output; null if the program is missing, fails or is late. It gets only the variables it needs: `passed` by name, and `set`
 * with their values. It runs in the root folder, which is in no repository.
 */
export function outputOf(
  { home, environment }: Folders,
  command: readonly [file: string, ...args: string[]],
  { passed = [], set = {} }: { passed?: readonly string[]; set?: Readonly<Record<string, string>> } = {},
): Promise<string | null> {
  const [file, ...args] = command;
  const kept = [...NEEDED, ...passed].flatMap((name) => (environment[name] === undefined ? [] : [[name, environment[name]] as const]));
  const env = { ...Object.fromEntries(kept), HOME: home, USERPROFILE: home, ...set };
  const options = {
    cwd: parse(home).root,
    env,
    timeout: PATIENCE_MS,
    killSignal: 'SIGKILL',
    maxBuffer: OUTPUT_LIMIT,
    windowsHide: true,
  } as const;
  return new Promise((resolve) => {
    execFile(file, args, options, (error, stdout) => resolve(error === null ? stdout : null));
  });
}
