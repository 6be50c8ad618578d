/**
 * The account's own files: the client uses the account's home whatever `$HOME` is, so the test needs an account with another home. A mount
 * namespace replaces the machine's list of accounts.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SshConfigFacts } from '../../model/ssh/index.ts';
import { hasSsh } from './testing/real-ssh.ts';

const CHILD = fileURLToPath(new URL('./testing/own-account.ts', import.meta.url));
const inNamespace = (script: string) => spawnSync('unshare', ['-Urm', 'sh', '-euc', script], { encoding: 'utf8', timeout: 60_000 });
const isPossible = hasSsh && inNamespace('mount -t tmpfs tmpfs /etc/ssh').status === 0;
if (!isPossible) process.stderr.write("no mount namespace here: the tests of the account's own SSH files are left out\n");

const SECTION = 'Host *.ona.environment\\n  User gitpod_devcontainer\\n  ProxyCommand /usr/bin/ona environment ssh %%h --proxy-connect\\n';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'account-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

/** `before` runs in the account's home. */
function read(before: string, variables = `HOME=${home}`): SshConfigFacts {
  const { stdout, stderr } = inNamespace(`
    mount -t tmpfs tmpfs /etc/ssh
    printf 'Host *\\n  User fromsystem\\n' > /etc/ssh/ssh_config
    cd '${home}'
    umask 077
    echo 'root:x:0:0:root:${home}:/bin/sh' > passwd
    mount --bind passwd /etc/passwd
    mkdir -p .ssh/ona
    printf '${SECTION}' > .ssh/ona/config
    ${before}
    ${variables} '${process.execPath}' '${CHILD}' w1.ona.environment`);
  if (stdout === '') throw new Error(stderr);
  return SshConfigFacts.parse(JSON.parse(stdout));
}

describe.runIf(isPossible)('an account’s own SSH files', { timeout: 60_000 }, () => {
  it("are read in ssh's order: first the user’s file, then the system’s", () => {
    const facts = read("printf 'Include ona/config\\n' > .ssh/config");
    expect(facts).toMatchObject({ branch: 'proxy-command', includes: [{ state: 'live', pattern: 'ona/config' }], patches: [] });
    expect(facts.effective?.user).toMatchObject({ value: 'gitpod_devcontainer', source: { file: `${home}/.ssh/ona/config`, line: 2 } });
  });

  it('are simulated with a missing Include added, while the system file stays in effect', () => {
    const facts = read("printf 'Host work\\n  Port 1\\n' > .ssh/config");
    expect(facts).toMatchObject({
      branch: 'none',
      stray: [{ path: `${home}/.ssh/ona/config` }],
      patches: [{ reason: 'add-include', proved: true }],
    });
    expect(facts.effective?.user).toMatchObject({ value: 'fromsystem', source: { file: '/etc/ssh/ssh_config', line: 2 } });
  });

  it('are refused when their permissions are unsafe, and the facts name the file', () => {
    const facts = read("printf 'User a\\n' > .ssh/config; chmod 666 .ssh/config");
    expect(facts).toMatchObject({ state: 'refused', refusal: { reason: 'permissions', file: `${home}/.ssh/config` } });
    expect(facts.files[0]).toMatchObject({ role: 'user', permissions: 'writable-by-others' });
  });

  it("are read from the account's home folder when $HOME differs, but a relative Include then matches no file", () => {
    const facts = read("printf 'Include ona/config\\n' > .ssh/config", 'HOME=/nowhere');
    expect(facts.files[0]).toMatchObject({ path: `${home}/.ssh/config`, state: 'read' });
    expect(facts).toMatchObject({
      branch: 'none',
      includes: [{ state: 'matches-nothing' }],
      patches: [{ reason: 'add-include', proved: true }],
    });
  });
});
