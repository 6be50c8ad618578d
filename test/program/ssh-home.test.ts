/**
 * An account with its own SSH files, the real client with consent, a real server: the aliases are read and tried, no byte in `~/.ssh`
 * changes, and no secret or unrelated entry appears in the program's output.
 */
import { execFile, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { sshLabLacks } from '../../src/probes/testing/sshd.ts';
import { entriesOf, filesBelow } from '../support/files.ts';
import { environment, type Home, launcher, newHome } from '../support/program.ts';
import { leaks } from '../support/secrets.ts';

const PORT = 2222;
/** A separate network, and private mounts. */
const ALONE = ['--net', '--mount'];

const PLANTED = {
  passphrase: 'planted-Pa55phrase',
  proxyPassword: 'planted-Pr0xy-password',
  execPassword: 'planted-Ex3c-password',
  said: 'planted-Tok3n-of-the-program',
  comment: 'planted-Comment-about-somebody',
  keyComment: 'planted-Key-comment',
  otherHost: 'planted-other-host.corp.example',
  otherUser: 'planted-other-user',
  agent: 'planted-agent-socket',
} as const;

function lacks(): string | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'this needs Linux and root';
  if (spawnSync('unshare', [...ALONE, 'ip', 'link', 'set', 'lo', 'up']).status !== 0) return 'unshare or ip is missing';
  return sshLabLacks();
}

/** A realistic `~/.ssh` with confidential parts. Returns the generated secrets. */
function furnish(folder: string): string[] {
  const ssh = join(folder, '.ssh');
  const write = (name: string, text: string, mode = 0o600) => writeFileSync(join(folder, name), text, { mode });
  for (const name of ['.ssh', '.ssh/gitpod', 'server']) mkdirSync(join(folder, name), { recursive: true, mode: 0o700 });
  const key = (path: string, passphrase = '') =>
    spawnSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', passphrase, '-C', PLANTED.keyComment, '-f', join(folder, path)]);
  for (const path of ['.ssh/gitpod/id', 'server/host']) key(path);
  key('.ssh/locked', PLANTED.passphrase);
  write('relay.cjs', `const s=require('node:net').connect(${PORT},'127.0.0.1');process.stdin.pipe(s);s.pipe(process.stdout);`);
  write('relay', `#!/bin/sh\necho ${PLANTED.said} >&2\nexec ${process.execPath} ${folder}/relay.cjs\n`, 0o755);
  chmodSync(join(folder, 'relay'), 0o755);
  write(
    '.ssh/config',
    `# ${PLANTED.comment}
Include gitpod/config
Host x2.gitpod.remote
  HostName 127.0.0.1
  Port ${PORT}
  IdentityFile ~/.ssh/locked
  IdentitiesOnly yes
  User ${userInfo().username}
Host ${PLANTED.otherHost}
  User ${PLANTED.otherUser}
Match originalhost nobody exec "login --password ${PLANTED.execPassword}"
  Port 1
`,
  );
  write(
    '.ssh/gitpod/config',
    `Host *.gitpod.environment
  ProxyCommand ${folder}/relay -H user:${PLANTED.proxyPassword}@proxy.example:8080 %h
  User ${userInfo().username}
  IdentityFile ~/.ssh/gitpod/id
  IdentitiesOnly yes
  StrictHostKeyChecking accept-new
  ControlMaster auto
  ControlPath /tmp/cm-%C
`,
  );
  write('.ssh/known_hosts', `${PLANTED.otherHost} ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGVtcHR5ZW1wdHllbXB0eWVtcHR5ZW1wdHllbXB0\n`);
  write('server/authorized', ['gitpod/id', 'locked'].map((name) => readFileSync(join(ssh, `${name}.pub`), 'utf8')).join(''));
  write(
    'server/sshd.conf',
    `Port ${PORT}\nListenAddress 127.0.0.1\nHostKey ${folder}/server/host\nAuthorizedKeysFile ${folder}/server/authorized\nPidFile none\nUsePAM no\nStrictModes no\nPermitRootLogin yes\n`,
  );
  write('passwd', readFileSync('/etc/passwd', 'utf8').replace(/^(root:.*:)[^:]*(:[^:]*)$/m, `$1${folder}$2`), 0o644);
  return ['gitpod/id', 'locked'].flatMap((name) => readFileSync(join(ssh, name), 'utf8').split('\n').slice(1, 4));
}

