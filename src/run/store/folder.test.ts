/** If these fail, the program hangs or crashes when it cannot store anything, instead of saying so and continuing. */
import { chmodSync, chownSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ensurePrivateFolder, findOwnFolder, stateFolder, UnsafeFolderError } from './folder.ts';

const root = mkdtempSync(join(tmpdir(), 'folder-'));
afterAll(() => rmSync(root, { recursive: true }));

describe('the state folder', () => {
  const account = join(userInfo().homedir, '.local/state/gitpod-doctor');

  it.each<[environment: Record<string, string>, folder: string]>([
    [{ XDG_STATE_HOME: '/s', HOME: '/h' }, '/s/gitpod-doctor'],
    [{ HOME: '/h' }, '/h/.local/state/gitpod-doctor'],
    [{ XDG_STATE_HOME: '', HOME: '/h' }, '/h/.local/state/gitpod-doctor'],
    [{ XDG_STATE_HOME: 's', HOME: '/h' }, '/h/.local/state/gitpod-doctor'],
    [{ HOME: 'h' }, account],
    [{ HOME: '' }, account],
    [{}, account],
  ])('is derived from %j: %s', (environment, folder) => {
    expect(stateFolder(environment)).toBe(folder);
  });
});

describe('a private folder', () => {
  it('is created with its parents for its owner only, and reused the second time', () => {
    const path = join(root, 'a', 'b', 'c');
    for (let time = 0; time < 2; time += 1) expect(ensurePrivateFolder(path)).toBe(path);
    for (const made of [path, join(root, 'a')]) expect(statSync(made).mode & 0o777).toBe(0o700);
  });

  it('is created below a symbolic link', () => {
    symlinkSync(root, join(root, 'link'));
    expect(statSync(ensurePrivateFolder(join(root, 'link', 'd'))).isDirectory()).toBe(true);
  });

  it('is refused when other users can enter the folder or its parent, or when the folder is a link', () => {
    const open = ensurePrivateFolder(join(root, 'open'), 'sessions');
    chmodSync(join(root, 'open'), 0o777);
    expect(() => ensurePrivateFolder(join(root, 'open'), 'sessions')).toThrow(`${join(root, 'open')} is open to other users`);
    expect(() => findOwnFolder(join(root, 'open'), 'sessions')).toThrow(UnsafeFolderError);
    chmodSync(join(root, 'open'), 0o700);
    chmodSync(open, 0o750);
    expect(() => ensurePrivateFolder(join(root, 'open'), 'sessions')).toThrow(`${open} is open to other users`);
    symlinkSync(ensurePrivateFolder(join(root, 'elsewhere')), join(root, 'open', 'decode'));
    for (const use of [ensurePrivateFolder, findOwnFolder]) expect(() => use(join(root, 'open'), 'decode')).toThrow('decode is a link');
    expect(findOwnFolder(join(root, 'open'), 'requests')).toBeNull();
  });

  it.runIf(process.getuid?.() === 0)('is refused when it belongs to another user', () => {
    chownSync(ensurePrivateFolder(join(root, 'foreign')), 65534, 65534);
    expect(() => ensurePrivateFolder(join(root, 'foreign'))).toThrow('belongs to another user');
  });

  it('is refused when the path is not a folder', () => {
    const file = join(root, 'file');
    const dangling = join(root, 'dangling');
    writeFileSync(file, '');
    symlinkSync(join(root, 'nowhere'), dangling);
    for (const path of [file, join(file, 'below'), dangling]) expect(() => ensurePrivateFolder(path), path).toThrow(/EEXIST|ENOTDIR/);
  });

  it.runIf(process.platform === 'linux')('is refused at once when the system cannot create it', () => {
    expect(() => ensurePrivateFolder('/proc/nope/gitpod-doctor')).toThrow('ENOENT');
  });
});
