/** Situations of SSH aliases: the account's own ~/.ssh, the real client, and a real server or a far end that fails in one way. */
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { dirname } from 'node:path';
import { type DnsReply, startDnsServer } from '../../../src/demo/servers/dns-server.ts';
import { type LoopbackServer, listen } from '../../../src/demo/servers/loopback.ts';
import { type KeyPair, type SshLab, startSshLab } from '../../../src/probes/testing/sshd.ts';
import { must } from '../../lab/processes.ts';
import { leadTo } from '../namespace/network.ts';
import { HOME, type PutUp, type Situation } from '../situation.ts';

const LOOPBACK = '127.0.0.1';
const PROXIED = 'x1.gitpod.environment';
const ADDRESSED = 'x1.gitpod.remote';
const CONFIG = `${HOME}/.ssh/config`;
const GITPOD = `${HOME}/.ssh/gitpod/config`;
const ONA = `${HOME}/.ssh/ona/config`;
/** RFC 5737: nobody has it, and in the namespace whoever is asked there stays silent. */
const NOBODY = '203.0.113.22';

/** A server that lets the account's key in, and what else a situation is made of. */
interface Bench {
  lab: SshLab;
  key: KeyPair;
  hostKey: KeyPair;
  port: number;
  /** Ends with the situation. */
  also(server: { close(): Promise<void> }): void;
}

interface Made {
  files: Readonly<Record<string, string>>;
  values?: Readonly<Record<string, string>>;
  environment?: Readonly<Record<string, string>>;
}

function ssh(make: (bench: Bench) => Made | Promise<Made>, names: (name: string) => DnsReply = () => 'nxdomain'): PutUp {
  return async (): Promise<Situation> => {
    const lab = await startSshLab();
    const [key, hostKey] = [await lab.key('id'), await lab.key('host')];
    const port = await lab.sshd({ hostKey, accepts: [key] });
    const resolver = await startDnsServer(names);
    await leadTo({ endpoints: new Map(), systemResolver: { address: LOOPBACK, port: resolver.port } });
    const open: { close(): Promise<void> }[] = [resolver, lab];
    const { files, values, environment } = await make({ lab, key, hostKey, port, also: (server) => open.unshift(server) });
    for (const [path, text] of Object.entries(files)) write(path, text);
    return {
      environment: { ...environment },
      values: { alias: PROXIED, host: LOOPBACK, port: String(port), 'key file': key.path, ...values },
      close: async () => {
        for (const each of open) await each.close();
      },
    };
  };
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  writeFileSync(path, text, { mode: 0o600 });
}

const INCLUDE = 'Include gitpod/config\n';

/** The lines of a login that works with the bench's own key; what is set before them wins. */
function login({ lab, key }: Bench, keyFile = key.path): string {
  return `  User ${lab.user}\n  IdentityFile ${keyFile}\n  IdentitiesOnly yes\n  IdentityAgent none\n  StrictHostKeyChecking no\n  UserKnownHostsFile /dev/null\n`;
}

/** Gitpod's section for its names; the command talks to the server by itself. */
function section(bench: Bench, command = `/usr/bin/nc ${LOOPBACK} ${bench.port}`, more = ''): string {
  return `Host *.gitpod.environment\n  ProxyCommand ${command}\n${more}${login(bench)}`;
}

interface Address {
  port?: number;
  host?: string;
  /** Lines of its section above those of the login. */
  lines?: string;
  keyFile?: string;
  values?: Readonly<Record<string, string>>;
}

/** An alias that stands for an address. */
function addressed(make: (bench: Bench) => Address | Promise<Address>): PutUp {
  return ssh(async (bench) => {
    const { port = bench.port, host = LOOPBACK, lines = '', keyFile = bench.key.path, values } = await make(bench);
    const text = `Host ${ADDRESSED}\n  HostName ${host}\n  Port ${port}\n${lines}${login(bench, keyFile)}`;
    return { files: { [CONFIG]: text }, values: { alias: ADDRESSED, host, port: String(port), 'key file': keyFile, ...values } };
  });
}

async function farEnd(bench: Bench, act: (socket: Socket) => void): Promise<number> {
  const server: LoopbackServer = await listen(createServer(act));
  bench.also(server);
  return server.port;
}

/** With so many keys that the server gives up before the right one. */
async function fullAgent(bench: Bench): Promise<string> {
  const socket = `${bench.lab.folder}/agent`;
  const said = await must(['ssh-agent', '-a', socket, '-s']);
  const pid = Number(/SSH_AGENT_PID=(\d+)/.exec(said)?.[1]);
  bench.also({ close: async () => void process.kill(pid) });
  for (let n = 0; n < 5; n += 1) {
    const { path } = await bench.lab.key(`spare-${n}`);
    await must(['ssh-add', '-q', path], { environment: { PATH: process.env['PATH'] ?? '', SSH_AUTH_SOCK: socket } });
  }
  return socket;
}

/** A PATH on which nothing lies. */
function withoutSsh(): Made {
  const folder = `${HOME}/bin`;
  mkdirSync(folder);
  return { files: {}, environment: { PATH: folder } };
}

