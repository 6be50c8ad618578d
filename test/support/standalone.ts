/** The program as one executable, and a root filesystem that holds it and what Node itself is linked with. */
import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, linkSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { newFolder } from './program.ts';

export const STANDALONE_SCRIPT = fileURLToPath(new URL('../../scripts/standalone.ts', import.meta.url));

/** Builds the executable, with a place for temporary files that may be named; takes a few seconds. */
export async function buildStandalone(folder: string, flags: readonly string[], temporary = tmpdir()): Promise<string> {
  const executable = join(folder, 'gitpod-doctor');
  const args = [STANDALONE_SCRIPT, '--output', executable, ...flags];
  await promisify(execFile)(process.execPath, args, { env: { ...process.env, TMPDIR: temporary } });
  return executable;
}

/** Why a separate root cannot be created here; null if it can. */
export function emptyRootLacks(): string | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'this needs Linux and root';
  if (spawnSync('unshare', ['--net', '--root=/', 'true']).status !== 0) return 'unshare is missing';
  return spawnSync('ldd', ['--version']).status === 0 ? null : 'ldd is missing';
}

/** No `/etc`, no `/dev`, no `/proc`, no `/tmp`: the executable and the C and C++ libraries that it names. */
export function emptyRoot(executable: string): string {
  const root = newFolder('root');
  // Its users may list it.
  chmodSync(root, 0o755);
  linkSync(executable, join(root, 'gitpod-doctor'));
  for (const [library] of execFileSync('ldd', [executable], { encoding: 'utf8' }).matchAll(/\/\S+/g)) {
    mkdirSync(join(root, dirname(library)), { recursive: true });
    copyFileSync(library, join(root, library));
  }
  return root;
}

/** The command line that runs the executable in its root, with no variable but those that are given. */
export function insideRoot(root: string, args: readonly string[], variables: readonly string[] = [], unshare: readonly string[] = []) {
  return ['env', '-i', ...variables, 'unshare', ...unshare, `--root=${root}`, '/gitpod-doctor', ...args] as const;
}

export interface Told {
  status: number;
  stdout: string;
  stderr: string;
}

/** Runs a command line. A command that hangs is killed. */
export function told(
  [file, ...args]: readonly [string, ...string[]],
  options: { env?: NodeJS.ProcessEnv; cwd?: string } = {},
): Promise<Told> {
  return new Promise((resolve) => {
    execFile(file, args, { ...options, timeout: 200_000, maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      resolve({ status: error === null ? 0 : typeof error.code === 'number' ? error.code : 255, stdout, stderr });
    });
  });
}
