/**
 * Every kind of failed connection, with the real client and a real server or fault on loopback. If a row fails, a user is sent to the wrong
 * team.
 */
import { spawnSync } from 'node:child_process';
import { chmod, readFile, rm } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { SshConnectObservation } from '../../../model/observation.ts';
import type { PhaseName, PhaseOf } from '../../../model/phase.ts';
import type { SshStep } from '../../../model/ssh/index.ts';
import { createNameResolver } from '../../dns/names.ts';
import { runGuarded } from '../../guard.ts';
import { aContext, aRequest, type Listening, listen } from '../../testing/pretend.ts';
import { type KeyPair, type SshLab, sshLabLacks, startSshLab } from '../../testing/sshd.ts';
import { systemWorld } from '../../world.ts';
import { probeSshConnect } from './probe.ts';
import { createAliasReader } from './read-alias.ts';

const ALIAS = 'x1.gitpod.remote';
const lacks = sshLabLacks();
if (lacks !== null) process.stderr.write(`SKIPPED: connections with the real client, because ${lacks}\n`);

const world = systemWorld({ environment: { PATH: process.env['PATH'], SHELL: '/bin/sh' }, version: '0.0.0-test' });
const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

async function connect(configFile: string, rung: SshStep, environment: Record<string, string> = {}): Promise<SshConnectObservation> {
  const here = { ...world, environment: { ...world.environment, ...environment } };
  const tools = { world: here, names: createNameResolver(here) };
  const target = { kind: 'ssh-alias' as const, pattern: ALIAS };
  const request = aRequest('ssh-connect', target, { ssh: { configFile, matchExec: false, isTyped: true, rung }, stageMs: 1500 });
  try {
    const seen = await runGuarded(
      async (m, blank) => probeSshConnect(m, blank as SshConnectObservation, tools, createAliasReader(here)),
      request,
      aContext(),
    );
    return seen as SshConnectObservation;
  } finally {
    tools.names.close();
  }
}

function phase<N extends PhaseName>(seen: SshConnectObservation, name: N): PhaseOf<N> | undefined {
  return seen.phases.find((each): each is PhaseOf<N> => each.name === name);
}