export const SSH_SITUATIONS = {
  'alias by proxy command fine': ssh((bench) => ({
    files: { [CONFIG]: INCLUDE, [GITPOD]: section(bench) },
    values: { program: '/usr/bin/nc' },
  })),
  'alias by address fine': addressed(() => ({ values: { folder: `${HOME}/.ssh` } })),
  'no ssh': ssh(withoutSsh),
  'configuration refused': ssh((bench) => ({
    files: { [CONFIG]: `${INCLUDE}Host build\n  UseKeychainOfMine yes\n`, [GITPOD]: section(bench) },
  })),
  'alias in capitals': ssh((bench) => ({
    files: { [CONFIG]: INCLUDE, [GITPOD]: section(bench) },
    values: { alias: PROXIED.toUpperCase() },
  })),
  'include below a host': ssh((bench) => ({
    files: { [CONFIG]: `Host build\n  User ci\n  ${INCLUDE}`, [GITPOD]: section(bench) },
  })),
  'include switched off': ssh((bench) => ({ files: { [CONFIG]: `# ${INCLUDE}`, [GITPOD]: section(bench) } })),
  'section for every host above': ssh((bench) => ({
    files: { [CONFIG]: `Host *\n  ProxyCommand /opt/corp/bin/connect %h %p\n\n${INCLUDE}`, [GITPOD]: section(bench) },
    values: { file: CONFIG, line: '1', 'other program': '/opt/corp/bin/connect' },
  })),
  'two generations': ssh((bench) => ({
    files: {
      [CONFIG]: `${INCLUDE}Include ona/config\n`,
      [GITPOD]: section(bench, '/opt/gone/gitpod environment ssh %h --proxy-connect'),
      [ONA]: section(bench),
    },
    values: { 'old program': '/opt/gone/gitpod' },
  })),
  'proxy command gone': ssh((bench) => ({
    files: { [CONFIG]: INCLUDE, [GITPOD]: section(bench, '/opt/gone/gitpod environment ssh %h --proxy-connect') },
    values: { program: '/opt/gone/gitpod' },
  })),
  'proxy command ends': ssh(async (bench) => {
    const program = await bench.lab.file('gitpod', '#!/bin/sh\necho "not logged in" >&2\nexit 1\n', 0o755);
    return { files: { [CONFIG]: INCLUDE, [GITPOD]: section(bench, `${program} environment ssh %h --proxy-connect`) }, values: { program } };
  }),
  'alias without a section, DNS knows every name': ssh(
    () => ({ files: {}, values: { address: '10.9.9.9' } }),
    () => ({ addresses: ['10.9.9.9'] }),
  ),

  'key gone': addressed(({ lab }) => ({ keyFile: `${lab.folder}/gone` })),
  'key open to all': addressed(async ({ lab, hostKey }) => {
    const open = await lab.key('open');
    chmodSync(open.path, 0o644);
    return { keyFile: open.path, port: await lab.sshd({ hostKey, accepts: [open] }) };
  }),
  'key locked': addressed(async ({ lab, hostKey }) => {
    const locked = await lab.key('locked', { passphrase: 'only the owner knows' });
    return { keyFile: locked.path, port: await lab.sshd({ hostKey, accepts: [locked] }) };
  }),
  'another key on the server': addressed(async ({ lab, hostKey }) => ({
    port: await lab.sshd({ hostKey, accepts: [await lab.key('other')] }),
  })),
  'old address above': ssh((bench) => {
    const newer = `Host ${ADDRESSED}\n  HostName ${LOOPBACK}\n  Port ${bench.port}\n${login(bench)}`;
    const older = newer.replace(LOOPBACK, NOBODY).replace(String(bench.port), '22');
    return { files: { [CONFIG]: older + newer }, values: { alias: ADDRESSED, 'old address': NOBODY, host: NOBODY, port: '22' } };
  }),
  'port dropped': addressed(() => ({ host: NOBODY, port: 22 })),
  'a page at the port': addressed(async (bench) => ({
    port: await farEnd(bench, (socket) => void socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n')),
  })),
  'reset behind the greeting': addressed(async (bench) => ({
    port: await farEnd(bench, (socket) => void socket.once('data', () => socket.resetAndDestroy()).write('SSH-2.0-OpenSSH_9.2p1\r\n')),
  })),
  'no greeting': addressed(async (bench) => ({ port: await farEnd(bench, () => undefined) })),
  'other host key on file': addressed(async ({ lab, hostKey, port }) => {
    const known = await lab.file('known', `[${LOOPBACK}]:${port} ${(await lab.key('former-host')).line}\n`);
    const fingerprint = (await must(['ssh-keygen', '-lf', hostKey.path])).split(' ')[1] ?? '';
    return { lines: `  StrictHostKeyChecking yes\n  UserKnownHostsFile ${known}\n`, values: { 'new fingerprint': fingerprint } };
  }),
  'host key unknown': addressed(async ({ lab }) => ({
    lines: `  StrictHostKeyChecking yes\n  UserKnownHostsFile ${await lab.file('known', '')}\n`,
  })),
  'other algorithms': addressed(async ({ lab, hostKey, key }) => ({
    port: await lab.sshd({ hostKey, accepts: [key], extra: ['KexAlgorithms diffie-hellman-group14-sha1'] }),
    lines: '  KexAlgorithms curve25519-sha256\n',
  })),
  'agent with many keys': addressed(async (bench) => ({
    port: await bench.lab.sshd({ hostKey: bench.hostKey, accepts: [bench.key], extra: ['MaxAuthTries 3'] }),
    lines: `  IdentitiesOnly no\n  IdentityAgent ${await fullAgent(bench)}\n`,
  })),
  'control folder gone': addressed(({ lab }) => ({
    lines: `  ControlMaster auto\n  ControlPath ${lab.folder}/gone/cm-%C\n`,
    values: { folder: `${lab.folder}/gone` },
  })),
} as const satisfies Record<string, PutUp>;
