/** Runs command lines as if pasted, with programs that only record their calls. */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Ran {
  /** The calls of each line: program and arguments. */
  calls: string[][][];
  /** Part of a word was executed. */
  isCanaryDead: boolean;
  complaint: string;
}

/** Replaces each program by a shell function, which needs no process, so thousands of lines take a second. */
export function runLines(
  shell: readonly [string, ...string[]],
  lines: readonly string[],
  programs: readonly string[],
  variables: Record<string, string>,
): Ran {
  const folder = mkdtempSync(join(tmpdir(), 'commands-'));
  try {
    const bin = join(folder, 'bin');
    const home = join(folder, 'home');
    for (const each of [bin, home]) mkdirSync(each);
    const log = join(folder, 'log');
    // The harmful programs must exist, or an injection would go unnoticed.
    for (const real of ['touch', 'id']) symlinkSync(`/usr/bin/${real}`, join(bin, real));
    const stub = join(bin, 'stub');
    writeFileSync(stub, `#!/bin/sh\n{ printf 'call\\0%s\\0' "\${0##*/}"; [ $# -eq 0 ] || printf ':%s\\0' "$@"; } >> '${log}'\n`);
    chmodSync(stub, 0o755);
    const dashed = programs.filter((name) => name.includes('-'));
    for (const name of dashed) symlinkSync(stub, join(bin, name));
    const functions = programs
      .filter((name) => !name.includes('-'))
      .map((name) => `${name}() { { printf 'call\\0%s\\0' '${name}'; [ $# -eq 0 ] || printf ':%s\\0' "$@"; } >> '${log}'; }`);
    const script = [...functions, ...lines.flatMap((line) => [`printf 'line\\0' >> '${log}'`, line]), ''].join('\n');
    const { stderr } = spawnSync(`/bin/${shell[0]}`, shell.slice(1), {
      cwd: home,
      input: script,
      env: { PATH: bin, HOME: home, HISTFILE: '/dev/null', PS1: '', PS2: '', ...variables },
      encoding: 'utf8',
      maxBuffer: 1 << 26,
    });
    const calls: string[][][] = [];
    for (const field of readFileSync(log, 'utf8').split('\0').slice(0, -1)) {
      if (field === 'line') calls.push([]);
      else if (field === 'call') calls.at(-1)?.push([]);
      else
        calls
          .at(-1)
          ?.at(-1)
          ?.push(field.startsWith(':') ? field.slice(1) : field);
    }
    return { calls, isCanaryDead: existsSync(join(home, 'canary')), complaint: stderr };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