describe.skipIf(lacks !== null)('an SSH connection with the real client', { timeout: 60_000 }, () => {
  let lab: SshLab;
  let key: KeyPair;
  let hostKey: KeyPair;
  let port: number;
  let config: (lines: readonly string[]) => Promise<string>;
  let known: string;

  beforeAll(async () => {
    lab = await startSshLab();
    [key, hostKey] = [await lab.key('id'), await lab.key('host')];
    port = await lab.sshd({ hostKey, accepts: [key] });
    known = await lab.file('known', `[127.0.0.1]:${port} ${hostKey.line}\n`);
    let count = 0;
    config = (lines) => {
      count += 1;
      const common = [`User ${lab.user}`, 'IdentitiesOnly yes', 'IdentityAgent none', 'GlobalKnownHostsFile none'];
      return lab.file(`config-${count}`, `Host ${ALIAS}\n${[...lines, ...common].map((line) => `  ${line}\n`).join('')}`);
    };
  });
  afterAll(() => lab.close());

  const address = (at: number, ...more: string[]) => [
    'HostName 127.0.0.1',
    `Port ${at}`,
    `IdentityFile ${key.path}`,
    `UserKnownHostsFile ${known}`,
    'StrictHostKeyChecking yes',
    ...more,
  ];
  const farEnd = async (act: (socket: Socket) => void) => {
    const listening: Listening = await listen(act);
    open.push(listening);
    return listening.port;
  };
  const both = async (file: string, environment?: Record<string, string>) => {
    const reach = await connect(file, 'reach', environment);
    const session = await connect(file, 'session', environment);
    return [reach.failure?.kind ?? null, session.failure?.kind ?? null];
  };

  test('logs in if the server is healthy and its host key is known', async () => {
    const file = await config(address(port));
    const reach = await connect(file, 'reach');
    expect(reach.failure).toBeNull();
    expect(reach.phases.map(({ name }) => name)).toEqual(['dns', 'tcp', 'banner', 'kex']);
    expect(phase(reach, 'kex')).toMatchObject({ known: 'known', hostKeyType: 'ssh-ed25519', knownAt: { file: known, line: 1 } });
    const session = await connect(file, 'session');
    expect([session.failure, phase(session, 'ssh-session')?.exitStatus]).toEqual([null, 0]);
  });

  test('only inspects a ProxyCommand, and runs it in the session', async () => {
    const relay = await lab.file(
      'relay',
      `#!/bin/sh\necho ran >> ${lab.folder}/ran\nexec ${process.execPath} ${lab.folder}/relay.cjs\n`,
      0o755,
    );
    await lab.file(
      'relay.cjs',
      `const s = require('node:net').connect(${port}, '127.0.0.1'); process.stdin.pipe(s); s.pipe(process.stdout);`,
    );
    await lab.file('known-alias', `${ALIAS} ${hostKey.line}\n`);
    const file = await config([
      `ProxyCommand ${relay} %h`,
      `IdentityFile ${key.path}`,
      `UserKnownHostsFile ${lab.folder}/known-alias`,
      'StrictHostKeyChecking yes',
    ]);
    const reach = await connect(file, 'reach');
    expect(reach.failure).toBeNull();
    expect(phase(reach, 'proxy-command')).toMatchObject({ state: 'executable', foundAt: relay });
    await expect(readFile(`${lab.folder}/ran`)).rejects.toThrow();
    expect((await connect(file, 'session')).failure).toBeNull();
    expect(await readFile(`${lab.folder}/ran`, 'utf8')).toBe('ran\n');
  });

  test.for([
    {
      what: 'resets at once',
      act: (s: Socket) => void setTimeout(() => s.resetAndDestroy(), 30),
      kinds: ['ssh.banner-reset', 'ssh.banner-reset'],
    },
    { what: 'closes at once', act: (s: Socket) => void setTimeout(() => s.end(), 30), kinds: ['ssh.banner-closed', 'ssh.banner-closed'] },
    { what: 'sends nothing', act: () => {}, kinds: ['ssh.banner-timeout', 'ssh.banner-timeout'] },
    {
      what: 'sends a block page',
      act: (s: Socket) => void s.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n'),
      kinds: ['ssh.not-ssh', 'ssh.not-ssh'],
    },
    { what: 'speaks TLS', act: (s: Socket) => void s.end(Buffer.from([21, 3, 1, 0, 2, 2, 80, 10])), kinds: ['ssh.not-ssh', 'ssh.not-ssh'] },
    {
      what: 'resets after the banner',
      act: (s: Socket) => void s.once('data', () => s.resetAndDestroy()).write('SSH-2.0-OpenSSH_9.2p1\r\n'),
      kinds: ['ssh.cut-after-banner', 'ssh.cut-after-banner'],
    },
    {
      what: 'sends nothing after the banner',
      act: (s: Socket) => void s.write('SSH-2.0-OpenSSH_9.2p1\r\n'),
      kinds: ['ssh.kex-timeout', 'ssh.session-failed'],
    },
  ])('is classified if the server $what', async ({ act, kinds }) => {
    expect(await both(await config(address(await farEnd(act))))).toEqual(kinds);
  });

  test('is refused at a closed port', async () => {
    const gone = await listen(() => {});
    await gone.close();
    expect(await both(await config(address(gone.port)))).toEqual(['tcp.refused', 'tcp.refused']);
  });

  test("is reported with the server's algorithms if no key-exchange algorithm is shared", async () => {
    const strict = await lab.sshd({ hostKey, extra: ['KexAlgorithms diffie-hellman-group14-sha1'] });
    const file = await config(address(strict, 'KexAlgorithms curve25519-sha256'));
    expect(await both(file)).toEqual(['ssh.no-common-algorithm', 'ssh.no-common-algorithm']);
    expect(phase(await connect(file, 'reach'), 'kex')?.offered).toMatchObject({
      kind: 'key-exchange',
      names: expect.arrayContaining(['diffie-hellman-group14-sha1']),
    });
  });

  test("does not fail if the ssh2 library does not support the server's algorithms but the client does", async () => {
    const modern = await lab.sshd({ hostKey, accepts: [key], extra: ['KexAlgorithms sntrup761x25519-sha512@openssh.com'] });
    await lab.file('known-modern', `[127.0.0.1]:${modern} ${hostKey.line}\n`);
    expect(await both(await config([`UserKnownHostsFile ${lab.folder}/known-modern`, ...address(modern)]))).toEqual([null, null]);
  });

  test('fails for an unknown host key only if checking is strict, and writes nothing', async () => {
    const empty = await lab.file('known-empty', '');
    const file = (strict: string) => config([`UserKnownHostsFile ${empty}`, `StrictHostKeyChecking ${strict}`, ...address(port)]);
    expect(await both(await file('yes'))).toEqual(['ssh.host-key-unknown', 'ssh.host-key-unknown']);
    expect(await both(await file('ask'))).toEqual([null, null]);
    expect(await both(await file('no'))).toEqual([null, null]);
    expect(await readFile(empty, 'utf8')).toBe('');
  });

  test('is reported with the line in the user’s known_hosts if the host key has changed', async () => {
    const other = await lab.key('other-host');
    const changed = await lab.file('known-changed', `# first\n[127.0.0.1]:${port} ${other.line}\n`);
    const file = await config([`UserKnownHostsFile ${changed}`, ...address(port)]);
    expect(await both(file)).toEqual(['ssh.host-key-changed', 'ssh.host-key-changed']);
    expect(phase(await connect(file, 'reach'), 'kex')?.knownAt).toEqual({ file: changed, line: 2 });
    expect(phase(await connect(file, 'session'), 'ssh-session')?.offendingKey).toEqual({ file: changed, line: 2 });
  });

  test('is reported with a reason for each key that fails', async () => {
    const stranger = await lab.key('stranger');
    const locked = await lab.key('locked', { passphrase: 'planted-passphrase' });
    const openKey = await lab.key('open');
    const lets = await lab.sshd({ hostKey, accepts: [locked, openKey] });
    await chmod(openKey.path, 0o644);
    const session = async (at: number, path: string) => {
      const file = await config([`IdentityFile ${path}`, 'HostName 127.0.0.1', `Port ${at}`, 'StrictHostKeyChecking no']);
      return connect(file, 'session');
    };
    expect((await session(port, stranger.path)).failure?.kind).toBe('ssh.permission-denied');
    expect((await session(port, `${lab.folder}/gone`)).failure?.kind).toBe('ssh.key-missing');
    expect((await session(lets, openKey.path)).failure?.kind).toBe('ssh.key-too-open');
    const seen = await session(lets, locked.path);
    expect(seen.failure?.kind).toBe('ssh.key-locked');
    expect(JSON.stringify(seen)).not.toContain('planted-passphrase');
  });

  test('is reported when an agent holds too many keys', async () => {
    const few = await lab.sshd({ hostKey, accepts: [key], extra: ['MaxAuthTries 3'] });
    const socket = `${lab.folder}/agent`;
    const agent = spawnSync('ssh-agent', ['-a', socket, '-s'], { encoding: 'utf8' });
    const pid = Number(/SSH_AGENT_PID=(\d+)/.exec(agent.stdout)?.[1]);
    try {
      for (let n = 0; n < 5; n += 1) {
        const spare = await lab.key(`spare-${n}`);
        spawnSync('ssh-add', ['-q', spare.path], { env: { ...process.env, SSH_AUTH_SOCK: socket } });
      }
      const file = await config(
        ['IdentitiesOnly no', `IdentityAgent ${socket}`, ...address(few, ''), 'StrictHostKeyChecking no'].map((line) =>
          line.replace('StrictHostKeyChecking yes', 'StrictHostKeyChecking no'),
        ),
      );
      const seen = await connect(file, 'session');
      expect([seen.failure?.kind, phase(seen, 'ssh-session')?.keysOffered]).toEqual(['ssh.too-many-keys', 3]);
      expect(JSON.stringify(seen)).not.toContain(socket);
    } finally {
      process.kill(pid);
      await rm(socket, { force: true });
    }
  });

  test('is classified if its ProxyCommand is missing, not executable, exits early or hangs', async () => {
    const refused = await lab.file('no-exec', '#!/bin/sh\n', 0o644);
    const loggedOut = await lab.file('logged-out', '#!/bin/sh\necho "planted-token: not logged in" >&2\nexit 1\n', 0o755);
    const hangs = await lab.file('hangs', '#!/bin/sh\nexec sleep 60\n', 0o755);
    const kinds = async (command: string) => both(await config([`ProxyCommand ${command}`, 'StrictHostKeyChecking no']));
    expect(await kinds('/opt/gone/gitpod ssh %h')).toEqual(['ssh.proxy-command-missing', 'ssh.proxy-command-missing']);
    expect(await kinds('gitpod-is-not-here ssh %h')).toEqual(['ssh.proxy-command-missing', 'ssh.proxy-command-missing']);
    expect(await kinds(`${refused} ssh %h`)).toEqual(['ssh.proxy-command-missing', 'ssh.proxy-command-missing']);
    expect(await kinds(`${loggedOut} ssh %h`)).toEqual([null, 'ssh.proxy-command-failed']);
    expect(await kinds(`${hangs} ssh %h`)).toEqual([null, 'ssh.proxy-command-timeout']);
    const seen = await connect(await config([`ProxyCommand ${loggedOut}`]), 'session');
    expect(JSON.stringify(seen)).not.toContain('planted-token');
  });
});
