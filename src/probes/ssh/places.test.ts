/** If these fail, the wrong configuration file is read, or a program that reads another one is not reported. */
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isProgram, programsOnPath } from './client.ts';
import { openConfig } from './config-file.ts';
import { accountHome, type SshHome } from './home.ts';
import { aliasSections, findStrayFiles, includeLines } from './include-facts.ts';
import { proxyCommandParts } from './proxy-command.ts';
import { findOtherReaders } from './readers.ts';
import { scanConfig } from './scan.ts';
import { write } from './testing/reading.ts';
import { temporaryFolder } from './testing/real-ssh.ts';

let place: ReturnType<typeof temporaryFolder>;
let home: SshHome;
const at = (name: string) => join(place.folder, name);
beforeEach(() => {
  place = temporaryFolder();
  const folder = at('.ssh');
  mkdirSync(folder);
  home = {
    ...accountHome({ environment: {}, configFile: null }),
    home: place.folder,
    folder,
    globHome: place.folder,
    userFile: join(folder, 'config'),
    systemFile: at('etc/ssh_config'),
    environment: { HOME: place.folder },
  };
});
afterEach(() => place.remove());

describe('the files the client reads', () => {
  it('are in the account’s home, even if HOME names another folder', () => {
    expect(accountHome({ environment: { HOME: '/elsewhere' }, configFile: null }).userFile).toBe(
      join(userInfo().homedir, '.ssh', 'config'),
    );
  });

  it('are replaced by a file that the user names, or by no file for “none”', () => {
    const named = accountHome({ environment: {}, configFile: '~/other' });
    expect(named).toMatchObject({ userFile: null, systemFile: null, namedFile: join(userInfo().homedir, 'other') });
    expect(accountHome({ environment: {}, configFile: 'none' })).toMatchObject({
      userFile: null,
      systemFile: null,
      namedFile: null,
      clientFile: 'none',
    });
  });

  it("resolve a relative Include below ~/.ssh, or below the system folder in the system's file", async () => {
    write(place.folder, {
      '.ssh/config': 'Include gitpod/config\n',
      '.ssh/gitpod/config': 'Include more\nHost *.gitpod.environment\n',
      '.ssh/more': 'Host *.ona.environment\n',
      'etc/ssh_config': 'Include ssh_config.d/*.conf\n',
      'etc/ssh_config.d/corp.conf': 'Host *.gitpod.remote\n',
    });
    const scan = await scanConfig(home);
    expect(scan.files.map(({ path, role }) => [path.slice(place.folder.length + 1), role])).toEqual([
      ['.ssh/config', 'user'],
      ['etc/ssh_config', 'system'],
      ['.ssh/gitpod/config', 'included'],
      ['etc/ssh_config.d/corp.conf', 'included'],
      ['.ssh/more', 'included'],
    ]);
    expect(aliasSections(scan, null, false).flatMap(({ generations }) => generations)).toEqual(['environment', 'remote', 'ona']);
  });

  it("do not include a product's file without an active Include, and the file is reported", async () => {
    write(place.folder, { '.ssh/config': '# Include ona/config\n', '.ssh/ona/config': 'Host *.ona.environment *.gitpod.environment\n' });
    const scan = await scanConfig(home);
    expect(await findStrayFiles(scan, home)).toEqual([{ path: at('.ssh/ona/config'), generations: ['ona', 'environment'] }]);
    expect(includeLines(scan, null, false)).toMatchObject([{ state: 'commented', leadsTo: [at('.ssh/ona/config')], isOurs: true }]);
  });

  it('do not include sections for other products', async () => {
    write(place.folder, {
      '.ssh/config': 'Host bank.corp *.gitpod.remote !x.gitpod.remote\nHost prod\nMatch host a.example,*.ona.environment\n',
    });
    expect((await scanConfig(home)).sections.map(({ patterns }) => patterns)).toEqual([['*.gitpod.remote'], ['*.ona.environment']]);
  });
});

