/** What a build tells the program about itself, so that a bundle can say by which rules it was judged. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The rules, and what they share with the rest of the program: when a row counts, how names and addresses are told apart. */
const FOLDERS = ['src/diagnosis', 'src/knowledge', 'src/model'];

/** SHA-256 over names and contents, in the order of the names: the same sources have the same sum wherever they lie. */
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
 * Whoever builds a release says so with GITPOD_DOCTOR_COMMIT. It is not asked of git: a copy of the sources without
 * it has to give the same program, and a tree with changes is no commit.
 */
export function builtFromCommit(told: string | undefined): string | null {
  if (told === undefined || told === '') return null;
  if (!/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(told)) throw new Error('GITPOD_DOCTOR_COMMIT is not the full name of a commit');
  return told;
}
