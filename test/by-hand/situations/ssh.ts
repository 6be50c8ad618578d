/** Situations of SSH aliases, each with its one fault. */
import { chmodSync, mkdirSync } from 'node:fs';
import { LOOPBACK } from '../../../src/demo/servers/loopback.ts';
import { must } from '../../lab/processes.ts';
import { HOME, type PutUp } from '../situation.ts';
import {
  ADDRESSED,
  addressed,
  addressSection,
  CONFIG,
  farEnd,
  fullAgent,
  GITPOD,
  INCLUDE,
  type Made,
  proxied,
  section,
  ssh,
} from './ssh-bench.ts';

const ONA = `${HOME}/.ssh/ona/config`;
/** RFC 5737: no host has it, and in the namespace it does not answer. */
const NOBODY = '203.0.113.22';

/** An empty PATH. */
function withoutSsh(): Made {
  const folder = `${HOME}/bin`;
  mkdirSync(folder);
  return { environment: { PATH: folder } };
}

export const SSH_SITUATIONS = {
  'alias by proxy command fine': proxied(undefined, { program: '/usr/bin/nc' }),
  'alias by address fine': addressed(() => ({ values: { folder: `${HOME}/.ssh` } })),
  'no ssh': ssh(withoutSsh),
  'configuration refused': ssh((bench) => ({
    files: { [CONFIG]: `${INCLUDE}Host build\n  UseKeychainOfMine yes\n`, [GITPOD]: section(bench) },
  })),
  'alias in capitals': proxied(undefined, { alias: 'X1.GITPOD.ENVIRONMENT' }),
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
  'proxy command gone': proxied('/opt/gone/gitpod environment ssh %h --proxy-connect', { program: '/opt/gone/gitpod' }),
  'proxy command ends': ssh(async (bench) => {
    const program = await bench.lab.file('gitpod', '#!/bin/sh\necho "not logged in" >&2\nexit 1\n', 0o755);
    return { files: { [CONFIG]: INCLUDE, [GITPOD]: section(bench, `${program} environment ssh %h --proxy-connect`) }, values: { program } };
  }),
  'alias without a section, DNS knows every name': ssh(
    () => ({ values: { address: '10.9.9.9' } }),
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
  'old address above': ssh((bench) => ({
    files: { [CONFIG]: addressSection(bench, { host: NOBODY, port: 22 }) + addressSection(bench, {}) },
    values: { alias: ADDRESSED, 'old address': NOBODY, host: NOBODY, port: '22' },
  })),
  'port dropped': addressed(() => ({ host: NOBODY, port: 22 })),
  'a page at the port': farEnd((socket) => void socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n')),
  'reset behind the greeting': farEnd(
    (socket) => void socket.once('data', () => socket.resetAndDestroy()).write('SSH-2.0-OpenSSH_9.2p1\r\n'),
  ),
  'no greeting': farEnd(() => undefined),
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
    agent: await fullAgent(bench),
  })),
  'control folder gone': addressed(({ lab }) => ({
    lines: `  ControlMaster auto\n  ControlPath ${lab.folder}/gone/cm-%C\n`,
    values: { folder: `${lab.folder}/gone` },
  })),
  'host name written as a URL': addressed(() => ({ host: 'https://gate.example/' })),
  'remote command set': addressed(() => ({ lines: '  RemoteCommand tmux attach\n' })),
} as const satisfies Record<string, PutUp>;
