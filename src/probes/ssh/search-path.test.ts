/** If these fail, an existing program is reported as missing, above all on Windows. The tests do not depend on the machine. */
import { describe, expect, it } from 'vitest';
import { programName } from './connect/program.ts';
import { candidatePaths, envVariable, searchFolders } from './search-path.ts';

const windows = (environment: Record<string, string>) => ({ platform: 'win32' as const, environment });
const linux = (environment: Record<string, string>) => ({ platform: 'linux' as const, environment });

describe('a search for a program on Windows', () => {
  it.each(['PATH', 'Path', 'path'])('reads the folders from %s, however the environment spells PATH', (name) => {
    expect(searchFolders(windows({ [name]: 'C:\\Windows\\System32;;"C:\\Program Files\\Ona"' }))).toEqual([
      'C:\\Windows\\System32',
      'C:\\Program Files\\Ona',
    ]);
  });

  it('tries a bare name with each extension of PATHEXT, folder by folder', () => {
    expect(candidatePaths('gitpod', windows({ Path: 'C:\\a;C:\\b', PATHEXT: '.EXE;.CMD' }))).toEqual([
      'C:\\a\\gitpod.exe',
      'C:\\a\\gitpod.cmd',
      'C:\\b\\gitpod.exe',
      'C:\\b\\gitpod.cmd',
    ]);
  });

  it('tries the usual extensions without PATHEXT', () => {
    expect(candidatePaths('ona', windows({ Path: 'C:\\a' }))).toEqual(
      ['com', 'exe', 'bat', 'cmd'].map((extension) => `C:\\a\\ona.${extension}`),
    );
  });

  it('first tries a name that has an extension as it is', () => {
    expect(candidatePaths('ona.exe', windows({ Path: 'C:\\a', PATHEXT: '.EXE' }))).toEqual(['C:\\a\\ona.exe', 'C:\\a\\ona.exe.exe']);
    expect(candidatePaths('gitpod.v2', windows({ Path: 'C:\\a', PATHEXT: '.EXE' }))).toEqual(['C:\\a\\gitpod.v2.exe']);
  });

  it.each(['C:\\Users\\me\\gitpod', 'bin\\gitpod', 'C:/Users/me/gitpod'])('ignores the PATH when it gets a path: %s', (name) => {
    expect(candidatePaths(name, windows({ Path: 'C:\\a', PATHEXT: '.EXE' }))).toEqual([`${name}.exe`]);
  });

  it('leaves an unquoted path with a space to Windows, which tries each of its parts', () => {
    expect(programName('C:\\Program Files\\Ona\\ona.exe environment ssh %h', true)).toBeNull();
    expect(programName('"C:\\Program Files\\Ona\\ona.exe" environment ssh %h', true)).toBe('C:\\Program Files\\Ona\\ona.exe');
    expect(programName('C:\\Tools\\ona environment ssh %h --dir C:\\x', true)).toBe('C:\\Tools\\ona');
  });
});

describe('a search for a program on other systems', () => {
  it('uses case-sensitive variable names and no extensions', () => {
    expect(envVariable('PATH', linux({ Path: '/x' }))).toBeUndefined();
    expect(candidatePaths('gitpod', linux({ PATH: '/a::/b', PATHEXT: '.EXE' }))).toEqual(['/a/gitpod', 'gitpod', '/b/gitpod']);
    expect(candidatePaths('/opt/gitpod', linux({ PATH: '/a' }))).toEqual(['/opt/gitpod']);
    expect(searchFolders(linux({}))).toEqual(['/usr/local/bin', '/usr/bin', '/bin']);
  });
});
