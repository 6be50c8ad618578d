/** If these fail, a question offers an answer that is not configured on this machine, or more of an address than its host. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readMachineSetup } from './set-up.ts';
import type { Folders } from './settings/place.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'set-up-'));
});
afterEach(() => rmSync(home, { recursive: true }));

function place(environment: Record<string, string> = {}): Folders {
  return { platform: 'linux', home, applications: join(home, '.config'), machine: join(home, 'etc'), environment };
}

function write(name: string, text = ''): void {
  mkdirSync(dirname(join(home, name)), { recursive: true });
  writeFileSync(join(home, name), text);
}

it('an empty home folder gives no facts', async () => {
  expect(await readMachineSetup(place({ AWS_REGION: 'not a region!' }))).toEqual({ region: null, editors: [], scm: null });
});

it('the AWS region is read from the environment variable, else from the active profile', async () => {
  write('.aws/config', '[default]\nregion = eu-central-1\n[profile work]\nregion = us-west-2\n');
  expect((await readMachineSetup(place())).region).toEqual({ name: 'eu-central-1', from: 'config' });
  expect((await readMachineSetup(place({ AWS_PROFILE: 'work' }))).region).toEqual({ name: 'us-west-2', from: 'config' });
  expect((await readMachineSetup(place({ AWS_DEFAULT_REGION: 'us-east-1' }))).region).toEqual({
    name: 'us-east-1',
    from: 'AWS_DEFAULT_REGION',
  });
});

it('editors are recognised by their files, also on a remote machine', async () => {
  write('.vscode-server/data/x');
  write('.config/JetBrains/IntelliJIdea2026.1/options/x.xml');
  expect((await readMachineSetup(place())).editors).toEqual(['vscode', 'jetbrains']);
});

it.each([
  ['git@git.acme.example:team/app.git', 'https://git.acme.example/'],
  ['https://token:secret@git.acme.example/team/app.git', 'https://git.acme.example/'],
  ['ssh://git@git.acme.example:7999/team/app.git', 'https://git.acme.example/'],
  ['/srv/git/app.git', null],
  ['file:///srv/git/app.git', null],
  ['C:\\git\\app', null],
])('the git origin %s is reduced to %s', async (url, scm) => {
  write('work/.git/config', `[remote "origin"]\n\turl = ${url}\n`);
  expect((await readMachineSetup(place({ PWD: join(home, 'work') }))).scm).toBe(scm);
});
