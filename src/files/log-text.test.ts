/** Logs as they lie on a disk: files, packed files, folders, and what is none of these. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { logText } from './log-text.ts';

const folder = mkdtempSync(join(tmpdir(), 'log-text-'));
afterAll(() => rmSync(folder, { recursive: true }));

function written(name: string, bytes: string | Buffer): string {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, bytes);
  return path;
}

describe('the text of a log', () => {
  it('is read from a file, a packed file and one in UTF-16', () => {
    expect(logText(written('a/plain.log', 'one\n'))).toBe('one\n');
    expect(logText(written('a/packed.log.gz', gzipSync('two\n')))).toBe('two\n');
    expect(logText(written('a/windows.log', Buffer.from('\uFEFFthree', 'utf16le')))).toBe('three');
  });

  it('is the end of a file that is larger than what is read', () => {
    const long = written('b/long.log', `${'x'.repeat(5 * 1024 * 1024)}the end`);
    expect(logText(long)).toHaveLength(4 * 1024 * 1024);
    expect(logText(long)?.endsWith('the end')).toBe(true);
  });

  it('is that of all logs of a folder, the newest last, without pictures and what a link leads to', () => {
    const older = written('c/older.log', 'older');
    written('c/deep/newer.txt', 'newer');
    written('c/picture.png', 'picture');
    symlinkSync(written('d/elsewhere.log', 'elsewhere'), join(folder, 'c/link.log'));
    utimesSync(older, new Date(0), new Date(0));
    expect(logText(join(folder, 'c'))).toBe('older\nnewer');
  });

  it('is nothing where there is no file, no text, or only the writer of a pipe to wait for', () => {
    expect(logText(join(folder, 'missing.log'))).toBeNull();
    expect(logText(written('e/damaged.log.gz', Buffer.from([0x1f, 0x8b, 1, 2, 3])))).toBeNull();
    mkdirSync(join(folder, 'empty'));
    expect(logText(join(folder, 'empty'))).toBeNull();
    if (process.platform === 'win32') return;
    execFileSync('mkfifo', [join(folder, 'pipe.log')]);
    expect(logText(join(folder, 'pipe.log'))).toBeNull();
  });
});