const RUNS = {
  events: ['--jsonl', '--bundle', 'b.zip'],
  document: ['--json', '--verbose'],
  lines: ['--verbose', '--show-values'],
} as const;

/** In the home that `passwd` names: the server, an agent with one key, and each run of the program. */
function script(folder: string): string {
  const common = 'check ssh --from laptop --ssh-alias x1.gitpod.environment --ssh-alias x2.gitpod.remote --yes-to ssh-connect';
  const program = `'${process.execPath}' '${launcher()}' ${common}`;
  return `set -u
ip link set lo up; mount --bind ${folder}/passwd /etc/passwd; mkdir -p /run/sshd
/usr/sbin/sshd -D -f ${folder}/server/sshd.conf & server=$!
until (: </dev/tcp/127.0.0.1/${PORT}) 2>/dev/null; do sleep 0.05; done
eval "$(ssh-agent -a ${folder}/${PLANTED.agent})" >/dev/null
${Object.entries(RUNS)
  .map(([name, args]) => `${program} ${args.join(' ')} >${folder}/${name}.out 2>${folder}/${name}.err; echo $? >${folder}/${name}.status`)
  .join('\n')}
kill $server $SSH_AGENT_PID`;
}

/** Every file in the folder: its bytes, its mode and the time of its last change. */
function stateOf(folder: string): string[] {
  return [...filesBelow(folder)].map(([path, bytes]) => {
    const { mode, mtimeNs, ctimeNs } = statSync(join(folder, path), { bigint: true });
    return `${path} ${mode.toString(8)} ${mtimeNs} ${ctimeNs} ${createHash('sha256').update(bytes).digest('hex')}`;
  });
}

it('the aliases in ~/.ssh are read and tried, no file is changed, and the output shows only facts about the aliases', {
  timeout: 120_000,
}, async () => {
  const missing = lacks();
  if (missing !== null) {
    process.stderr.write(`SKIPPED: an account with SSH files of its own, because ${missing}\n`);
    return;
  }
  const home: Home = newHome();
  const secrets = [...Object.values(PLANTED), ...furnish(home.folder)];
  const before = stateOf(join(home.folder, '.ssh'));
  const folders = () => ['.ssh', '.ssh/gitpod'].map((name) => statSync(join(home.folder, name), { bigint: true }).mtimeNs);
  const foldersBefore = folders();
  await promisify(execFile)('unshare', [...ALONE, 'bash', '-c', script(home.folder)], { cwd: home.folder, env: environment(home) });

  const text = (name: string) => readFileSync(join(home.folder, name), 'utf8');
  // Both aliases were really tried: one login through the proxy command, and one key that could not be unlocked.
  expect(
    Object.keys(RUNS).map((name) => text(`${name}.status`).trim()),
    text('document.err'),
  ).toEqual(['1', '1', '1']);
  expect(text('document.out'), text('document.err')).not.toBe('');
  const { requirements, findings } = JSON.parse(text('document.out'));
  const verdict = (id: string) => requirements.find((row: { id: string }) => row.id === id).verdict;
  // The namespace has no network, which is reported as well.
  const names = findings.map(({ name }: { name: string }) => name);
  expect(names.filter((name: string) => name !== 'no-network')).toEqual(['ssh-identity-unusable']);
  expect([verdict('ssh.gitpod-environment'), verdict('ssh.gitpod-remote')]).toEqual(['met', 'unmet']);

  expect(stateOf(join(home.folder, '.ssh'))).toEqual(before);
  expect(folders()).toEqual(foldersBefore);

  const left = [...filesBelow(home.folder)].filter(([path]) => /\.(?:out|err|zip)$/.test(path) || path.startsWith('state'));
  expect(left.length).toBeGreaterThan(Object.keys(RUNS).length * 2);
  const found = left.flatMap(([path, bytes]) => [
    ...leaks(path, bytes, secrets),
    ...(path.endsWith('.zip') ? [...entriesOf(bytes)].flatMap(([entry, content]) => leaks(`${path} ${entry}`, content, secrets)) : []),
  ]);
  expect(found).toEqual([]);
});
