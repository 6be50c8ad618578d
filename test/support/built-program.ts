/**
 * Builds the program once for all tests, into a separate folder: a parallel build or a stale `dist/` cannot affect them. The folder looks
 * like the installed package.
 */
import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The folder of the built package. */
    builtPackage: string;
  }
}

const root = fileURLToPath(new URL('../..', import.meta.url));

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'gitpod-doctor-built-'));
  await promisify(execFile)(process.execPath, [join(root, 'scripts/build.ts'), join(folder, 'dist')]);
  for (const part of ['bin', 'package.json']) await cp(join(root, part), join(folder, part), { recursive: true });
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  project.provide('builtPackage', folder);
  return () => rm(folder, { recursive: true, force: true });
}
