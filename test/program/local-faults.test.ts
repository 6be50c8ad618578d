/** If these fail, a machine with an unusual state folder, a full disk or a very long password loses a run, or files of another user. */
import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { filesBelow } from '../support/files.ts';
import { type Home, newHome, run, start } from '../support/program.ts';

const CHECK = ['check', 'host', '--demo', 'healthy'];
const isRoot = process.platform === 'linux' && process.getuid?.() === 0;
const mounts: string[] = [];

afterAll(() => {
  for (const mount of mounts) execFileSync('umount', [mount]);
});

/** Creates the state folder of a home with the right permissions. */
function stateOf({ state }: Home): string {
  const folder = join(state, 'gitpod-doctor');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}

describe.concurrent('the state folder', () => {
  it.each<[how: string, make: (folder: string) => void, line: RegExp]>([
    ['open to others', (folder) => chmodSync(folder, 0o777), /is open to other users\.$/],
    ['of another user', (folder) => chownSync(folder, 65534, 65534), /belongs to another user\.$/],
  ])('is not used if it is %s, and the run prints one line and continues', async (how, make, line) => {
    if (how.startsWith('of') && !isRoot) return;
    const home = newHome();
    make(stateOf(home));
    const { status, complaint } = await run(CHECK, { home });
    expect({ status, complaint }).toEqual({ status: 0, complaint: [expect.stringMatching(line)] });
    expect(filesBelow(home.state).size).toBe(0);
    const asked = await run(['request', '--for', 'network-team'], { home });
    expect(asked.status).toBe(2);
  });

  it('has files that stay unchanged when its sessions folder is a symbolic link', async () => {
    const home = newHome();
    const other = join(home.folder, 'other');
    mkdirSync(other, { mode: 0o700 });
    const names = Array.from({ length: 9 }, (_, index) => `2026010${index}T000000Z-1a2b3c4d.jsonl`);
    for (const name of names) writeFileSync(join(other, name), '');
    symlinkSync(other, join(stateOf(home), 'sessions'));
    const { status, complaint } = await run(CHECK, { home });
    expect({ status, complaint }).toEqual({ status: 0, complaint: [expect.stringMatching(/sessions is a link\.$/)] });
    expect(readdirSync(other)).toEqual(names);
    const asked = await run(['request', '--for', 'network-team'], { home });
    expect([asked.status, asked.complaint]).toEqual([4, [expect.stringMatching(/^No stored session is read: .*sessions is a link\.$/)]]);
  });

  it('keeps files of other programs, even with the extension of a session', async () => {
    const home = newHome();
    const sessions = join(stateOf(home), 'sessions');
    mkdirSync(sessions, { mode: 0o700 });
    const names = Array.from({ length: 9 }, (_, index) => `mine-${index}.jsonl`);
    for (const name of names) writeFileSync(join(sessions, name), '');
    await run(CHECK, { home });
    expect(readdirSync(sessions).filter((name) => names.includes(name))).toEqual(names);
  });

  it('is reported in one line when its disk is full, and has no partial file', async () => {
    if (!isRoot) return;
    const home = newHome();
    mkdirSync(home.state);
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4k', 'tmpfs', home.state], { stdio: 'ignore' });
    } catch {
      return;
    }
    mounts.push(home.state);
    writeFileSync(join(home.state, 'full'), new Uint8Array(4096));
    for (let time = 0; time < 2; time += 1) {
      const { status, complaint } = await run([...CHECK, '--bundle', `b${time}.zip`], { home });
      expect({ status, first: complaint[0] }).toEqual({ status: 0, first: 'This session is not stored: the disk is full.' });
    }
    expect([...filesBelow(home.state).keys()].filter((path) => path.endsWith('.partial'))).toEqual([]);
  });
});

it('a pipe in SSL_CERT_FILE or AWS_CA_BUNDLE does not stop the run', async () => {
  if (process.platform === 'win32') return;
  const home = newHome();
  const pipe = join(home.folder, 'roots.pem');
  execFileSync('mkfifo', [pipe]);
  const started = start(['check', 'host', 'scm', '--scm', 'https://127.0.0.1:1/', '--json', '--deadline', '3000'], {
    home,
    env: { SSL_CERT_FILE: pipe, AWS_CA_BUNDLE: pipe },
  });
  const giveUp = setTimeout(() => started.child.kill('SIGKILL'), 45_000);
  const { status, stdout } = await started.ended;
  clearTimeout(giveUp);
  expect(status).toBe(1);
  expect(stdout).toContain('gitpod-doctor/report@1');
}, 60_000);

it('a proxy password of 30,000 letters is used and never printed', async () => {
  const secret = 'Xy7'.repeat(10_000);
  const env = { HTTPS_PROXY: `http://svc:${secret}@proxy.example.com:3128` };
  for (const args of [
    ['no-proxy', '--json'],
    [...CHECK, '--json'],
  ]) {
    const { status, stdout, stderr } = await run(args, { env });
    expect(status).not.toBe(70);
    expect(stdout + stderr).not.toContain('Xy7Xy7Xy7');
  }
});
