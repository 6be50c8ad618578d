/** If these fail, a server's answer is misread and the wrong cause reported. Each primitive meets real servers and faults. */
import { spawnSync } from 'node:child_process';
import { connect, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { processorMs } from '../../../model/testing/processor-time.ts';
import { type Listening, listen } from '../../testing/pretend.ts';
import { type SshLab, sshLabLacks, startSshLab } from '../../testing/sshd.ts';
import { CLIENT_BANNER, readBanner } from './banner.ts';
import { exchangeKeys } from './key-exchange.ts';
import { checkHostKey, fingerprint, hostKeyOf, knownKeyTypes } from './known-hosts.ts';
import { findProgram, programName } from './program.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

const never = new AbortController().signal;

async function farEnd(act: (socket: Socket) => void): Promise<number> {
  const listening: Listening = await listen(act);
  open.push(listening);
  return listening.port;
}

async function dialled(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  open.push({ close: async () => void socket.destroy() });
  return socket;
}

describe('the banner', () => {
  const cases: { what: string; act(socket: Socket): unknown; expected: object }[] = [
    {
      what: 'a server',
      act: (s) => s.write('SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n'),
      expected: { how: 'banner', version: 'SSH-2.0-OpenSSH_9.2p1', linesBefore: 0 },
    },
    {
      what: 'lines before the banner',
      act: (s) => s.write('update available\nhello\r\nSSH-2.0-x\n'),
      expected: { how: 'banner', linesBefore: 2 },
    },
    { what: 'SSH protocol 1', act: (s) => s.write('SSH-1.5-old\n'), expected: { how: 'not-ssh', speaks: 'ssh-1' } },
    { what: 'a block page', act: (s) => s.end('HTTP/1.1 403 Forbidden\r\n\r\n'), expected: { how: 'not-ssh', speaks: 'http' } },
    { what: 'a TLS alert', act: (s) => s.end(Buffer.from([21, 3, 1, 0, 2, 2, 80])), expected: { how: 'not-ssh', speaks: 'tls' } },
    { what: 'an early close', act: (s) => s.end(), expected: { how: 'closed' } },
    { what: 'a reset', act: (s) => setTimeout(() => s.resetAndDestroy(), 50), expected: { how: 'reset' } },
    {
      what: 'another protocol, then a close',
      act: (s) => s.end('220 mail ready\r\n'),
      expected: { how: 'not-ssh', speaks: 'other', ended: 'closed' },
    },
    { what: 'no data', act: () => {}, expected: { how: 'silent' } },
    {
      what: 'a server that waits for the client',
      act: (s) => s.once('data', () => s.write('HTTP/1.1 400 Bad Request\r\n\r\n')),
      expected: { how: 'not-ssh', speaks: 'http' },
    },
  ];
  test.for(cases)('is read from $what', async ({ act, expected }) => {
    const socket = await dialled(await farEnd(act));
    expect(await readBanner(socket, 300, never)).toMatchObject(expected);
  });

  test('is read up to a limit from a server that never ends its line', async () => {
    const port = await farEnd((s) => {
      const more = () => s.writable && s.write(Buffer.alloc(16_384, 'x'), more);
      more();
    });
    expect(await readBanner(await dialled(port), 5000, never)).toMatchObject({ how: 'not-ssh', speaks: 'other' });
  });

  test('is read before anything is sent to the server', async () => {
    let heard = '';
    const port = await farEnd((s) => s.on('data', (chunk) => (heard += chunk)).write('SSH-2.0-x\r\n'));
    await readBanner(await dialled(port), 300, never);
    expect(heard).not.toContain(CLIENT_BANNER);
  });
});

describe('known_hosts', () => {
  const a = { type: 'ssh-ed25519', base64: 'AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' };
  const b = { ...a, base64: a.base64.replace(/.$/, 'B') };
  const file = (text: string) => [{ path: 'known_hosts', text }];
  const cases: { what: string; text: string; host: string; port: number; state: string; line: number | null }[] = [
    { what: 'a plain name', text: `# c\nhost.example ${a.type} ${a.base64}\n`, host: 'Host.Example', port: 22, state: 'known', line: 2 },
    { what: 'another key', text: `host.example ${b.type} ${b.base64}`, host: 'host.example', port: 22, state: 'changed', line: 1 },
    { what: 'an unlisted host', text: '', host: 'host.example', port: 22, state: 'unknown', line: null },
    {
      what: 'only another key type',
      text: `host.example ssh-rsa ${b.base64}`,
      host: 'host.example',
      port: 22,
      state: 'unknown',
      line: null,
    },
    {
      what: 'a name with its port',
      text: `[host.example]:2222 ${a.type} ${a.base64}`,
      host: 'host.example',
      port: 2222,
      state: 'known',
      line: 1,
    },
    {
      what: 'another port',
      text: `[host.example]:2223 ${a.type} ${b.base64}`,
      host: 'host.example',
      port: 2222,
      state: 'unknown',
      line: null,
    },
    {
      what: 'a name without the port',
      text: `host.example ${a.type} ${a.base64}`,
      host: 'host.example',
      port: 2222,
      state: 'known',
      line: 1,
    },
    { what: 'a pattern', text: `*.example,!bad.example ${a.type} ${a.base64}`, host: 'host.example', port: 22, state: 'known', line: 1 },
    {
      what: 'a negated pattern',
      text: `*.example,!host.example ${a.type} ${a.base64}`,
      host: 'host.example',
      port: 22,
      state: 'unknown',
      line: null,
    },
    { what: 'a revoked key', text: `@revoked * ${a.type} ${a.base64}`, host: 'host.example', port: 22, state: 'revoked', line: 1 },
    { what: 'a CA', text: `@cert-authority * ${b.type} ${b.base64}`, host: 'host.example', port: 22, state: 'unknown', line: null },
    { what: 'either of two keys', text: `h ${b.type} ${b.base64}\nh ${a.type} ${a.base64}`, host: 'h', port: 22, state: 'known', line: 2 },
  ];
  test.for(cases)('is read as the client reads it: $what', ({ text, host, port, state, line }) => {
    const found = checkHostKey(file(text), host, port, a);
    expect([found.state, found.line?.line ?? null]).toEqual([state, line]);
  });

  test('is matched quickly against a pattern built to backtrack', () => {
    const text = `${'*a'.repeat(40)}b ${a.type} ${a.base64}`;
    expect(processorMs(() => checkHostKey(file(text), 'a'.repeat(200), 22, a))).toBeLessThan(500);
  });
});

test('the program of a command is found as a shell finds it, and is unknown when only a shell can expand the command', async () => {
  const names: [string, string | null][] = [
    ['exec /opt/gitpod environment ssh x', '/opt/gitpod'],
    ['"/opt/My Tools/gitpod" x', '/opt/My Tools/gitpod'],
    ['FOO=1 exec gitpod x', 'gitpod'],
    ['/opt/a\\ b/gitpod x', '/opt/a b/gitpod'],
    ['$HOME/bin/gitpod x', null],
    ['sh -c "x"', 'sh'],
    ['(cd /; gitpod)', null],
    ['', null],
  ];
  for (const [command, name] of names) expect(programName(command, false)).toBe(name);
  expect(programName('C:\\Tools\\gitpod.exe x', true)).toBe('C:\\Tools\\gitpod.exe');
  const on = (PATH: string) => ({ platform: process.platform, environment: { PATH } });
  expect(await findProgram('sh -c true', on('/nowhere:/bin'))).toEqual({ name: 'sh', path: '/bin/sh', state: 'found' });
  expect(await findProgram('gitpod-gone x', on('/bin'))).toMatchObject({ state: 'not-on-path' });
  expect(await findProgram('/opt/gone/gitpod x', on('/bin'))).toMatchObject({ state: 'missing' });
  expect(await findProgram('/etc/passwd x', on('/bin'))).toMatchObject({ state: 'not-executable' });
});

const lacks = sshLabLacks();
if (lacks !== null) process.stderr.write(`SKIPPED: the key exchange with a real server, because ${lacks}\n`);
describe.skipIf(lacks !== null)('the key exchange with a real sshd', () => {
  let lab: SshLab;
  beforeAll(async () => {
    lab = await startSshLab();
  });
  afterAll(() => lab.close());

  test('obtains the host key as ssh-keygen prints it, and finds it in a hashed known_hosts', async () => {
    const hostKey = await lab.key('host-a');
    const port = await lab.sshd({ hostKey });
    const exchange = await exchangeKeys(await dialled(port), [], 5000, never);
    if (exchange.how !== 'host-key') throw new Error(exchange.how);
    expect(spawnSync('ssh-keygen', ['-lf', hostKey.path], { encoding: 'utf8' }).stdout).toContain(fingerprint(exchange.key));
    const path = await lab.file('hashed', `[127.0.0.1]:${port} ${hostKey.line}\nother.example ${hostKey.line}\n`);
    spawnSync('ssh-keygen', ['-H', '-f', path]);
    const text = spawnSync('cat', [path], { encoding: 'utf8' }).stdout;
    expect(text).toContain('|1|');
    expect(checkHostKey([{ path, text }], '127.0.0.1', port, exchange.key)).toEqual({ state: 'known', line: { file: path, line: 1 } });
    expect(knownKeyTypes([{ path, text }], '127.0.0.1', port)).toEqual(['ssh-ed25519']);
    expect(exchange.offer.keyExchange.length).toBeGreaterThan(0);
  });

  test('requests the type of the known key, as the client does', async () => {
    const ed25519 = await lab.key('host-b');
    const rsa = await lab.key('host-c', { type: 'rsa' });
    const port = await lab.sshd({ hostKey: ed25519, extra: [`HostKey ${rsa.path}`] });
    expect(await exchangeKeys(await dialled(port), ['ssh-rsa'], 5000, never)).toMatchObject({ how: 'host-key', key: { type: 'ssh-rsa' } });
  });

  test("reports the server's algorithms when none is shared", async () => {
    const port = await lab.sshd({ extra: ['KexAlgorithms sntrup761x25519-sha512@openssh.com'] });
    expect(await exchangeKeys(await dialled(port), [], 5000, never)).toMatchObject({
      how: 'no-common',
      offer: { keyExchange: ['sntrup761x25519-sha512@openssh.com', expect.anything()] },
    });
  });

  test.for([
    { what: 'a reset', act: (s: Socket) => s.resetAndDestroy(), expected: { how: 'cut', by: 'reset' } },
    { what: 'a closed connection', act: (s: Socket) => s.end(), expected: { how: 'cut', by: 'closed' } },
    { what: 'no data', act: () => {}, expected: { how: 'silent' } },
  ])('reports $what after the banner', async ({ act, expected }) => {
    const port = await farEnd((s) => s.once('data', () => act(s)).write('SSH-2.0-x\r\n'));
    expect(await exchangeKeys(await dialled(port), [], 500, never)).toMatchObject(expected);
  });
});

test('a key blob of any bytes is read without throwing', () => {
  expect(hostKeyOf(Buffer.from([0, 0]))).toMatchObject({ type: '' });
});
