/**
 * Run inside a network namespace that holds nothing but loopback: far ends whose certificate, headers, page, proxy and SSH banner
 * hold what steers a terminal, and the built program that meets them.
 *
 *     unshare --net node hostile-ends.ts LAUNCHER HOME
 */
import { execFileSync, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { type AddressInfo, createServer as createTcp } from 'node:net';
import { join } from 'node:path';
import { createServer as createTls } from 'node:tls';
import { createPublicCa } from '../../src/demo/servers/pki.ts';
import { HOSTILE, HOSTILE_HEADER } from './hostile-text.ts';

/** Lines before the banner, a banner with a comment, and a farewell with words, as any server may send it (RFC 4253 §4.2, §11.1). */
function sshWords(): Buffer {
  const string = (text: string) => Buffer.concat([uint32(Buffer.byteLength(text)), Buffer.from(text)]);
  const farewell = Buffer.concat([Buffer.from([1]), uint32(2), string(`Too many ${HOSTILE}`), string('')]);
  const padding = 16 - ((farewell.length + 5) % 8);
  const packet = Buffer.concat([uint32(farewell.length + padding + 1), Buffer.from([padding]), farewell, Buffer.alloc(padding)]);
  return Buffer.concat([Buffer.from(`welcome ${HOSTILE}\r\nSSH-2.0-EVIL_1\u009b31m ${HOSTILE}\r\n`), packet]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

const [launcher = '', home = ''] = process.argv.slice(2);
const authority = await createPublicCa();
const page = `<html><head><title>Blocked ${HOSTILE}</title></head><body>support id ${HOSTILE}</body></html>`;

const web = createServer(await authority.credentialsFor('127.0.0.1'), (_, response) => {
  const headers = {
    server: `nginx ${HOSTILE_HEADER}`,
    via: `1.1 ${HOSTILE_HEADER}`,
    'x-squid-error': HOSTILE_HEADER,
    'www-authenticate': `Bearer realm="${HOSTILE_HEADER}"`,
  };
  response.writeHead(403, { ...headers, 'content-type': 'text/html' }).end(page);
});
const strange = createTls(await authority.credentialsFor(`EVIL\u009b31m\u202e\u001b]0;own\u0007`), (socket) => socket.end());
const proxy = createTcp((socket) => {
  socket.on('error', () => {});
  socket.once('data', () =>
    socket.end(
      Buffer.from(
        `HTTP/1.1 407 Login\u001b]0;own\u0007\r\nProxy-Authenticate: Basic realm="${HOSTILE_HEADER}"\r\nVia: ${HOSTILE_HEADER}\r\n\r\n${page}`,
        'latin1',
      ),
    ),
  );
});
let sshVisits = 0;
const ssh = createTcp((socket) => {
  sshVisits += 1;
  socket.on('error', () => {}).end(sshWords());
});

execFileSync('ip', ['link', 'set', 'lo', 'up']);
for (const server of [web, strange, proxy, ssh]) await new Promise<void>((done) => void server.listen(0, '127.0.0.1', () => done()));
writeFileSync(join(home, 'roots.pem'), authority.root);
const portOf = (server: { address(): unknown }) => (server.address() as AddressInfo).port;
const at = (server: { address(): unknown }) => `127.0.0.1:${portOf(server)}`;
writeFileSync(join(home, 'ssh_config'), `Host *.gitpod.environment\n  HostName 127.0.0.1\n  Port ${portOf(ssh)}\n`, { mode: 0o600 });

const env = {
  HTTPS_PROXY: `http://${at(proxy)}`,
  NO_PROXY: `127.0.0.1,${HOSTILE}`,
  NODE_EXTRA_CA_CERTS: `/nowhere/${HOSTILE}`,
  SSL_CERT_FILE: `/nowhere/${HOSTILE}`,
  AWS_PROFILE: HOSTILE,
};
const flags = [
  '--from=laptop',
  '--public-roots=roots.pem',
  `--scm=https://${at(web)}/`,
  `--metrics=https://${at(strange)}/`,
  '--ssh-config=ssh_config',
  '--ssh-alias=x1.gitpod.environment',
  '--yes-to=ssh-connect',
  '--timeout=1500',
  '--deadline=6000',
];

async function meet(name: string, forms: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, [launcher, 'check', 'host', 'proxy', 'scm', 'metrics', 'ssh', ...flags, ...forms], {
    cwd: home,
    env: { PATH: process.env['PATH'] ?? '', HOME: home, XDG_STATE_HOME: join(home, 'state'), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes: Buffer) => said.push(bytes));
  await new Promise((resolve) => child.on('close', resolve));
  writeFileSync(join(home, `${name}.out`), Buffer.concat(said));
}

await Promise.all([meet('plain', ['--verbose', '--show-values']), meet('json', ['--json']), meet('jsonl', ['--jsonl'])]);
writeFileSync(join(home, 'ssh-visits'), String(sshVisits));
process.exit(0);
