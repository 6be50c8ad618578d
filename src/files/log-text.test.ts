/** Logs on a disk: files, compressed files, folders, and other paths. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { afterAll, describe, expect, it } from 'vitest';
import { readLogText } from './log-text.ts';

const folder = mkdtempSync(join(tmpdir(), 'log-text-'));
afterAll(() => rmSync(folder, { recursive: true }));

function written(name: string, bytes: string | Buffer): string {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, bytes);
  return path;
}

describe('reading a log', () => {
  it('reads a plain file, a gzip file and a UTF-16 file', () => {
    expect(readLogText(written('a/plain.log', 'one\n'))).toBe('one\n');
    expect(readLogText(written('a/packed.log.gz', gzipSync('two\n')))).toBe('two\n');
    expect(readLogText(written('a/windows.log', Buffer.from('\uFEFFthree', 'utf16le')))).toBe('three');
  });

  it('reads the end of a file over the size limit', () => {
    const long = written('b/long.log', `${'x'.repeat(5 * 1024 * 1024)}the end`);
    expect(readLogText(long)).toHaveLength(4 * 1024 * 1024);
    expect(readLogText(long)?.endsWith('the end')).toBe(true);
  });

  it('reads all logs of a folder, newest last, without pictures or symbolic links', () => {
    const older = written('c/older.log', 'older');
    written('c/deep/newer.txt', 'newer');
    written('c/picture.png', 'picture');
    symlinkSync(written('d/elsewhere.log', 'elsewhere'), join(folder, 'c/link.log'));
    utimesSync(older, new Date(0), new Date(0));
    expect(readLogText(join(folder, 'c'))).toBe('older\nnewer');
  });

  it('reads all logs of a zip file from VS Code or JetBrains, newest last, without pictures or nested archives', () => {
    const at = (year: number) => ({ mtime: new Date(year, 5, 1) });
    const zip = zipSync({
      'logs/20260105/window1/renderer.log': [strToU8('newer'), at(2026)],
      'logs/old/idea.log': [strToU8('older'), { ...at(2025), level: 0 }],
      'logs/screen.png': [strToU8('picture'), at(2026)],
      'logs/inner.zip': [zipSync({ 'a.log': strToU8('inner') }), at(2026)],
    });
    expect(readLogText(written('z/logs.zip', Buffer.from(zip)))).toBe('older\nnewer');
  });

  it('returns nothing for a zip file that is too large or has no logs, and does not throw for a damaged one', () => {
    const bomb = zipSync({ 'a.log': new Uint8Array(17 * 1024 * 1024) });
    expect(readLogText(written('z/bomb.zip', Buffer.from(bomb)))).toBeNull();
    expect(readLogText(written('z/none.zip', Buffer.from(zipSync({ 'a.png': strToU8('x') }))))).toBeNull();
    const whole = Buffer.from(zipSync({ 'a.log': strToU8('line\n'.repeat(500)) }));
    for (let at = 4; at < whole.length; at += 9) {
      const torn = Buffer.from(whole);
      torn[at] = 0xff;
      expect(() => readLogText(written('z/torn.zip', torn))).not.toThrow();
      expect(() => readLogText(written('z/short.zip', whole.subarray(0, at)))).not.toThrow();
    }
  });

  it('returns nothing for a missing file, binary data or a pipe without a writer', () => {
    expect(readLogText(join(folder, 'missing.log'))).toBeNull();
    expect(readLogText(written('e/damaged.log.gz', Buffer.from([0x1f, 0x8b, 1, 2, 3])))).toBeNull();
    mkdirSync(join(folder, 'empty'));
    expect(readLogText(join(folder, 'empty'))).toBeNull();
    if (process.platform === 'win32') return;
    execFileSync('mkfifo', [join(folder, 'pipe.log')]);
    expect(readLogText(join(folder, 'pipe.log'))).toBeNull();
  });
});
