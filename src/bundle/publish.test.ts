/** A bundle on the disk is whole or not there, and what stood there before is still there. */
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { placeProblem, publish } from './publish.ts';

const folder = mkdtempSync(join(tmpdir(), 'publish-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const BYTES = new Uint8Array(64 * 1024).fill(7);

/** Publishes in a mount namespace of its own, where `mounts` have prepared `$1`; what it said, and what lies there then. */
function inNamespace(mounts: string, place: string): { result: { ok: boolean; code?: string; problem?: string }; left: string[] } {
  const script = `import { publish } from ${JSON.stringify(join(import.meta.dirname, 'publish.ts'))};
    import { readdirSync } from 'node:fs';
    const result = await publish(process.argv[1] + '/a.zip', new Uint8Array(${BYTES.length}).fill(7));
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
  it('onto a full disk says so and leaves nothing behind', (context) => {
    if (!canMount) return context.skip('LOUD: no mount namespace may be made here, so a full disk is not tested');
    const { result, left } = inNamespace('mount -t tmpfs -o size=16k tmpfs "$1"', place('full'));
    expect(result).toMatchObject({
      ok: false,
      code: 'ENOSPC',
      problem: expect.stringMatching(/^[^\n]+ cannot be written: the disk is full\.$/),
    });
    expect(left).toEqual([]);
  });

  it('onto a read-only file system says so', (context) => {
    if (!canMount) return context.skip('LOUD: no mount namespace may be made here, so a read-only disk is not tested');
    const { result, left } = inNamespace('mount -t tmpfs -o ro tmpfs "$1"', place('read-only'));
    expect(result).toMatchObject({ ok: false, code: 'EROFS', problem: expect.stringContaining('the file system is read-only') });
    expect(left).toEqual([]);
  });

  it('into a folder of somebody else says so', () => {
    const theirs = place('theirs');
    chmodSync(theirs, 0o555);
    if (process.getuid?.() !== 0) {
      return publish(join(theirs, 'a.zip'), BYTES).then((result) => expect(result).toMatchObject({ ok: false, code: 'EACCES' }));
    }
    // Root may write anywhere, so somebody else tries: the folder itself must be reachable for them.
    chmodSync(folder, 0o755);
    // They become it once the program is loaded: it may lie below a folder that root alone may enter.
    const script = `import { publish } from ${JSON.stringify(join(import.meta.dirname, 'publish.ts'))};
      process.setgroups([]);
      process.setgid(65534);
      process.setuid(65534);
      console.log(JSON.stringify(await publish(process.argv[1] + '/a.zip', new Uint8Array(9))));`;
    const ran = spawnSync(process.execPath, ['--input-type=module', '-e', script, theirs], { encoding: 'utf8' });
    expect(JSON.parse(ran.stdout)).toMatchObject({
      ok: false,
      code: 'EACCES',
      problem: expect.stringContaining('this user may not write there'),
    });
    expect(readdirSync(theirs)).toEqual([]);
  });

  it('into a folder that has vanished says so', async () => {
    const gone = place('gone');
    rmSync(gone, { recursive: true });
    expect(await publish(join(gone, 'a.zip'), BYTES)).toMatchObject({
      ok: false,
      code: 'ENOENT',
      problem: expect.stringContaining('the folder does not exist'),
    });
  });

  it('follows no link that waits under the name', async () => {
    const trap = place('trap');
    symlinkSync(join(trap, 'elsewhere'), join(trap, 'a.zip'));
    expect(await publish(join(trap, 'a.zip'), BYTES)).toMatchObject({ ok: false, code: 'EEXIST' });
    expect(readdirSync(trap)).toEqual(['a.zip']);
  });

  it('shows beforehand whether it can be done, in the same words, and leaves nothing behind', async () => {
    const mixed = place('mixed');
    mkdirSync(join(mixed, 'folder'));
    symlinkSync(join(mixed, 'elsewhere'), join(mixed, 'link'));
    for (const path of [join(mixed, 'link'), join(mixed, 'none', 'a.zip'), join(mixed, 'x'.repeat(300))])
      expect(await publish(path, BYTES)).toMatchObject({ ok: false, problem: await placeProblem(path) });
    expect(await placeProblem(join(mixed, 'folder'))).toContain('it is a folder');
    expect(await placeProblem(join(mixed, 'a.zip'))).toBe(null);
    expect(readdirSync(mixed).sort()).toEqual(['folder', 'link']);
  });

  it('twice at once under one name writes one of them, whole', async () => {
    const race = place('race');
    const results = await Promise.all(Array.from({ length: 8 }, () => publish(join(race, 'a.zip'), BYTES)));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(readdirSync(race)).toEqual(['a.zip']);
  });
});