describe.runIf(process.platform !== 'win32')('permissions as the client checks them', () => {
  it.each([
    [0o600, 'user', 'fit'],
    [0o644, 'included', 'fit'],
    [0o620, 'user', 'writable-by-group'],
    [0o666, 'included', 'writable-by-others'],
    [0o666, 'named', 'not-checked'],
    [0o666, 'system', 'not-checked'],
  ] as const)('of mode %o on a %s file are %s', async (mode, role, permissions) => {
    writeFileSync(at('file'), 'User a\n');
    chmodSync(at('file'), mode);
    expect(await openConfig(at('file'), role, home)).toMatchObject({ state: 'read', permissions, mode });
  });

  it("are refused for another user's file", async () => {
    writeFileSync(at('file'), 'User a\n', { mode: 0o600 });
    expect(await openConfig(at('file'), 'user', { ...home, uid: home.uid + 1 })).toMatchObject({
      permissions: home.uid === 0 ? 'fit' : 'foreign-owner',
    });
  });
});

describe('programs', () => {
  it('are found in the order of the PATH, and once when links lead to the same program', async () => {
    for (const folder of ['one', 'two']) {
      mkdirSync(at(folder));
      writeFileSync(at(`${folder}/ssh`), '#!/bin/sh\n', { mode: 0o755 });
    }
    mkdirSync(at('three'));
    writeFileSync(at('three/ssh'), 'not to be run', { mode: 0o644 });
    const PATH = [at('three'), at('two'), 'relative', at('one'), at('two')].join(':');
    expect(await programsOnPath('ssh', { PATH })).toEqual([at('two/ssh'), at('one/ssh')]);
    expect(await isProgram(at('three/ssh'))).toBe(false);
    expect(await programsOnPath('ssh', { PATH: at('nowhere') })).toEqual([]);
  });

  it.each([
    ['"/opt/my tools/ona" environment ssh %h --proxy-connect', '/opt/my tools/ona', 'ona-cli'],
    ['/usr/local/bin/gitpod environment ssh %h --proxy-connect --user %r', '/usr/local/bin/gitpod', 'gitpod-cli'],
    ['exec ~/bin/x environment ssh %h --ona-config-dir "/h/.ssh/ona"', '/home/me/bin/x', 'ona-cli'],
    ['"C:\\Users\\me\\gitpod.exe" environment ssh %h', 'C:\\Users\\me\\gitpod.exe', 'gitpod-cli'],
    ['nc -X connect -x user:secret@proxy:3128 %h %p', 'nc', 'netcat'],
    ['sh -c "aws ssm start-session --target %h"', 'sh', 'aws-ssm'],
    ['/home/a\\ b/run %h', '/home/a b/run', 'other'],
    ['ssh -W %h:%p bastion', 'ssh', 'ssh'],
  ] as const)('are found in a ProxyCommand: %s', (command, program, kind) => {
    expect(proxyCommandParts(command, '/home/me')).toEqual({ program, kind });
  });
});

describe('other readers of the configuration', () => {
  it('include VS Code, with its own file and client', async () => {
    const applications = process.platform === 'darwin' ? 'Library/Application Support' : '.config';
    write(place.folder, {
      [`${applications}/Code/User/settings.json`]: '{ // mine\n "remote.SSH.configFile": "~/vscode-ssh", "remote.SSH.path": "/opt/ssh", }',
      'vscode-ssh': 'Host w1.gitpod.remote\n',
    });
    expect(await findOtherReaders(home)).toEqual([
      {
        program: 'vscode',
        setBy: at(`${applications}/Code/User/settings.json`),
        configFile: at('vscode-ssh'),
        configExists: true,
        client: '/opt/ssh',
        generations: ['remote'],
      },
    ]);
  });

  it('are none when nothing is set', async () => {
    expect(await findOtherReaders(home)).toEqual([]);
  });
});
