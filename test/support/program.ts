/** Runs the built program as a user does: another process, an empty home, and none of this process's own variables. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';

/** Limits for a scenario in which every host answers, so that a busy machine is not taken for a slow network. */
export const PATIENT = ['--timeout=15000', '--deadline=60000', '--concurrency=12'];

export interface Ended {
  /** The exit status, or 128 + the number of the signal as a shell has it. */
  status: number;
  stdout: string;
  stderr: string;
  /** The lines of stderr. */
  complaint: string[];
  /** Where this run kept its sessions. */
  home: Home;
}

/** The files of one user on a machine, at first empty. */
export interface Home {
  folder: string;
  state: string;
}

export interface Start {
  home?: Home;
  env?: Readonly<Record<string, string>>;
  /** The Node that starts the launcher. */
  node?: string;
  /** Another copy of the package. */
  packageFolder?: string;
}

/** A folder that is deleted after the tests. */
export function newFolder(name: string): string {
  return mkdtempSync(join(inject('builtPackage'), `${name}-`));
}

export function newHome(): Home {
  const folder = newFolder('home');
  return { folder, state: join(folder, 'state') };
}

export function launcher(packageFolder: string = inject('builtPackage')): string {
  return join(packageFolder, 'bin', 'gitpod-doctor.js');
}

/** Only what a login shell gives, so that the proxy of the machine that runs the tests is not in it. */
export function environment(home: Home, extra: Readonly<Record<string, string>> = {}): Record<string, string> {
  return {
    PATH: process.env['PATH'] ?? '',
    HOME: home.folder,
    XDG_STATE_HOME: home.state,
    TERM: 'xterm-256color',
    LANG: 'C.UTF-8',
    ...extra,
  };
}

export interface Started {
  child: ChildProcess;
  ended: Promise<Ended>;
  /** Resolves once stdout or stderr contains the text. */
  says(text: string): Promise<void>;
}

export function start(
  args: readonly string[],
  { home = newHome(), env = {}, node = process.execPath, packageFolder }: Start = {},
): Started {
  const child = spawn(node, [launcher(packageFolder), ...args], {
    cwd: home.folder,
    env: environment(home, env),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const heard = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (heard.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (heard.stderr += text));
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      const status = code ?? 128 + (signal === 'SIGINT' ? 2 : signal === 'SIGKILL' ? 9 : 15);
      resolve({ status, ...heard, complaint: heard.stderr.split('\n').filter((line) => line !== ''), home });
    });
  });
  async function says(text: string): Promise<void> {
    while (!heard.stdout.includes(text) && !heard.stderr.includes(text)) {
      if (child.exitCode !== null)
        throw new Error(`ended with ${child.exitCode} before it said "${text}":\n${heard.stdout}${heard.stderr}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
  return { child, ended, says };
}

export function run(args: readonly string[], how?: Start): Promise<Ended> {
  return start(args, how).ended;
}
