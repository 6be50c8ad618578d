/**
 * Run inside a network namespace that holds nothing but loopback: a proxy and a web server whose every header and body
 * carries a secret, and the built program that meets them with the real environment. Nothing can leave the machine.
 *
 *     unshare --net node hostile-network.ts LAUNCHER HOME
 *
 * Writes what the program said below HOME, and what the servers saw.
 */
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer as createProxy } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { join } from 'node:path';
import { createPublicCa } from '../../src/demo/servers/pki.ts';
import { PLANTED } from './planted.ts';

const [launcher = '', home = ''] = process.argv.slice(2);
const seen: string[] = [];

/** Headers in which real servers and proxies have been seen to carry tokens. */
const HEADERS = {
  'set-cookie': [`session=${PLANTED.cookie}; Path=/`, `${PLANTED.cookieName}=1`],
  server: `nginx/1.2 ${PLANTED.server}`,
  via: `1.1 ${PLANTED.via} (squid/5.7)`,
  'x-squid-error': `ERR_${PLANTED.error} 0`,
  'x-request-token': PLANTED.header,
  etag: `"${PLANTED.header}"`,
  'content-type': `text/html; charset=utf-8; boundary=${PLANTED.header}`,
};
const PAGE = `<html><head><title>Blocked ${PLANTED.body}</title></head><body>support id ${PLANTED.body}</body></html>`;

/** Refuses every login. */
const proxy = createProxy((_, response) => response.writeHead(407, HEADERS).end(PAGE)).on('connect', (request, socket) => {
  seen.push(`connect ${request.url} ${request.headers['proxy-authorization'] === undefined ? 'anonymous' : 'with a login'}`);
  const lines = Object.entries(HEADERS).flatMap(([name, values]) => [values].flat().map((value) => `${name}: ${value}`));
  const challenges = [`Proxy-Authenticate: Basic realm="${PLANTED.realm}"`, `Proxy-Authenticate: Negotiate ${PLANTED.challenge}`];
  socket.end(['HTTP/1.1 407 Login, please', ...lines, ...challenges, `Content-Length: ${PAGE.length}`, '', PAGE].join('\r\n'));
});

const authority = await createPublicCa();
const web = createServer(await authority.credentialsFor('127.0.0.1'), (request, response) => {
  seen.push(`${request.method} ${request.url?.split('?')[0]}`);
  const location = `https://127.0.0.1:${portOf(web)}/next/${PLANTED.location}?token=${PLANTED.location}#${PLANTED.location}`;
  const redirects = request.url === '/moved/' || request.url === '/moved';
  response.writeHead(redirects ? 302 : 403, {
    ...HEADERS,
    ...(redirects ? { location } : {}),
    'www-authenticate': `Bearer realm="${PLANTED.realm}"`,
  });
  response.end(PAGE);
});

function portOf(server: Pick<Server, 'address'>): number {
  return (server.address() as AddressInfo).port;
}

async function run(name: string, args: readonly string[], env: Readonly<Record<string, string>>): Promise<void> {
  const child = spawn(process.execPath, [launcher, ...args], {
    cwd: home,
    env: { PATH: process.env['PATH'] ?? '', HOME: home, XDG_STATE_HOME: join(home, 'state'), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes: Buffer) => said.push(bytes));
  await new Promise((resolve) => child.on('close', resolve));
  writeFileSync(join(home, `${name}.out`), Buffer.concat(said));
}

execFileSync('ip', ['link', 'set', 'lo', 'up']);
for (const server of [proxy, web]) await new Promise<void>((done) => void server.listen(0, '127.0.0.1', () => done()));
mkdirSync(home, { recursive: true });
writeFileSync(join(home, 'roots.pem'), authority.root);

const at = `127.0.0.1:${portOf(proxy)}`;
const behindProxy = {
  HTTPS_PROXY: `http://svc:${PLANTED.httpsProxy}@${at}`,
  HTTP_PROXY: `http://svc:${encodeURIComponent(PLANTED.httpProxy)}@${at}`,
  https_proxy: `http://svc:${PLANTED.lowerHttpsProxy}@${at}`,
  NO_PROXY: `https://anna:${PLANTED.noProxy}@internal.example.com,.example.com`,
  no_proxy: `anna:${PLANTED.lowerNoProxy}@internal.example.com,.example.com`,
  ALL_PROXY: `socks5://svc:${PLANTED.allProxy}@${at}`,
};
const flags = [
  '--from=laptop',
  '--public-roots=roots.pem',
  `--scm=https://anna:${PLANTED.scm}@127.0.0.1:${portOf(web)}/moved/?token=${PLANTED.scmQuery}#${PLANTED.scmFragment}`,
  `--metrics=https://${PLANTED.metricsUser}@127.0.0.1:${portOf(web)}/write?key=${PLANTED.metricsQuery}`,
  `--note=curl -u anna:${PLANTED.note} fails; password=${PLANTED.note}, Proxy-Authorization: Basic ${PLANTED.challenge}`,
  '--timeout=1500',
  '--deadline=6000',
];
const areas = ['proxy', 'management', 'scm', 'metrics'];
await Promise.all([
  run('proxied-events', ['check', ...areas, ...flags, '--jsonl', '--bundle=proxied.zip'], behindProxy),
  run('proxied-plain', ['check', ...areas, ...flags, '--verbose', '--show-values'], behindProxy),
  run('direct-events', ['check', ...areas, ...flags, '--jsonl', '--bundle=direct.zip'], {}),
  run('direct-plain', ['check', ...areas, ...flags, '--verbose', '--show-values'], {}),
  run('malformed', ['check', 'proxy', ...flags, '--json'], {
    HTTPS_PROXY: `ht!tp://svc:${PLANTED.httpsProxy}@@${at}:x`,
    NO_PROXY: PLANTED.noProxy,
  }),
]);
writeFileSync(join(home, 'seen.out'), seen.join('\n'));
process.exit(0);
