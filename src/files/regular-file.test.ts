/** If these fail, a path that is a pipe, a device, a socket or an endless file keeps this program waiting or fills its memory. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readPipeChunks, SilentPipeError } from './pipe.ts';
import { openRegularFile, openRegularFileSync, readRegularFile, readRegularFileSync, readText } from './regular-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'regular-file-'));
const server = createServer();
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

function pipe(name: string): string {
  const path = join(folder, name);
  execFileSync('mkfifo', [path]);
  return path;
}

async function socket(): Promise<string> {
  const path = join(folder, 'socket');
  await new Promise<void>((resolve) => server.listen(path, resolve));
  return path;
}

function link(to: string): string {
  const path = join(folder, 'link');
  symlinkSync(to, path);
  return path;
}

describe.runIf(process.platform !== 'win32')('a path named on the command line', () => {
  it.each<[string, () => string | Promise<string>, string]>([
    ['a pipe without a writer', () => pipe('pipe'), 'not-a-file'],
    ['a link to a pipe', () => link(pipe('linked')), 'not-a-file'],
    ['an endless device', () => '/dev/zero', 'not-a-file'],
    ['a socket', socket, 'not-a-file'],
    ['a folder', () => folder, 'folder'],
    ['missing', () => join(folder, 'nothing'), 'missing'],
    ['inside a file', () => join(file('plain', ''), 'below'), 'missing'],
    ['larger than the limit', () => file('large', Buffer.alloc(1001)), 'too-large'],
    // Endless, with a reported size of 0.
    ['a file that grows while it is read', () => '/proc/self/pagemap', 'too-large'],
  ])('is refused at once when it is %s', async (what, place, problem) => {
    if (what.startsWith('a file that grows') && process.platform !== 'linux') return;
    const path = await place();
    expect(await readRegularFile(path, 1000)).toMatchObject({ bytes: null, problem });
    expect(readRegularFileSync(path, 1000)).toMatchObject({ bytes: null, problem });
    expect(await readText(path, 1000)).toBeNull();
  });

  it('is read to the last byte, whatever size is reported', async () => {
    const path = file('whole', 'x'.repeat(200_000));
    expect((await readRegularFile(path, 200_000)).bytes?.length).toBe(200_000);
    expect(readRegularFileSync(path, 200_000).bytes?.length).toBe(200_000);
    if (process.platform === 'linux') expect(await readText('/proc/self/status', 100_000)).toContain('VmHWM');
  });

  it('is opened for reading in parts only when it is a regular file', async () => {
    const path = pipe('in-parts');
    expect(await openRegularFile(path)).toMatchObject({ file: null, problem: 'not-a-file' });
    expect(openRegularFileSync(path)).toMatchObject({ file: null, problem: 'not-a-file' });
  });
});

describe.runIf(process.platform !== 'win32')('a pipe named on the command line', () => {
  async function collected(path: string, silenceMs: number): Promise<string> {
    const pieces: Buffer[] = [];
    for await (const piece of readPipeChunks(path, silenceMs)) pieces.push(piece);
    return Buffer.concat(pieces).toString();
  }

  it('is read in full from a late and slow writer', async () => {
    const path = pipe('slow');
    execFileSync('sh', ['-c', `(sleep 0.2; printf a; sleep 0.2; printf b) > '${path}' 2>/dev/null &`], { stdio: 'ignore' });
    expect(await collected(path, 20_000)).toBe('ab');
  });

  it('times out without a writer', async () => {
    await expect(collected(pipe('silent'), 100)).rejects.toThrow(SilentPipeError);
  });
});
