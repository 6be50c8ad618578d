/**
 * From a configuration file to a finding: the shipped probes, plan and rules with the real client, real servers and real faults on
 * loopback. If one fails, a user is sent to the wrong team. Only SSH requirements are measured.
 */
import type { Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Listening, listen } from '../../src/probes/testing/pretend.ts';
import { type KeyPair, type SshLab, sshLabLacks, startSshLab } from '../../src/probes/testing/sshd.ts';
import { found } from '../support/ssh-found.ts';

const lacks = sshLabLacks();
if (lacks !== null) process.stderr.write(`SKIPPED: SSH aliases from file to finding, because ${lacks}\n`);

const ALIAS = 'x1.gitpod.remote';
const PROXIED = 'x1.gitpod.environment';

describe.skipIf(lacks !== null)('an SSH alias with a real sshd', { timeout: 60_000 }, () => {
  let lab: SshLab;
  let key: KeyPair;
  let hostKey: KeyPair;
  let other: KeyPair;
  let port: number;
  const servers: Listening[] = [];
  let count = 0;

  beforeAll(async () => {
    lab = await startSshLab();
    [key, hostKey, other] = [await lab.key('id'), await lab.key('host'), await lab.key('other')];
    port = await lab.sshd({ hostKey, accepts: [key] });
  });
  afterAll(async () => {
    await Promise.all(servers.map((server) => server.close()));
    await lab.close();
  });

  const config = async (alias: string, lines: readonly string[]) => {
    count += 1;
    const known = await lab.file(`known-${count}`, `[127.0.0.1]:${port} ${hostKey.line}\n${PROXIED} ${hostKey.line}\n`);
    const rest = [
      `User ${lab.user}`,
      'IdentitiesOnly yes',
      'IdentityAgent none',
      'GlobalKnownHostsFile none',
      `UserKnownHostsFile ${known}`,
    ];
    return lab.file(
      `config-${count}`,
      `Host ${alias}\n${[...lines, ...rest, `IdentityFile ${key.path}`].map((line) => `  ${line}\n`).join('')}`,
    );
  };
  const address = (at: number, ...more: string[]) =>
    config(ALIAS, [...more, 'HostName 127.0.0.1', `Port ${at}`, 'StrictHostKeyChecking yes']);
  const farEnd = async (act: (socket: Socket) => void) => {
    const server = await listen(act);
    servers.push(server);
    return server.port;
  };

  test('has no finding when the login works, with an address or with a ProxyCommand', async () => {
    expect(await found(await address(port), ALIAS)).toMatchObject({ roots: [], verdict: 'met' });
    await lab.file(
      'relay.cjs',
      `const s = require('node:net').connect(${port}, '127.0.0.1'); process.stdin.pipe(s); s.pipe(process.stdout);`,
    );
    const proxied = await config(PROXIED, [`ProxyCommand ${process.execPath} ${lab.folder}/relay.cjs`]);
    expect(await found(proxied, PROXIED)).toMatchObject({ roots: [], verdict: 'met' });
  });

  test.each<[string, string, () => Promise<string>]>([
    [
      'a closed port',
      'ssh-port-blocked',
      async () => {
        const gone = await listen(() => {});
        await gone.close();
        return address(gone.port);
      },
    ],
    ['a server that sends nothing', 'ssh-port-silent', async () => address(await farEnd(() => {}))],
    [
      'a server that answers with a web page',
      'ssh-answered-by-something-else',
      async () => address(await farEnd((s) => void s.end('HTTP/1.1 403 Forbidden\r\n\r\n'))),
    ],
    [
      'a connection that is reset after the banner',
      'ssh-cut-after-banner',
      async () => address(await farEnd((s) => void s.once('data', () => s.resetAndDestroy()).write('SSH-2.0-x\r\n'))),
    ],
    ['an unknown host key', 'ssh-host-key-unknown', async () => address(port, `UserKnownHostsFile ${await lab.file('none', '')}`)],
    [
      'a changed host key',
      'ssh-host-key-changed',
      async () => address(port, `UserKnownHostsFile ${await lab.file('changed', `[127.0.0.1]:${port} ${other.line}\n`)}`),
    ],
    [
      'a server without a common algorithm',
      'ssh-no-common-algorithm',
      async () =>
        address(
          await lab.sshd({ hostKey, extra: ['KexAlgorithms diffie-hellman-group14-sha256'] }),
          'KexAlgorithms curve25519-sha256',
          'StrictHostKeyChecking no',
        ),
    ],
    [
      'a key that the server does not know',
      'ssh-login-refused',
      async () => address(await lab.sshd({ hostKey, accepts: [other] }), 'StrictHostKeyChecking no'),
    ],
    ['an unknown keyword', 'ssh-config-refused', async () => address(port, 'NoSuchKeyword yes')],
  ])('with %s is reported as %s', async (_what, name, file) => {
    const { roots, verdict, all } = await found(await file(), ALIAS);
    expect({ roots, verdict }).toEqual({ roots: [name], verdict: 'unmet' });
    expect(all).not.toContain('PRIVATE KEY');
  });

  test.each<[string, string, string]>([
    ['a ProxyCommand that does not exist', 'ssh-proxy-command-missing', '/opt/gone/gitpod environment ssh %h'],
    ['a ProxyCommand that exits early', 'ssh-proxy-command-fails', '/bin/sh -c "echo planted-token >&2; exit 1"'],
  ])('with %s is reported as %s', async (_what, name, command) => {
    const { roots, all } = await found(await config(PROXIED, [`ProxyCommand ${command}`]), PROXIED);
    expect(roots).toEqual([name]);
    expect(all).not.toContain('planted-token');
  });

  test('is diagnosed without revealing the passphrase or the content of an encrypted key', async () => {
    const locked = await lab.key('locked', { passphrase: 'planted-passphrase' });
    const at = await lab.sshd({ hostKey, accepts: [locked] });
    const { roots, all } = await found(
      await lab.file(
        'locked-config',
        `Host ${ALIAS}\n  HostName 127.0.0.1\n  Port ${at}\n  User ${lab.user}\n  StrictHostKeyChecking no\n  IdentitiesOnly yes\n  IdentityAgent none\n  IdentityFile ${locked.path}\n`,
      ),
      ALIAS,
    );
    expect(roots).toEqual(['ssh-identity-unusable']);
    for (const secret of ['planted-passphrase', 'PRIVATE KEY']) expect(all).not.toContain(secret);
  });
});
