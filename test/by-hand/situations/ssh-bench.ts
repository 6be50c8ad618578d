/** The setup for SSH aliases: the account's ~/.ssh, the real client, and a real server that accepts its key. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { dirname } from 'node:path';
import { type DnsReply, startDnsServer } from '../../../src/demo/servers/dns-server.ts';
import { LOOPBACK, listen } from '../../../src/demo/servers/loopback.ts';
import { type KeyPair, type SshLab, startSshLab } from '../../../src/probes/testing/sshd.ts';
import { must } from '../../lab/processes.ts';
import { leadTo } from '../namespace/network.ts';
import { HOME, type PutUp } from '../situation.ts';

const PROXIED = 'x1.gitpod.environment';
export const ADDRESSED = 'x1.gitpod.remote';
export const CONFIG = `${HOME}/.ssh/config`;
export const GITPOD = `${HOME}/.ssh/gitpod/config`;
export const INCLUDE = 'Include gitpod/config\n';

/** A server that accepts the account's key. */
interface Bench {
  lab: SshLab;
  key: KeyPair;
  hostKey: KeyPair;
  port: number;
}

export interface Made {
  files?: Readonly<Record<string, string>>;
  values?: Readonly<Record<string, string>>;
  environment?: Readonly<Record<string, string>>;
}

/** By default DNS knows no name. */
export function ssh(make: (bench: Bench) => Made | Promise<Made>, names: (name: string) => DnsReply = () => 'nxdomain'): PutUp {
  return async () => {
    const lab = await startSshLab();
    const [key, hostKey] = [await lab.key('id'), await lab.key('host')];
    const port = await lab.sshd({ hostKey, accepts: [key] });
    const resolver = await startDnsServer(names);
    await leadTo({ endpoints: new Map(), systemResolver: { address: LOOPBACK, port: resolver.port } });
    const { files = {}, values, environment } = await make({ lab, key, hostKey, port });
    for (const [path, text] of Object.entries(files)) write(path, text);
    return {
      environment: { ...environment },
      values: { alias: PROXIED, host: LOOPBACK, port: String(port), 'key file': key.path, ...values },
    };
  };
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  writeFileSync(path, text, { mode: 0o600 });
}

/** The lines with which a login by this setup's key succeeds. */
function login({ lab, key }: Bench, keyFile = key.path, agent = 'none'): string {
  const lines = [
    `User ${lab.user}`,
    `IdentityFile ${keyFile}`,
    `IdentitiesOnly ${agent === 'none' ? 'yes' : 'no'}`,
    `IdentityAgent ${agent}`,
    'StrictHostKeyChecking no',
    'UserKnownHostsFile /dev/null',
  ];
  return lines.map((line) => `  ${line}\n`).join('');
}

/** Gitpod's section for its names; the command connects to the server directly. */
export function section(bench: Bench, command = `/usr/bin/nc ${LOOPBACK} ${bench.port}`): string {
  return `Host *.gitpod.environment\n  ProxyCommand ${command}\n${login(bench)}`;
}

/** An alias with Gitpod's section in an included file. */
export function proxied(command?: string, values: Made['values'] = {}): PutUp {
  return ssh((bench) => ({ files: { [CONFIG]: INCLUDE, [GITPOD]: section(bench, command) }, values }));
}

interface Address {
  port?: number;
  host?: string;
  /** Lines of its section before those of the login, so that they take precedence. */
  lines?: string;
  /** Its keys are offered in addition to that of the section. */
  agent?: string;
  keyFile?: string;
  values?: Readonly<Record<string, string>>;
}

/** An alias with an address. */
export function addressed(make: (bench: Bench) => Address | Promise<Address>): PutUp {
  return ssh(async (bench) => {
    const made = await make(bench);
    const { port = bench.port, host = LOOPBACK, keyFile = bench.key.path, values } = made;
    return {
      files: { [CONFIG]: addressSection(bench, made) },
      values: { alias: ADDRESSED, host, port: String(port), 'key file': keyFile, ...values },
    };
  });
}

export function addressSection(bench: Bench, { port = bench.port, host = LOOPBACK, lines = '', keyFile, agent }: Address): string {
  return `Host ${ADDRESSED}\n  HostName ${host}\n  Port ${port}\n${lines}${login(bench, keyFile, agent)}`;
}

/** A server that does not speak SSH, or closes early. */
export function farEnd(act: (socket: Socket) => void): PutUp {
  return addressed(async () => ({ port: (await listen(createServer(act))).port }));
}

/** So many keys that the server gives up before the right one is offered. */
export async function fullAgent({ lab }: Bench): Promise<string> {
  const socket = `${lab.folder}/agent`;
  await must(['ssh-agent', '-a', socket]);
  for (let n = 0; n < 5; n += 1) {
    const { path } = await lab.key(`spare-${n}`);
    await must(['ssh-add', '-q', path], { environment: { PATH: process.env['PATH'] ?? '', SSH_AUTH_SOCK: socket } });
  }
  return socket;
}
