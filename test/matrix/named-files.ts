/** Paths of files that are not regular, or never end. */
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { garbage, type Misbehaviour } from './misbehaviours.ts';
import type { Aim, Cell } from './stages.ts';

/** Each variable and flag that names a file for a headless sweep. */
const VARIABLES = [
  'SSL_CERT_FILE',
  'NODE_EXTRA_CA_CERTS',
  'CURL_CA_BUNDLE',
  'AWS_CONFIG_FILE',
  'AWS_SHARED_CREDENTIALS_FILE',
  'GIT_CONFIG_GLOBAL',
  'NPM_CONFIG_USERCONFIG',
  'PIP_CONFIG_FILE',
  'AWS_WEB_IDENTITY_TOKEN_FILE',
];
const FLAGS = ['--public-roots', '--ca-file', '--profile', '--catalog', '--baseline', '--allowed-images', '--images', '--ssh-config'];

type Made = { path: string; close(): void };

/** All variables at once, but one flag at a time, because the first file that cannot be read ends the program. */
export async function namedFile(cell: Cell): Promise<Aim> {
  const made = await MAKE[cell.how](join(cell.folder, 'named'), cell);
  const flag = FLAGS[Math.floor(cell.random() * (FLAGS.length * 2))];
  const env = Object.fromEntries(VARIABLES.map((name) => [name, made.path]));
  cell.met();
  const args = ['check', 'host', 'scm', 'ssh', '--scm', 'https://127.0.0.1:1', ...(flag === undefined ? [] : [flag, made.path])];
  return { args, env, close: made.close };
}

function pipe(path: string, shell: string | null): Made {
  execFileSync('mkfifo', [path]);
  if (shell === null) return { path, close() {} };
  const writer = spawn('sh', ['-c', `while :; do (${shell}) > '${path}' 2>/dev/null; done`], { stdio: 'ignore', detached: true });
  return { path, close: () => void (writer.pid !== undefined && process.kill(-writer.pid, 'SIGKILL')) };
}

function file(path: string, content: Buffer): Made {
  writeFileSync(path, content);
  return { path, close() {} };
}

const MAKE: Record<Misbehaviour, (path: string, cell: Cell) => Made | Promise<Made>> = {
  'closes at once': (path) => pipe(path, ':'),
  'closes right after success': (path) => pipe(path, 'echo "-----BEGIN CERTIFICATE-----"'),
  'closes after some bytes': (path) => file(path, Buffer.from('-----BEGIN CERTIFICATE-----\nMII')),
  resets: (path) => ({ path: join(path, 'below-nothing'), close() {} }),
  'half-closes': (path) => {
    mkdirSync(path);
    return { path, close() {} };
  },
  'stays silent': (path) => pipe(path, null),
  'drips a byte a second': (path) => pipe(path, 'while :; do printf x; sleep 1; done'),
  'sends garbage': (path, { random }) => file(path, garbage(100_000, random)),
  'never stops sending': () => ({ path: '/dev/zero', close() {} }),
  async 'asks for something else'(path) {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(path, resolve));
    return { path, close: () => void server.close() };
  },
};
