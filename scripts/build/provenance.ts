/** Facts about the build for the program, so that a bundle can name the rules that judged it. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The rules, and the code they share with the rest of the program. */
const FOLDERS = ['src/diagnosis', 'src/knowledge', 'src/model'];

/** SHA-256 over names and contents, in the order of the names: equal sources have equal checksums in any place. */
export async function rulesSha256(root: string): Promise<string> {
  const sum = createHash('sha256');
  const paths: string[] = [];
  for (const folder of FOLDERS)
    for (const name of await readdir(join(root, folder), { recursive: true })) paths.push(`${folder}/${name.replaceAll('\\', '/')}`);
  for (const path of paths.filter(isShipped).sort()) {
    const source = await readFile(join(root, path), 'utf8');
    sum.update(`${path}\0${source.replaceAll('\r\n', '\n')}\0`);
  }
  return sum.digest('hex');
}

function isShipped(path: string): boolean {
  return path.endsWith('.ts') && !/\.test\.ts$|\/testing\//.test(path);
}

/**
 * A release build sets GITPOD_DOCTOR_COMMIT. Git is not asked: a copy of the sources without it must give the same program, and a modified
 * tree is no commit.
 */
export function builtFromCommit(told: string | undefined): string | null {
  if (told === undefined || told === '') return null;
  if (!/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(told)) throw new Error('GITPOD_DOCTOR_COMMIT is not the full name of a commit');
  return told;
}
