/** The ssh that a terminal finds, and others further down the PATH. */
import { constants } from 'node:fs';
import { access, realpath, stat } from 'node:fs/promises';
import type { SshClient, SshProgram } from '../../model/ssh/index.ts';
import { pathModuleOf } from './home.ts';
import { type RunOptions, runProgram } from './run.ts';
import { searchFolders } from './search-path.ts';

const MAX_OTHERS = 4;

/** Every program of that name on the PATH, in order; links to the same one count once. */
export async function programsOnPath(name: string, environment: Readonly<Record<string, string>>): Promise<string[]> {
  const isWindows = process.platform === 'win32';
  const path = pathModuleOf(process.platform);
  const folders = searchFolders({ platform: process.platform, environment }).filter((folder) => path.isAbsolute(folder));
  const found = new Map<string, string>();
  for (const folder of folders.slice(0, 200)) {
    const file = path.join(folder, isWindows ? `${name}.exe` : name);
    if (!(await isProgram(file))) continue;
    const real = await realpath(file).catch(() => file);
    if (!found.has(real)) found.set(real, file);
  }
  return [...found.values()];
}

export async function isProgram(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return (await stat(file)).isFile();
  } catch {
    return false;
  }
}

/** Null if no ssh is on the PATH. */
export async function findClient(options: RunOptions): Promise<SshClient | null> {
  const [first, ...rest] = await programsOnPath('ssh', options.environment);
  if (first === undefined) return null;
  const [client, ...others] = await Promise.all([first, ...rest.slice(0, MAX_OTHERS)].map((path) => versionOf(path, options)));
  return client === undefined ? null : { ...client, others };
}

async function versionOf(path: string, options: RunOptions): Promise<SshProgram> {
  const { out, err } = await runProgram(path, ['-V'], options);
  const [version] = /^[A-Za-z_]{3,30}_[\w.-]{1,40}(?: [\w.+~-]{1,60})?/m.exec(`${err}\n${out}`) ?? [null];
  return { path, version };
}
