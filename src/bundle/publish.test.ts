/** A published bundle is complete or absent, and existing files stay unchanged. */
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { publishFile, publishProblem } from './publish.ts';

const folder = mkdtempSync(join(tmpdir(), 'publish-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const BYTES = new Uint8Array(64 * 1024).fill(7);

/** Publishes in a mount namespace of its own, where `mounts` have prepared `$1`. Returns the result and the files. */
function inNamespace(mounts: string, place: string): { result: { ok: boolean; code?: string; problem?: string }; left: string[] } {
  const script = `import { publishFile } from ${JSON.stringify(join(import.meta.dirname, 'publish.ts'))};
    import { readdirSync } from 'node:fs';
    const result = await publishFile(process.argv[1] + '/a.zip', new Uint8Array(${BYTES.length}).fill(7));
    console.log(JSON.stringify({ result, left: readdirSync(process.argv[1]) }));`;
  const words = ['--mount', 'sh', '-c', `${mounts} && exec "$2" --input-type=module -e "$3" "$1"`, 'sh', place, process.execPath, script];
  return JSON.parse(execFileSync('unshare', words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
}

const canMount = spawnSync('unshare', ['--mount', 'true']).status === 0;

function place(name: string): string {
  const path = join(folder, name);
  mkdirSync(path);
  return path;
}

describe('writing a bundle', () => {
  it('reports a full disk and leaves nothing behind', (context) => {
    if (!canMount) return context.skip('LOUD: no mount namespace may be made here, so a full disk is not tested');
    const { result, left } = inNamespace('mount -t tmpfs -o size=16k tmpfs "$1"', place('full'));
    expect(result).toMatchObject({
      ok: false,
      code: 'ENOSPC',
      problem: expect.stringMatching(/^[^\n]+ cannot be written: the disk is full\.$/),
    });
    expect(left).toEqual([]);
  });

  it('reports a read-only file system', (context) => {
    if (!canMount) return context.skip('LOUD: no mount namespace may be made here, so a read-only disk is not tested');
    const { result, left } = inNamespace('mount -t tmpfs -o ro tmpfs "$1"', place('read-only'));
    expect(result).toMatchObject({ ok: false, code: 'EROFS', problem: expect.stringContaining('the file system is read-only') });
    expect(left).toEqual([]);
  });

  it('reports that the folder belongs to another user', () => {
    const theirs = place('theirs');
    chmodSync(theirs, 0o555);
    if (process.getuid?.() !== 0) {
      return publishFile(join(theirs, 'a.zip'), BYTES).then((result) => expect(result).toMatchObject({ ok: false, code: 'EACCES' }));
    }
    // Root can write anywhere, so another user tries. That user must be able to reach the folder.
    chmodSync(folder, 0o755);
    // The process changes its user after the program is loaded, because the program may be in a folder that only root can read.
    const script = `import { publishFile } from ${JSON.stringify(join(import.meta.dirname, 'publish.ts'))};
      process.setgroups([]);
      process.setgid(65534);
      process.setuid(65534);
      console.log(JSON.stringify(await publishFile(process.argv[1] + '/a.zip', new Uint8Array(9))));`;
    const ran = spawnSync(process.execPath, ['--input-type=module', '-e', script, theirs], { encoding: 'utf8' });
    expect(JSON.parse(ran.stdout)).toMatchObject({
      ok: false,
      code: 'EACCES',
      problem: expect.stringContaining('this user is not allowed to write there'),
    });
    expect(readdirSync(theirs)).toEqual([]);
  });

  it('reports that the folder was deleted meanwhile', async () => {
    const gone = place('gone');
    rmSync(gone, { recursive: true });
    expect(await publishFile(join(gone, 'a.zip'), BYTES)).toMatchObject({
      ok: false,
      code: 'ENOENT',
      problem: expect.stringContaining('the folder does not exist'),
    });
  });

  it('does not follow a symbolic link at the target path', async () => {
    const trap = place('trap');
    symlinkSync(join(trap, 'elsewhere'), join(trap, 'a.zip'));
    expect(await publishFile(join(trap, 'a.zip'), BYTES)).toMatchObject({ ok: false, code: 'EEXIST' });
    expect(readdirSync(trap)).toEqual(['a.zip']);
  });

  it('fails with the same error as the earlier check, and leaves nothing behind', async () => {
    const mixed = place('mixed');
    mkdirSync(join(mixed, 'folder'));
    symlinkSync(join(mixed, 'elsewhere'), join(mixed, 'link'));
    for (const path of [join(mixed, 'link'), join(mixed, 'none', 'a.zip'), join(mixed, 'x'.repeat(300))])
      expect(await publishFile(path, BYTES)).toMatchObject({ ok: false, problem: await publishProblem(path) });
    expect(await publishProblem(join(mixed, 'folder'))).toContain('it is a folder');
    expect(await publishProblem(join(mixed, 'a.zip'))).toBe(null);
    expect(readdirSync(mixed).sort()).toEqual(['folder', 'link']);
  });

  it('writes one complete bundle when two runs write to the same path at once', async () => {
    const race = place('race');
    const results = await Promise.all(Array.from({ length: 8 }, () => publishFile(join(race, 'a.zip'), BYTES)));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(readdirSync(race)).toEqual(['a.zip']);
  });
});
