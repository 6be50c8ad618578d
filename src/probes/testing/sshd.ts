/**
 * A real sshd on loopback, and servers that fail as real ones do. Keys are generated; `close` ends everything. Any account can start it: it
 * listens above port 1024 and logs in the account that runs the test.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

const SSHD = '/usr/sbin/sshd';

/** Null if the lab can run, else what is missing, for the message of a skipped test. */
export function sshLabLacks(): string | null {
  if (!existsSync(SSHD)) return 'openssh-server (sshd) is not installed';
  return spawnSync('ssh', ['-V']).error === undefined ? null : 'openssh-client (ssh) is not installed';
}

export interface KeyPair {
  /** Path of the private key; the public key is next to it with `.pub`. */
  path: string;
  /** `type base64`, as in known_hosts and authorized_keys. */
  line: string;
}

export interface SshLab {
  folder: string;
  user: string;
  key(name: string, options?: { type?: string; passphrase?: string }): Promise<KeyPair>;
  /** An sshd with this host key that accepts these keys; `extra` are lines of its configuration. */
  sshd(options?: { hostKey?: KeyPair; accepts?: readonly KeyPair[]; extra?: readonly string[] }): Promise<number>;
  /** Writes a file in the folder and returns its path. */
  file(name: string, text: string, mode?: number): Promise<string>;
  close(): Promise<void>;
}

export async function startSshLab(): Promise<SshLab> {
  const folder = await mkdtemp(join(tmpdir(), 'ssh-lab-'));
  const children: ReturnType<typeof spawn>[] = [];
  if (process.getuid?.() === 0) await mkdir('/run/sshd', { recursive: true, mode: 0o755 });
  let count = 0;

  const lab: SshLab = {
    folder,
    user: userInfo().username,
    key: async (name, { type = 'ed25519', passphrase = '' } = {}) => {
      const path = join(folder, name);
      const made = spawnSync('ssh-keygen', ['-q', '-t', type, '-N', passphrase, '-C', '', '-f', path]);
      if (made.status !== 0) throw new Error(`ssh-keygen: ${made.stderr}`);
      return { path, line: (await readFile(`${path}.pub`, 'utf8')).trim().split(' ').slice(0, 2).join(' ') };
    },
    sshd: async ({ hostKey, accepts = [], extra = [] } = {}) => {
      count += 1;
      const name = `sshd-${count}`;
      const key = hostKey ?? (await lab.key(`${name}-host`));
      const authorized = await lab.file(`${name}-authorized`, `${accepts.map(({ line }) => line).join('\n')}\n`, 0o600);
      const port = await freePort();
      const config = await lab.file(
        `${name}.conf`,
        [
          ...extra,
          `Port ${port}`,
          'ListenAddress 127.0.0.1',
          `HostKey ${key.path}`,
          `AuthorizedKeysFile ${authorized}`,
          'PidFile none',
          'UsePAM no',
          'StrictModes no',
          'PermitRootLogin yes',
          'PasswordAuthentication no',
          'KbdInteractiveAuthentication no',
          '',
        ].join('\n'),
      );
      const child = spawn(SSHD, ['-D', '-e', '-f', config], { stdio: ['ignore', 'ignore', 'pipe'] });
      children.push(child);
      await listens(child);
      return port;
    },
    file: async (name, text, mode = 0o600) => {
      const path = join(folder, name);
      await writeFile(path, text, { mode });
      return path;
    },
    close: async () => {
      await Promise.all(
        children.map((child) => new Promise((ended) => (child.exitCode === null ? child.once('exit', ended).kill() : ended(null)))),
      );
      await rm(folder, { recursive: true, force: true });
    },
  };
  return lab;
}

function listens(child: ReturnType<typeof spawn>): Promise<void> {
  return new Promise((resolve, reject) => {
    let log = '';
    child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
      log += chunk;
      if (log.includes('Server listening')) resolve();
    });
    child.once('exit', () => reject(new Error(`sshd ended: ${log}`)));
  });
}

async function freePort(): Promise<number> {
  const server: Server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('the server does not listen');
  return address.port;
}
