/** If these fail, a key is described wrongly, or more of it is read than its public header. */
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { queryAgent } from './agent.ts';
import { findControlProblem } from './control-path.ts';
import { accountHome } from './home.ts';
import { readKeyHeader } from './key-header.ts';
import { factsOf, write } from './testing/reading.ts';
import { hasSsh, temporaryFolder } from './testing/real-ssh.ts';

const uid = process.getuid?.() ?? -1;
const home = (environment: Record<string, string> = {}) => accountHome({ environment, configFile: null });

describe.runIf(hasSsh)('key files', () => {
  const place = temporaryFolder();
  const at = (name: string) => join(place.folder, name);
  const generate = (name: string, ...args: string[]) =>
    execFileSync('ssh-keygen', ['-q', '-f', at(name), '-C', '', ...args], { stdio: 'ignore' });
  const fingerprint = (name: string) => execFileSync('ssh-keygen', ['-lf', at(name)], { encoding: 'utf8' }).split(' ')[1];
  beforeAll(() => {
    generate('open', '-t', 'ed25519', '-N', '');
    generate('locked', '-t', 'ecdsa', '-N', 'planted-passphrase');
    generate('rsa', '-t', 'rsa', '-b', '2048', '-N', '');
    generate('pem', '-t', 'rsa', '-b', '2048', '-N', '', '-m', 'PEM');
    generate('pem-locked', '-t', 'rsa', '-b', '2048', '-N', 'planted-passphrase', '-m', 'PEM');
    generate('pkcs8', '-t', 'rsa', '-b', '2048', '-N', 'planted-passphrase', '-m', 'PKCS8');
    generate('shared', '-t', 'ed25519', '-N', '');
    chmodSync(at('shared'), 0o644);
    writeFileSync(at('note'), 'remember the milk\n', { mode: 0o600 });
    writeFileSync(at('broken'), '-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n', { mode: 0o600 });
  });
  afterAll(() => place.remove());

  it.each([
    ['open', 'usable', 'ssh-ed25519'],
    ['rsa', 'usable', 'ssh-rsa'],
    ['locked', 'locked', 'ecdsa-sha2-nistp256'],
    ['pem', 'usable', 'ssh-rsa'],
    ['pem-locked', 'locked', 'ssh-rsa'],
    ['pkcs8', 'locked', 'ssh-rsa'],
    ['shared', 'too-open', 'ssh-ed25519'],
    ['open.pub', 'public-half', 'ssh-ed25519'],
  ])('are described by state and type: %s is %s', async (name, state, type) => {
    expect(await readKeyHeader(at(name), uid)).toMatchObject({ state, type, fingerprint: fingerprint(name) });
  });

  it.each([
    ['note', 'not-a-key'],
    ['broken', 'not-a-key'],
    ['nowhere', 'missing'],
    ['.', 'not-a-key'],
  ])('are recognised as unusable: %s is %s', async (name, state) => {
    expect(await readKeyHeader(at(name), uid)).toMatchObject({ state, type: null, fingerprint: null });
  });

  it('are read only up to the public key in OpenSSH’s private format', async () => {
    const whole = readFileSync(at('open'), 'latin1');
    const publicKey = Buffer.from(readFileSync(at('open.pub'), 'latin1').split(' ')[1] ?? '', 'base64');
    const body = Buffer.from(whole.split('\n').slice(1, -2).join(''), 'base64');
    const lastCharacter = Math.ceil((body.indexOf(publicKey) + publicKey.length) / 3) * 4;
    const header = whole.indexOf('\n') + 1;
    const shown = [...whole.matchAll(/[A-Za-z0-9+/=]/g)].filter(({ index }) => index >= header)[lastCharacter - 1]?.index ?? 0;
    // A character that is not base64 ends the reading at once.
    writeFileSync(at('cut'), `${whole.slice(0, shown + 1)}${'!'.repeat(400)}`, { mode: 0o600 });
    expect(await readKeyHeader(at('cut'), uid)).toMatchObject({ state: 'usable', fingerprint: fingerprint('open') });
    writeFileSync(at('cut'), `${whole.slice(0, shown)}${'!'.repeat(400)}`, { mode: 0o600 });
    expect((await readKeyHeader(at('cut'), uid)).state).toBe('not-a-key');
  });

  it('are listed for an alias with path, type and public fingerprint only', async () => {
    const { config } = write(place.folder, {
      config: 'Host *\n  IdentityFile FOLDER/open\n  IdentityFile FOLDER/nowhere\n  IdentityFile FOLDER/%r-%%key\n',
    });
    const facts = await factsOf(config, 'me@w1.gitpod.remote');
    expect(facts.identities).toMatchObject([
      { path: at('open'), state: 'usable', fingerprint: fingerprint('open'), source: { line: 2 }, inAgent: null },
      { path: at('nowhere'), state: 'missing', source: { line: 3 } },
      { path: at('me-%key'), state: 'missing', source: { line: 4 } },
    ]);
    const secret = readFileSync(at('open'), 'latin1').split('\n').slice(2, -2);
    for (const line of secret) expect(JSON.stringify(facts)).not.toContain(line);
  });

  describe('an agent', () => {
    let agent: ChildProcess;
    const socket = at('agent.sock');
    beforeAll(async () => {
      agent = spawn('ssh-agent', ['-D', '-a', socket], { stdio: 'ignore' });
      await vi.waitFor(() => execFileSync('ssh-add', [at('open')], { env: { ...process.env, SSH_AUTH_SOCK: socket }, stdio: 'ignore' }), {
        timeout: 10_000,
      });
    });
    afterAll(() => agent.kill());

    it('is reported with its number of keys and the files it holds, without its socket path', async () => {
      const { config } = write(place.folder, { config: 'IdentityFile FOLDER/open\nIdentityFile FOLDER/rsa\n' });
      const facts = await factsOf(config, 'w1.gitpod.remote', { environment: { SSH_AUTH_SOCK: socket } });
      expect(facts.agent).toEqual({ state: 'answers', keys: 1 });
      expect(facts.identities.map(({ inAgent }) => inAgent)).toEqual([true, false]);
      expect(JSON.stringify(facts)).not.toContain('agent.sock');
    });

    it('is reported as disabled, missing or gone', async () => {
      expect(await queryAgent('none', home({ SSH_AUTH_SOCK: socket }))).toMatchObject({ state: 'none' });
      expect(await queryAgent(null, home())).toMatchObject({ state: process.platform === 'win32' ? 'unreachable' : 'absent' });
      expect(await queryAgent(null, home({ SSH_AUTH_SOCK: at('no.sock') }))).toMatchObject({ state: 'unreachable', keys: null });
      expect(await queryAgent('$OTHER', home({ OTHER: socket }))).toMatchObject({ state: 'answers', keys: 1 });
    });

    it('is reported as unreachable if it sends invalid data or nothing', async () => {
      const servers: Server[] = [];
      const listen = async (name: string, answer: Buffer) => {
        const server = createServer((peer) => peer.on('error', () => {}).write(answer)).listen(at(name));
        servers.push(server);
        await new Promise((ready) => server.once('listening', ready));
        return home({ SSH_AUTH_SOCK: at(name) });
      };
      const claim = Buffer.from([0, 0, 0, 9, 12, 0, 0, 0, 200, 255, 255, 255, 255]);
      expect(await queryAgent(null, await listen('liar.sock', claim))).toMatchObject({ state: 'unreachable' });
      expect(await queryAgent(null, await listen('flood.sock', Buffer.alloc(600_000, 127)))).toMatchObject({ state: 'unreachable' });
      expect(await queryAgent(null, await listen('silent.sock', Buffer.alloc(0)))).toMatchObject({ state: 'unreachable' });
      for (const server of servers) server.close();
    });
  });

  describe('shared connections', () => {
    const settings = async (path: string, master = 'auto') => {
      const { config } = write(place.folder, { config: `ControlMaster ${master}\nControlPath ${path}\n` });
      const { effective } = await factsOf(config, 'w1.gitpod.remote');
      if (effective === null) throw new Error('no answer');
      return findControlProblem(effective, home());
    };
    const long = 'x'.repeat(100);

    it.each([
      ['an existing folder', 'FOLDER/%C', 'auto', null],
      ['a missing folder', 'FOLDER/cm/%C', 'auto', 'folder-missing'],
      ['a missing folder without ControlMaster', 'FOLDER/cm/%C', 'no', null],
      ['a path too long for a socket', `/tmp/${long}`, 'auto', 'path-too-long'],
      ["a file at the socket's path", 'FOLDER/note', 'auto', 'not-a-socket'],
      ['none', 'none', 'auto', null],
    ])('are reported only when their ControlPath cannot hold a socket: %s', async (_, path, master, problem) => {
      expect(await settings(path, master)).toBe(problem);
    });

    it('report a socket without a listener as stale', async () => {
      const server = createServer().listen(at('live'));
      await new Promise((ready) => server.once('listening', ready));
      expect(await settings('FOLDER/live')).toBeNull();
      server.close();
      // Killed, so that it cannot remove its socket.
      const left = 'require("net").createServer().listen(process.argv[1], () => process.kill(process.pid, "SIGKILL"))';
      spawnSync(process.execPath, ['-e', left, at('stale')]);
      expect(await settings('FOLDER/stale')).toBe('stale-socket');
    });
  });
});
