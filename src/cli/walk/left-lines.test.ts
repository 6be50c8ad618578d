/** If these fail, the lines printed on exit wrap within a word or a path, and the command to resume cannot be copied. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { breakAfterComma, bundleLines, programCommand } from './left-lines.ts';

describe('the lines printed on exit', () => {
  it('wrap a long line of facts after a comma', () => {
    const line = 'DONE    a required check fails, 106 met, 15 not met, 12 open, 3 findings, 1 consequence, 1 m 12 s';
    const lines = breakAfterComma(line);
    expect(lines).toEqual(['DONE    a required check fails, 106 met, 15 not met, 12 open, 3 findings,', '        1 consequence, 1 m 12 s']);
    expect(breakAfterComma('Nothing was measured.')).toEqual(['Nothing was measured.']);
  });

  it('give the path on a line of its own, with a command for the current folder', () => {
    const folder = '/home/somebody/a folder with a name';
    const path = `${folder}/gitpod-doctor-20261128T031555-standard-3af7fe.zip`;
    const lines = (at: string, encrypted = false) => bundleLines(path, encrypted, at, 'posix', 'gitpod-doctor');
    expect(lines(folder)).toEqual([
      'Support bundle:',
      `  ${path}`,
      'To open the bundle:',
      '  gitpod-doctor open gitpod-doctor-20261128T031555-standard-3af7fe.zip',
    ]);
    expect(lines('/tmp').at(-1)).toBe(`  gitpod-doctor open '${path}'`);
    expect(lines(folder, true)).toHaveLength(2);
  });

  it('give the command that starts the program on this machine', () => {
    const bin = mkdtempSync(join(tmpdir(), 'left-lines-'));
    const script = ['/usr/bin/node', '/opt/doctor/bin/gitpod-doctor.js'];
    expect(programCommand('posix', { PATH: bin, npm_lifecycle_event: 'start' }, script)).toBe('npm start --silent --');
    expect(programCommand('posix', { PATH: bin }, script)).toBe('node /opt/doctor/bin/gitpod-doctor.js');
    expect(programCommand('posix', { PATH: bin }, ['/opt/gitpod-doctor-linux-x64'])).toBe('/opt/gitpod-doctor-linux-x64');
    writeFileSync(join(bin, process.platform === 'win32' ? 'gitpod-doctor.cmd' : 'gitpod-doctor'), '');
    expect(programCommand('posix', { PATH: bin, npm_lifecycle_event: 'start' }, script)).toBe('gitpod-doctor');
    rmSync(bin, { recursive: true });
  });
});
