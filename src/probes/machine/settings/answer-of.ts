/** Another program is asked for what only it can read. It lists and changes nothing, and it is not waited for long. */
import { execFile } from 'node:child_process';
import { parse } from 'node:path';
import type { Place } from './place.ts';

const PATIENCE_MS = 1000;
const OUTPUT_LIMIT = 512 * 1024;

/** Variables without which programs do not find themselves, their libraries' files or the person's settings. */
const NEEDED = ['PATH', 'SYSTEMROOT', 'PATHEXT', 'XDG_CONFIG_HOME'];

/**
 * What it prints; null where it is missing, fails or is late. Of the environment only what it needs is handed on:
 * `passed` are names, `set` are values. It runs in the root of the file system, which is nobody's repository.
 */
export function answerOf(
  { home, environment }: Place,
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
