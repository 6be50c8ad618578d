/**
 * More faults of an alias, from its file to its finding, with the real client: overriding sections, keys, agents, shared connections, names
 * without a section. If one fails, a user changes the wrong thing.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmod, mkdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pretend } from '../../src/probes/testing/pretend.ts';
import { type KeyPair, type SshLab, sshLabLacks, startSshLab } from '../../src/probes/testing/sshd.ts';
import { type Found, found, machine } from '../support/ssh-found.ts';

const lacks = sshLabLacks();
if (lacks !== null) process.stderr.write(`SKIPPED: causes of SSH aliases, because ${lacks}\n`);

const ADDRESSED = 'x1.gitpod.remote';
const PROXIED = 'x1.gitpod.environment';

describe.skipIf(lacks !== null)('the cause of a failing SSH alias', { timeout: 60_000 }, () => {
  let lab: SshLab;
  let key: KeyPair;
  let hostKey: KeyPair;
  let port: number;
  let relay: string;
  let count = 0;

  beforeAll(async () => {
    lab = await startSshLab();
    [key, hostKey] = [await lab.key('id'), await lab.key('host')];
    port = await lab.sshd({ hostKey, accepts: [key] });
    await lab.file(
      'relay.cjs',
      `const s = require('node:net').connect(${port}, '127.0.0.1'); process.stdin.pipe(s); s.pipe(process.stdout);`,
    );
    relay = `${process.execPath} ${lab.folder}/relay.cjs`;
  });
  afterAll(() => lab.close());

  const written = (text: string) => {
    count += 1;
    return lab.file(`causes-${count}`, text);
  };
  const login = (user = lab.user, path = key.path) =>
    `  User ${user}\n  IdentityFile ${path}\n  IdentitiesOnly yes\n  IdentityAgent none\n  StrictHostKeyChecking no\n  UserKnownHostsFile none\n`;
  const address = (at = port) => `Host ${ADDRESSED}\n  HostName 127.0.0.1\n  Port ${at}\n`;
  const ours = (command = relay) => `Host *.gitpod.environment\n  ProxyCommand ${command}\n${login()}`;
  const at = ({ findings }: Found) => findings.find(({ causedBy }) => causedBy === null)?.evidence.join(' ') ?? '';

  test('is a missing client, and nothing else, when ssh is not installed', async () => {
    await mkdir(`${lab.folder}/empty`, { recursive: true });
    const seen = await found(await written(address() + login()), ADDRESSED, { world: machine({ PATH: `${lab.folder}/empty` }) });
    expect(seen).toMatchObject({ roots: ['ssh-client-missing'], verdict: 'unmet' });
    expect(at(seen)).toContain(`ssh would connect to 127.0.0.1 port ${port} (estimated from the files`);
  });

  describe('an earlier section of the SSH configuration', () => {
    test('is the cause when it sets another ProxyCommand', async () => {
      const file = await written(`Host *\n  ProxyCommand /opt/corp/connect %h\n${ours()}`);
      const seen = await found(file, PROXIED);
      expect(seen).toMatchObject({ roots: ['ssh-setting-overridden'], verdict: 'unmet' });
      expect(seen.findings.map(({ name, confidence }) => [name, confidence])).toContainEqual(['ssh-setting-overridden', 'certain']);
      expect(at(seen)).toContain(`ProxyCommand at ${file}:4 is ignored: the line at ${file}:2 comes first`);
    });

    test('is the cause when it sets another user', async () => {
      const file = await written(`Host *\n  User nobody-of-that-name\n${ours()}`);
      expect(await found(file, PROXIED)).toMatchObject({ roots: ['ssh-setting-overridden'], verdict: 'unmet' });
    });

    test('is the cause when it sets another port', async () => {
      const file = await written(`Host *\n  Port 9\n${address()}${login()}`);
      const seen = await found(file, ADDRESSED);
      expect(seen.roots).toEqual(['ssh-setting-overridden']);
      expect(at(seen)).toContain(`Port at ${file}:5`);
    });

    test('is the cause when an Include before the section sets a jump host', async () => {
      const first = await written('Host *\n  ProxyJump 127.0.0.1:9\n');
      const file = await written(`Include ${first}\n${ours()}`);
      const seen = await found(file, PROXIED);
      expect(seen.roots).toEqual(['ssh-setting-overridden']);
      expect(at(seen)).toContain(`ProxyCommand at ${file}:3 is ignored: ProxyJump at ${first}:2 comes first`);
    });

    test('is not blamed for a closed port when it sets only the user', async () => {
      const seen = await found(await written(`Host *\n  User me\n${address(9)}${login()}`), ADDRESSED);
      expect(seen.findings.map(({ name, confidence, severity }) => [name, confidence, severity])).toEqual([
        ['ssh-port-blocked', 'possible', 'blocker'],
        ['ssh-setting-overridden', 'possible', 'advice'],
      ]);
    });

    test('gives no finding when it sets the user and the login works', async () => {
      const file = await written(`Host *\n  User ${lab.user}\n${ours().replace(`User ${lab.user}`, 'User gitpod_devcontainer')}`);
      expect(await found(file, PROXIED)).toMatchObject({ roots: [], verdict: 'met' });
    });
  });

  describe('SSH config sections of both the gitpod and the ona CLI', () => {
    const both = async (older: string, newer: string) => {
      await mkdir(`${lab.folder}/gitpod`, { recursive: true });
      await mkdir(`${lab.folder}/ona`, { recursive: true });
      const [gitpod, ona] = [await lab.file('gitpod/config', ours(older)), await lab.file('ona/config', ours(newer))];
      return { gitpod, ona, file: await written(`Include ${gitpod}\nInclude ${ona}\n`) };
    };

    test('give ssh-two-generations when the CLI of the first section is missing and the CLI of the second works', async () => {
      const { file, gitpod, ona } = await both('/opt/old/gitpod environment ssh %h --proxy-connect', relay);
      const seen = await found(file, PROXIED);
      expect(seen).toMatchObject({ roots: ['ssh-two-generations'], verdict: 'unmet' });
      expect(at(seen)).toContain(`ProxyCommand at ${ona}:2 is ignored: the line at ${gitpod}:2 comes first`);
    });

    test('give ssh-two-generations when the CLI of the first section is logged out', async () => {
      const { file } = await both('/bin/sh -c "exit 1"', relay);
      expect((await found(file, PROXIED)).roots).toEqual(['ssh-two-generations']);
    });

    test('give no finding when the CLI of the first section works', async () => {
      const { file } = await both(relay, '/opt/gone/ona environment ssh %h --proxy-connect');
      expect(await found(file, PROXIED)).toMatchObject({ roots: [], verdict: 'met' });
    });

    test('give a possible ssh-two-generations and an inconclusive requirement when neither CLI was run', async () => {
      const { file } = await both(relay, '/opt/gone/ona environment ssh %h --proxy-connect');
      const { findings, verdict } = await found(file, PROXIED, { consents: [] });
      expect(findings.map(({ name, confidence, severity }) => [name, confidence, severity])).toEqual([
        ['ssh-two-generations', 'possible', 'degraded'],
      ]);
      expect(verdict).toBe('unknown');
    });
  });

  test('is absent when two sections complement each other', async () => {
    const file = await written(`${address()}  User ${lab.user}\n\nHost *.gitpod.remote\n${login('other')}`);
    expect(await found(file, ADDRESSED, { consents: [] })).toMatchObject({ roots: [], verdict: 'met' });
  });

  test('is a stale address when an old address comes before the current one', async () => {
    const file = await written(`${address(9)}${login()}${address()}${login()}`.replace('127.0.0.1', '127.0.0.2'));
    const seen = await found(file, ADDRESSED);
    expect(seen).toMatchObject({ roots: ['ssh-address-stale'], verdict: 'unmet' });
    expect(at(seen)).toContain(`${file}:2`);
  });

  test('is a blocked port, not a stale address, when a wildcard section only adds common settings', async () => {
    const file = await written(`Host *.gitpod.remote\n${login()}${address(9)}`);
    expect((await found(file, ADDRESSED)).roots).toEqual(['ssh-port-blocked']);
  });

  test('is a port that does not answer when connections are dropped', async () => {
    const full = await fullBacklog();
    try {
      const seen = await found(await written(address(full.port) + login()), ADDRESSED);
      expect(seen).toMatchObject({ roots: ['ssh-port-blocked'], verdict: 'unmet' });
      expect(at(seen)).toContain('no answer to the connection');
    } finally {
      full.end();
    }
  });

  describe('the key of an alias', () => {
    test('is reported as missing when the file does not exist', async () => {
      const seen = await found(await written(address() + login(lab.user, `${lab.folder}/gone`)), ADDRESSED);
      expect(seen).toMatchObject({ roots: ['ssh-identity-unusable'], verdict: 'unmet' });
      expect(at(seen)).toContain(`${lab.folder}/gone does not exist`);
    });

    test('is reported as readable by others when its mode is too open', async () => {
      const open = await lab.key('open-to-all');
      const own = await lab.sshd({ hostKey, accepts: [open] });
      await chmod(open.path, 0o644);
      const seen = await found(await written(address(own) + login(lab.user, open.path)), ADDRESSED);
      expect(seen).toMatchObject({ roots: ['ssh-identity-unusable'], verdict: 'unmet' });
      expect(at(seen)).toContain('can be read by other users');
    });

    test('is reported when the agent offers it only after too many other keys', async () => {
      const few = await lab.sshd({ hostKey, accepts: [key], extra: ['MaxAuthTries 3'] });
      const agent = startAgent(`${lab.folder}/agent-socket`);
      try {
        for (let n = 0; n < 5; n += 1) agent.add((await lab.key(`spare-${n}`)).path);
        const settings = login()
          .replace('IdentitiesOnly yes', 'IdentitiesOnly no')
          .replace('IdentityAgent none', `IdentityAgent ${agent.socket}`);
        const seen = await found(await written(address(few) + settings), ADDRESSED);
        expect(seen).toMatchObject({ roots: ['ssh-too-many-keys'], verdict: 'unmet' });
        expect(seen.all).not.toContain(agent.socket);
        const shadowed = await found(
          await written(`Host *\n  IdentitiesOnly no\n  IdentityAgent ${agent.socket}\n${address(few)}${login()}`),
          ADDRESSED,
        );
        expect(shadowed.roots).toEqual(['ssh-setting-overridden']);
      } finally {
        agent.end();
      }
    });
  });

  test('is an unknown host key, even for an alias with a ProxyCommand', async () => {
    const file = await written(ours().replace('StrictHostKeyChecking no', 'StrictHostKeyChecking yes'));
    const seen = await found(file, PROXIED);
    expect(seen).toMatchObject({ roots: ['ssh-host-key-unknown'], verdict: 'unmet' });
    expect(at(seen)).toContain(`${file}:7`);
  });

  test.each([
    ['a missing folder', 'missing/cm'],
    ['too long a path', `${'long-'.repeat(24)}cm`],
  ])('is an unusable control socket when ControlPath is in %s', async (_what, path) => {
    const file = await written(`${address()}${login()}  ControlMaster auto\n  ControlPath ${lab.folder}/${path}\n`);
    expect(await found(file, ADDRESSED)).toMatchObject({ roots: ['ssh-control-path-unusable'], verdict: 'unmet' });
  });

  test('is an unmatched alias when the alias has capital letters and DNS does not know it', async () => {
    const nobody = await pretend({ names: () => 'NXDOMAIN', environment: { PATH: process.env['PATH'] ?? '' } });
    try {
      const file = await written(ours());
      const seen = await found(file, PROXIED.toUpperCase(), { world: nobody.world });
      expect(seen).toMatchObject({ roots: ['ssh-alias-unmatched'], verdict: 'unmet' });
      expect(at(seen)).toContain(`*.gitpod.environment at ${file}:1: only upper and lower case differ`);
    } finally {
      await nobody.close();
    }
  });

  test('is a missing section, even while a DNS wildcard answers every name', async () => {
    const wildcard = await pretend({ names: () => ({ A: ['10.9.9.9'] }), environment: { PATH: process.env['PATH'] ?? '' } });
    try {
      const { findings } = await found(await written('Host work\n  User me\n'), PROXIED, { world: wildcard.world });
      expect(findings.map(({ name, causedBy }) => [name, causedBy])).toEqual([
        ['ssh-alias-unmatched', null],
        ['ssh-alias-resolves-in-dns', 'GD803'],
      ]);
    } finally {
      await wildcard.close();
    }
  });
});

/** A listener that accepts nothing and whose backlog is full, so the next connection gets no answer. */
async function fullBacklog(): Promise<{ port: number; end(): void }> {
  const code =
    'const s = require("node:net").createServer(); s.listen({ port: 0, host: "127.0.0.1", backlog: 1 }, () => { require("node:fs").writeSync(1, String(s.address().port)); Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0); });';
  const child: ChildProcess = spawn(process.execPath, ['-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
  const port = Number(await new Promise<Buffer>((resolve) => child.stdout?.once('data', resolve)));
  const waiting = Array.from({ length: 8 }, () => connect(port, '127.0.0.1').on('error', () => {}));
  await new Promise((resolve) => waiting[0]?.once('connect', resolve));
  return {
    port,
    end: () => {
      for (const socket of waiting) socket.destroy();
      child.kill('SIGKILL');
    },
  };
}

function startAgent(socket: string): { socket: string; add(path: string): void; end(): void } {
  const { stdout } = spawnSync('ssh-agent', ['-a', socket, '-s'], { encoding: 'utf8' });
  const pid = Number(/SSH_AGENT_PID=(\d+)/.exec(stdout)?.[1]);
  return {
    socket,
    add: (path) => void spawnSync('ssh-add', ['-q', path], { env: { ...process.env, SSH_AUTH_SOCK: socket } }),
    end: () => void process.kill(pid),
  };
}
